/** Submissions for staff: found by address, form and day; read one by one, which is written down. */
import { ProblemError } from '../../protocol/problem.ts';
import type {
  StaffSubmission,
  SubmissionPage,
  SubmissionSearch,
} from '../../protocol/staff-submissions.schema.ts';
import { DAY } from '../../protocol/terms.ts';
import { paged, placeOf } from '../http/cursor.ts';
import type { Parts } from '../parts.ts';
import { record } from '../staff/audit.ts';
import { kindsFor, seesRestricted } from '../staff/disclosure.ts';
import type { FileRow } from '../store/operations.ts';
import type { SubmissionFilter, SubmissionRow } from '../store/submissions.ts';
import { contactKey } from '../subjects.ts';
import type { ReadingDesk } from './desk.ts';
import { inFull } from './in-full.ts';
import { listed, visibleRows } from './visible.ts';

export async function searchSubmissions(
  parts: Parts,
  desk: ReadingDesk,
  { email, limit, cursor, ...search }: SubmissionSearch,
): Promise<SubmissionPage> {
  const after = placeOf(cursor);
  const filter = filterOf(desk, search);
  const known = email === undefined ? undefined : await subjectWith(parts, desk, email);
  if (email !== undefined && known === undefined) return { submissions: [] };
  const found = await desk.queries.submissions.page(
    { ...filter, subject: known },
    { after, limit: limit + 1 },
  );
  const { rows, next } = paged(found, limit, (row) => ({ at: row.received_at, id: row.operation }));
  const submissions = (await visibleRows(desk, rows)).map(listed);
  return { submissions, ...(next === undefined ? {} : { next }) };
}

interface Asked {
  form?: string;
  kind?: string;
  from?: string;
  to?: string;
}

/** What was asked for, as far as it is theirs to see. Days are those of UTC. */
export function filterOf({ site, roles }: ReadingDesk, { form, kind, from, to }: Asked): SubmissionFilter {
  return {
    site,
    isRestrictedSeen: seesRestricted(roles),
    kinds: kindsFor(roles).filter((own) => kind === undefined || own === kind),
    form,
    from: from === undefined ? undefined : Date.parse(from),
    before: to === undefined ? undefined : Date.parse(to) + DAY,
  };
}

/** By the keyed hash: no address is compared in the database. */
async function subjectWith(
  parts: Parts,
  { queries, site }: ReadingDesk,
  email: string,
): Promise<string | undefined> {
  return (await queries.contacts.find(site, 'email', contactKey(parts, site, email)))?.subject;
}

/** Rejects with 'not-found' what is not theirs to see, as what is not there. */
export async function readSubmission(desk: ReadingDesk, operation: string): Promise<StaffSubmission> {
  const row = await rowOf(desk, operation);
  const [submission] = await inFull(desk, [row], { labels: 'own' });
  if (submission === undefined) throw new ProblemError('not-found');
  await recordReading(desk, `submissions/${operation}`, 'submission-read');
  return submission;
}

/** Rejects with 'not-found'. Who may have files is asked before. */
export async function readFile(desk: ReadingDesk, operation: string, item: string): Promise<FileRow> {
  await rowOf(desk, operation);
  const file = await desk.queries.operations.file(operation, item);
  if (file === undefined) throw new ProblemError('not-found');
  await recordReading(desk, `submissions/${operation}/files/${item}`, 'submission-file-read');
  return file;
}

async function rowOf({ queries, site, roles }: ReadingDesk, operation: string): Promise<SubmissionRow> {
  const row = await queries.submissions.find({ site, operation });
  const isHidden = row !== undefined && !seesRestricted(roles) && (await queries.personal.restriction(row.subject)) !== undefined; // prettier-ignore
  if (row === undefined || isHidden || !kindsFor(roles).some((kind) => kind === row.kind)) {
    throw new ProblemError('not-found', 'Expected a submission.');
  }
  return row;
}

async function recordReading(
  { queries, site, person, now }: ReadingDesk,
  object: string,
  action: string,
): Promise<void> {
  await record(queries, { site, at: now, person, action, object });
}
