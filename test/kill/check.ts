/** Holds what the database has against what devices said they saved and had confirmed. */
import { permissionOf } from '../../src/server/permissions.ts';
import type { ConsentEventRow } from '../../src/server/store/consents.ts';
import type { Stored } from './database.ts';
import type { Act, Ledger } from './ledger.ts';

export interface Verdict {
  /** Saved or confirmed, and not in the database. */
  lost: string[];
  /** In it more often than once, or with an effect more often than once. */
  doubled: string[];
  /** There once, but not what was done. */
  wrong: string[];
}

/** Every opt-in of the form that is sent. */
const OPT_INS = ['news-email', 'news-post'];

export function check(ledger: Ledger, stored: Stored, now: number): Verdict {
  const verdict: Verdict = { lost: [], doubled: [], wrong: [] };
  const kinds = countsOf(stored.operations.map(({ id }) => id));
  const submissions = groupsOf(stored.submissions, ({ operation }) => operation);
  const events = groupsOf(stored.events, ({ operation }) => operation);
  const bySubject = groupsOf(stored.events, ({ subject }) => subject);
  const mails = countsOf(stored.mails.map(({ recipient }) => recipient));

  for (const id of new Set([...ledger.saved.keys(), ...ledger.confirmed])) {
    if (!kinds.has(id)) verdict.lost.push(id);
  }
  // Also what nobody heard of, because the page died between saving it and saying so.
  for (const { id, kind } of stored.operations) {
    const count = submissions.get(id)?.length ?? 0;
    const made = (events.get(id) ?? []).map(({ type, channel }) => `${type} ${channel}`);
    const most = kind === 'submission' ? 1 : 0;
    if ((kinds.get(id) ?? 0) > 1 || count > most || new Set(made).size < made.length)
      verdict.doubled.push(id);
    else if (count < most) verdict.lost.push(id);
  }
  const acts = stored.operations.filter(({ device }) => device !== null);
  for (const [act, count] of countsOf(
    acts.map(({ device, act: number }) => `${device ?? ''} ${String(number)}`),
  ))
    if (count > 1) verdict.doubled.push(`act ${act}`);

  for (const [id, act] of ledger.saved) {
    if (!kinds.has(id)) continue;
    const made = events.get(id) ?? [];
    if (act.kind === 'withdrawal') {
      if (!isWithdrawn(act, made, bySubject, now)) verdict.wrong.push(`${id} ended nothing`);
      continue;
    }
    const mailed = mails.get(act.email) ?? 0;
    const wanted = act.ticked.includes('news-email') ? 1 : 0;
    if (mailed > wanted) verdict.doubled.push(`mail of ${id}`);
    if (mailed < wanted) verdict.lost.push(`mail of ${id}`);
    const answers = submissions.get(id)?.[0]?.answers ?? '';
    if (!answers.includes(act.email) || !isRecorded(act.ticked, made))
      verdict.wrong.push(`${id} as recorded`);
  }
  return verdict;
}

/** Each box stands there once, as it was left. */
function isRecorded(ticked: string[], made: ConsentEventRow[]): boolean {
  const found = made.map(({ consent, type }) => `${consent ?? ''} ${type}`).toSorted();
  const wanted = OPT_INS.map((id) => `${id} ${ticked.includes(id) ? 'grant' : 'refuse'}`).toSorted();
  return found.join() === wanted.join();
}

/** One end, of that grant, and nobody may be contacted by it any more. */
function isWithdrawn(
  act: Extract<Act, { kind: 'withdrawal' }>,
  made: ConsentEventRow[],
  bySubject: Map<string, ConsentEventRow[]>,
  now: number,
): boolean {
  const [end] = made;
  if (made.length !== 1 || end?.type !== 'end') return false;
  if (end.purpose !== act.purpose || end.channel !== act.channel) return false;
  if (act.grant !== undefined && end.refers_to !== act.grant) return false;
  const same = (bySubject.get(end.subject) ?? []).filter(
    ({ purpose, channel }) => purpose === act.purpose && channel === act.channel,
  );
  return (
    same.some(({ type }) => type === 'grant') && !permissionOf(same, { now, renewals: new Map() }).permitted
  );
}

function countsOf(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function groupsOf<Row>(rows: Row[], nameOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group) group.push(row);
    else groups.set(nameOf(row), [row]);
  }
  return groups;
}
