/** All submissions of a form as a file. That it was taken is written down before its first line leaves. */
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { ProblemError, shown } from '../../protocol/problem.ts';
import type { StaffSubmission, SubmissionExport } from '../../protocol/staff-submissions.schema.ts';
import { record } from '../staff/audit.ts';
import type { Store } from '../store/store.ts';
import type { Place, SubmissionFilter } from '../store/submissions.ts';
import { columnsOf, csvWriter } from './csv.ts';
import type { ReadingDesk } from './desk.ts';
import { inFull } from './in-full.ts';
import { filterOf } from './reading.ts';

export interface ExportFile {
  name: string;
  mediaType: string;
  chunks: AsyncGenerator<string, void>;
}

type Exporter = Omit<ReadingDesk, 'queries'>;

/** Rejects with 'validation' for a form that was never published. */
export async function exportSubmissions(
  store: Store,
  person: Exporter,
  asked: SubmissionExport,
): Promise<ExportFile> {
  const { form, format } = asked;
  const { filter, versions } = await store.transaction(async (queries) => {
    const desk = { ...person, queries };
    const published = await queries.forms.versions({ site: person.site, form });
    if (published.length === 0) throw unknownForm(form);
    const whole = upToNow({ ...filterOf(desk, asked), isRestrictedSeen: false }, person.now);
    await recordExport(desk, asked, await queries.submissions.count(whole));
    return {
      filter: whole,
      versions: published.map(({ document }) => JSON.parse(document) as FormDefinition),
    };
  });
  const desk = { ...person, queries: store };
  const name = `${form}-${new Date(person.now).toISOString().slice(0, 10)}.${format}`;
  return format === 'csv'
    ? { name, mediaType: 'text/csv; charset=utf-8', chunks: csvChunks(desk, filter, versions) }
    : { name, mediaType: 'application/json', chunks: jsonChunks(desk, filter, form) };
}

/** What comes while it is written stays out. */
function upToNow({ before = Infinity, ...filter }: SubmissionFilter, now: number): SubmissionFilter {
  return { ...filter, before: Math.min(before, now + 1) };
}

async function recordExport(
  { queries, site, person, roles, now }: ReadingDesk,
  { format, form, from, to }: SubmissionExport,
  submissions: number,
): Promise<void> {
  await record(queries, {
    site,
    at: now,
    person,
    action: 'submissions-exported',
    object: `forms/${form}/submissions`,
    details: { format, from: from ?? null, to: to ?? null, submissions, roles: [...roles] },
  });
}

async function* csvChunks(
  desk: ReadingDesk,
  filter: SubmissionFilter,
  versions: readonly FormDefinition[],
): AsyncGenerator<string, void> {
  const { head, lines } = await csvWriter(columnsOf(versions, desk.roles));
  yield head;
  for await (const submissions of batches(desk, filter, 'source')) yield lines(submissions);
}

async function* jsonChunks(
  desk: ReadingDesk,
  filter: SubmissionFilter,
  form: string,
): AsyncGenerator<string, void> {
  const exportedAt = new Date(desk.now).toISOString();
  yield `{"form":${JSON.stringify(form)},"exportedAt":${JSON.stringify(exportedAt)},"submissions":[`;
  let separator = '\n';
  for await (const submissions of batches(desk, filter, 'own')) {
    yield separator + submissions.map((submission) => JSON.stringify(submission)).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Submissions in memory at once. */
const BATCH = 200;

/** Newest first, none of them empty. */
async function* batches(
  desk: ReadingDesk,
  filter: SubmissionFilter,
  labels: 'own' | 'source',
): AsyncGenerator<StaffSubmission[], void> {
  let after: Place | undefined;
  for (;;) {
    const rows = await desk.queries.submissions.page(filter, { after, limit: BATCH });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield await inFull(desk, rows, { labels });
    after = { at: last.received_at, id: last.operation };
  }
}

function unknownForm(form: string): ProblemError {
  return new ProblemError('validation', '', [
    { pointer: '/form', code: 'unknown-form', expected: 'a form that was published', found: shown(form) },
  ]);
}
