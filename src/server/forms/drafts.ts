/** Drafts of forms: texts that somebody works on. They are kept as they were written, right or wrong. */
import { identifier } from '../../protocol/parts.schema.ts';
import { parse } from '../../protocol/parse.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { FormDraft, StaffForm } from '../../protocol/staff-forms.schema.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import * as v from 'valibot';
import { record } from '../staff/audit.ts';
import type { FormDraftRow } from '../store/forms.ts';
import type { Queries } from '../store/store.ts';
import { keyOf } from './desk.ts';
import type { FormDesk } from './desk.ts';

/** All forms of a site, those that only exist as a draft too. */
export async function listForms(queries: Queries, site: string): Promise<StaffForm[]> {
  const [published, drafts] = await Promise.all([
    queries.documents.currentForms(site),
    queries.forms.drafts(site),
  ]);
  const ids = [...new Set([...published, ...drafts].map(({ form }) => form))].toSorted();
  return ids.map((form) => {
    const version = published.find((row) => row.form === form);
    const draft = drafts.find((row) => row.form === form);
    const at = version && new Date(version.published_at).toISOString();
    return {
      form,
      title: titleIn(version?.document ?? draft?.source ?? '') ?? form,
      ...(version && at !== undefined ? { published: { version: version.version, at } } : {}),
      ...(draft ? { draft: saved(draft) } : {}),
    };
  });
}

/** Drafts may be no JSON; then the form is called by its id. */
function titleIn(source: string): string | undefined {
  const { value } = readJsonText(source);
  const { title } = (value ?? {}) as Partial<FormDefinition>;
  return typeof title === 'string' ? title : undefined;
}

export async function readDraft(desk: FormDesk): Promise<FormDraft> {
  const row = await desk.queries.forms.draft(keyOf(desk));
  if (row === undefined) throw new ProblemError('not-found', 'Expected a form that has a draft.');
  return draftIn(row);
}

/** `revision`: the one that was seen; undefined to begin a draft. */
export async function saveDraft(
  desk: FormDesk,
  source: string,
  revision: number | undefined,
): Promise<FormDraft> {
  const { queries, form, person, now } = desk;
  requireFormId(form);
  const change = { source, saved_by: person, saved_at: now };
  const isSaved =
    revision === undefined
      ? await queries.forms.addDraft({ ...keyOf(desk), ...change, revision: 1 })
      : await queries.forms.changeDraft({ ...keyOf(desk), revision }, change);
  if (!isSaved) throw await outdated(desk, revision);
  return readDraft(desk);
}

export async function discardDraft(desk: FormDesk, revision: number): Promise<void> {
  if (!(await desk.queries.forms.removeDraft({ ...keyOf(desk), revision }))) {
    throw await outdated(desk, revision);
  }
}

/** Discarding is a deed, unlike the many savings on the way. */
export async function recordDiscarded(desk: FormDesk): Promise<void> {
  const { queries, site, now: at, person, form } = desk;
  await record(queries, {
    site: site.site,
    at,
    person,
    action: 'form-draft-discarded',
    object: `forms/${form}`,
  });
}

function requireFormId(form: string): void {
  const { findings } = parse(v.strictObject({ form: identifier }), { form });
  if (findings !== undefined) throw new ProblemError('validation', '', findings);
}

async function outdated(desk: FormDesk, revision: number | undefined): Promise<ProblemError> {
  const row = await desk.queries.forms.draft(keyOf(desk));
  if (row === undefined) return new ProblemError('not-found', 'Expected a form that has a draft.');
  const seen = revision === undefined ? 'none' : String(revision);
  return new ProblemError(
    'precondition-failed',
    `Expected If-Match "${String(row.revision)}", saved by ${row.saved_by}; got ${seen}.`,
  );
}

function draftIn(row: FormDraftRow): FormDraft {
  return { form: row.form, source: row.source, ...saved(row) };
}

function saved({ revision, saved_by: savedBy, saved_at: at }: FormDraftRow) {
  return { revision, savedBy, savedAt: new Date(at).toISOString() };
}
