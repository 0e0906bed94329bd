/**
 * Policy versions that people work on: saved, approved by a second one, published. Who edits knows which
 * revision they saw; who saw an older one is told (RFC 9110, If-Match). A changed draft is not approved.
 */
import * as v from 'valibot';
import { moment } from '../../protocol/parts.schema.ts';
import { parseAuthored } from '../../protocol/parse.schema.ts';
import { checkPolicy } from '../../protocol/policy-check.ts';
import { policyVersionSchema } from '../../protocol/policy.schema.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { PolicyDraftRow } from '../store/staff.ts';
import type { Queries } from '../store/store.ts';
import { publishReviewed } from './publishing.ts';
import { reviewPolicy } from './review.ts';
import type { PublicationRequest, Review } from './review.ts';

export const draftSchema = v.strictObject({
  document: v.looseObject({}),
  answers: v.optional(
    v.array(
      v.strictObject({
        code: v.string(),
        pointer: v.string(),
        found: v.optional(v.string()),
        answer: v.pipe(v.string(), v.maxLength(2000)),
      }),
    ),
  ),
  publishAt: v.optional(v.pipe(moment, v.description('When visitors see it first; at once when absent.'))),
  isPublicAlready: v.optional(
    v.pipe(v.boolean(), v.description('It was public elsewhere, and in force since its effective date.')),
  ),
});

export type DraftInput = v.InferOutput<typeof draftSchema>;

export interface Draft extends DraftInput {
  document: PolicyVersionDocument;
  revision: number;
  savedBy: string;
  savedAt: string;
  approvedBy?: string;
}

/** Where a draft is, and who works on it. */
export interface Desk {
  queries: Queries;
  site: SiteDocument;
  policy: string;
  version: string;
  person: string;
  now: number;
}

/** `revision`: the one that the person saw; undefined for a draft that is not there yet. */
export async function saveDraft(desk: Desk, input: DraftInput, revision: number | undefined): Promise<Draft> {
  const document = checkedDocument(desk, input.document);
  const content = JSON.stringify({ ...input, document });
  const saved = { content, saved_by: desk.person, saved_at: desk.now, approved_by: null };
  const key = keyOf(desk);
  const isSaved =
    revision === undefined
      ? await desk.queries.staff.addDraft({ ...key, ...saved, revision: 1 })
      : await desk.queries.staff.changeDraft({ ...key, revision }, saved);
  if (!isSaved) throw await outdated(desk, revision);
  return readDraft(desk);
}

export async function readDraft(desk: Desk): Promise<Draft> {
  const row = await desk.queries.staff.draft(keyOf(desk));
  if (row === undefined) throw new ProblemError('not-found', 'Expected a version that has a draft.');
  return draftIn(row);
}

export function draftIn({ content, revision, saved_by, saved_at, approved_by }: PolicyDraftRow): Draft {
  return {
    ...(JSON.parse(content) as DraftInput & { document: PolicyVersionDocument }),
    revision,
    savedBy: saved_by,
    savedAt: new Date(saved_at).toISOString(),
    ...(approved_by === null ? {} : { approvedBy: approved_by }),
  };
}

/** What stands between a draft and its publication. */
export function reviewDraft({ queries, site, now }: Desk, draft: Draft): Promise<Review> {
  return reviewPolicy(queries, site, draft.document, requestOf(draft), now);
}

/** The second person: whoever saved a draft last cannot approve it. */
export async function approveDraft(desk: Desk, revision: number): Promise<Draft> {
  const draft = await readDraft(desk);
  if (draft.savedBy === desk.person) {
    throw new ProblemError('forbidden', 'Expected another person than the one who saved the draft.');
  }
  const change = { approved_by: desk.person };
  if (!(await desk.queries.staff.changeDraft({ ...keyOf(desk), revision }, change))) {
    throw await outdated(desk, revision);
  }
  return readDraft(desk);
}

export async function publishDraft(desk: Desk, revision: number): Promise<Review> {
  const draft = await readDraft(desk);
  // First, so that of two who publish at once one waits, and finds no draft.
  await discardDraft(desk, revision);
  return publishReviewed(desk.queries, desk.site, draft.document, requestOf(draft), desk.now);
}

export async function discardDraft(desk: Desk, revision: number): Promise<void> {
  if (!(await desk.queries.staff.removeDraft({ ...keyOf(desk), revision }))) {
    throw await outdated(desk, revision);
  }
}

function requestOf({ savedBy, approvedBy, answers, publishAt, isPublicAlready }: Draft): PublicationRequest {
  return {
    by: savedBy,
    approvedBy,
    answers,
    publishAt: publishAt === undefined ? undefined : Date.parse(publishAt),
    isPublicAlready,
  };
}

function keyOf({ site, policy, version }: Desk): Pick<PolicyDraftRow, 'site' | 'policy' | 'version'> {
  return { site: site.site, policy, version };
}

async function outdated(desk: Desk, revision: number | undefined): Promise<ProblemError> {
  const row = await desk.queries.staff.draft(keyOf(desk));
  if (row === undefined) return new ProblemError('not-found', 'Expected a version that has a draft.');
  const seen = revision === undefined ? 'none' : String(revision);
  return new ProblemError(
    'precondition-failed',
    `Expected If-Match "${String(row.revision)}", saved by ${row.saved_by}; got ${seen}.`,
  );
}

/** A version in its own place: draft and document say the same policy and version. */
function checkedDocument({ policy, version }: Desk, input: unknown): PolicyVersionDocument {
  const { value, findings } = parseAuthored(policyVersionSchema, input);
  const wrong = findings ?? [
    ...misplaced('policy', policy, value.policy),
    ...misplaced('version', version, value.version),
    ...checkPolicy(value),
  ];
  if (value === undefined || wrong.length > 0) {
    const located = wrong.map((finding) => ({ ...finding, pointer: `/document${finding.pointer}` }));
    throw new ProblemError('validation', '', located);
  }
  return value;
}

function misplaced(key: string, expected: string, found: string): Finding[] {
  return expected === found ? [] : [{ pointer: `/${key}`, code: 'misplaced', expected, found }];
}
