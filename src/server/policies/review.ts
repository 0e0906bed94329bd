/**
 * What stands between a policy version and its publication: the gate, whether its changes matter, its
 * days, questions that nobody has answered, a second person. Where nothing does, no rule objected.
 */
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import type { GateFinding } from '../../protocol/gate/finding.ts';
import { gatePolicy } from '../../protocol/gate/policy-gate.ts';
import { foundChanges } from '../../protocol/policy-found-changes.ts';
import { judgeChanges } from '../../protocol/policy-material.ts';
import type { Materiality } from '../../protocol/policy-material.ts';
import { checkSchedule } from '../../protocol/policy-schedule.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { PolicyEntryRow } from '../store/policies.ts';
import type { Queries } from '../store/store.ts';
import { dayOf } from './versions.ts';

/** What a person says to a question of the rules; kept with the publication. */
export interface Answer {
  code: string;
  /** Where the question points to, and what was found there. */
  pointer: string;
  found?: string | undefined;
  answer: string;
}

export interface PublicationRequest {
  /** Who publishes. */
  by: string;
  /** The second person, who approves what the author made smaller than computed. */
  approvedBy?: string | undefined;
  answers?: readonly Answer[] | undefined;
  /** When visitors see it first, ms; now when absent. */
  publishAt?: number | undefined;
  /** It was public elsewhere before, and in force from its effective date on. */
  isPublicAlready?: boolean | undefined;
}

export interface Review {
  /** The version it was compared with. */
  previous?: string | undefined;
  materiality: Materiality;
  /** When visitors see it first, ms. */
  publishedAt: number;
  /** What must be changed. */
  stops: Finding[];
  /** What a person has to answer yet. */
  questions: Finding[];
  /** The answers to its questions. */
  answers: Answer[];
}

/** More than any policy has. */
const ALL = 10_000;

export async function reviewPolicy(
  queries: Queries,
  site: SiteDocument,
  document: PolicyVersionDocument,
  request: PublicationRequest,
  now: number,
): Promise<Review> {
  const { policy, version, effectiveFrom } = document;
  const place = { site: site.site, policy, publishedBy: Number.MAX_SAFE_INTEGER };
  const standing = await queries.policies.list({ ...place, withoutWithdrawn: true, limit: ALL });
  const before = standing.find((other) => other.version !== version && other.effective_from < effectiveFrom);
  const found = before === undefined ? [] : foundChanges(await documentOf(queries, before), document);
  const alone = judgeChanges(found, document, site);
  const materiality = hasSecondPerson(request)
    ? judgeChanges(found, document, site, alone.needsApproval)
    : alone;
  const findings = [
    ...known(document, await queries.policies.entry(site.site, policy, version)),
    ...scheduled(document, standing, { request, now, isMaterial: materiality.material }),
    ...materiality.findings,
    ...unapproved(materiality, document),
    ...(isHistory(document, standing, request, now) ? [] : await gated(queries, site, document)),
  ];
  const questions = findings.filter(({ severity }) => severity === 'question');
  const answers = (request.answers ?? []).filter(
    (answer) => answer.answer.trim() !== '' && questions.some((question) => isAnswer(answer, question)),
  );
  return {
    previous: before?.version,
    materiality,
    publishedAt: publicationOf(document, request, now),
    stops: findings.filter(({ severity }) => severity === undefined),
    questions: questions.filter((question) => !answers.some((answer) => isAnswer(answer, question))),
    answers,
  };
}

function isAnswer({ code, pointer, found }: Answer, question: Finding): boolean {
  return code === question.code && pointer === question.pointer && found === question.found;
}

function publicationOf(
  { effectiveFrom }: PolicyVersionDocument,
  { publishAt, isPublicAlready }: PublicationRequest,
  now: number,
): number {
  return isPublicAlready === true ? Date.parse(effectiveFrom) : (publishAt ?? now);
}

async function documentOf(queries: Queries, row: PolicyEntryRow): Promise<PolicyVersionDocument> {
  const found = await queries.policies.version(row.site, row.policy, row.version);
  if (found === undefined) throw new Error(`policy version ${row.version} has no text`);
  return JSON.parse(found.document) as PolicyVersionDocument;
}

/** A published version never changes, and a withdrawn one does not come back under its name. */
function known({ version }: PolicyVersionDocument, entry: PolicyEntryRow | undefined): Finding[] {
  if (entry === undefined) return [];
  const expected = 'a version that was not published before';
  return [{ pointer: '/version', code: 'already-published', expected, found: version }];
}

function scheduled(
  document: PolicyVersionDocument,
  rows: readonly PolicyEntryRow[],
  { request, now, isMaterial }: { request: PublicationRequest; now: number; isMaterial: boolean },
): Finding[] {
  const standing = rows
    .map(({ version, effective_from: day }) => ({ version, effectiveFrom: day }))
    // That a name is taken is said once, of withdrawn versions as well.
    .filter(({ version }) => version !== document.version);
  const [today, { effectiveFrom }] = [dayOf(now), document];
  if (request.isPublicAlready !== true) {
    const moment = publicationOf(document, request, now);
    return [
      ...(moment < now ? [past(moment, now)] : []),
      ...checkSchedule(document, { publishedOn: dayOf(moment), standing, material: isMaterial }),
    ];
  }
  // Its days are facts, not plans: what was announced when cannot be mended any more.
  const findings = checkSchedule(document, { publishedOn: effectiveFrom, standing, material: false });
  if (effectiveFrom <= today) return findings;
  const expected = `${today} or earlier: it is said to be public and in force already`;
  return [...findings, { pointer: '/effectiveFrom', code: 'not-in-force', expected, found: effectiveFrom }];
}

function past(moment: number, now: number): Finding {
  const [expected, found] = [new Date(now).toISOString(), new Date(moment).toISOString()];
  return { pointer: '', code: 'publication-in-the-past', expected: `${expected} or later`, found };
}

/** Alone one can raise what a change is called, not lower it. */
function unapproved(
  { needsApproval, changes: judged }: Materiality,
  { changes: declared = [] }: PolicyVersionDocument,
): Finding[] {
  return needsApproval.map((section) => {
    const index = declared.findIndex((change) => change.section === section);
    const computed = judged.find((change) => change.section === section)?.computed ?? 'other';
    const expected = `the approval of a second person: the change is computed as "${computed}"`;
    const pointer = index < 0 ? '/material' : `/changes/${String(index)}/category`;
    return { pointer, code: 'approval-missing', expected, found: section };
  });
}

function hasSecondPerson({ by, approvedBy = '' }: PublicationRequest): boolean {
  const [first, second] = [by, approvedBy].map((name) => name.trim().toLocaleLowerCase('en'));
  return second !== '' && second !== first;
}

/** A version that another has replaced already binds nobody; its text is evidence, mistakes included. */
function isHistory(
  { effectiveFrom }: PolicyVersionDocument,
  standing: readonly PolicyEntryRow[],
  { isPublicAlready }: PublicationRequest,
  now: number,
): boolean {
  const today = dayOf(now);
  const isReplaced = standing.some(
    ({ effective_from: day, published_at: moment }) => day > effectiveFrom && day <= today && moment <= now,
  );
  return isPublicAlready === true && isReplaced;
}

async function gated(
  queries: Queries,
  site: SiteDocument,
  document: PolicyVersionDocument,
): Promise<GateFinding[]> {
  const rows = site.policy === document.policy ? await queries.documents.currentForms(site.site) : [];
  const forms = rows.map((row) => JSON.parse(row.document) as FormDefinition);
  const { stops, questions } = gatePolicy(document, { site, forms });
  return [...stops, ...questions];
}
