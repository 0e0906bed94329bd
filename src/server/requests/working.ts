/** What the staff do with a request, and what each step asks of them (L-18 to L-20, L-23, L-34, L-40). */
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import { requestExtendableUntil } from '../../protocol/request-clock.ts';
import { DELAY_CODES, isFinal, REFUSAL_CODES, sayingFor } from '../../protocol/request.ts';
import type { RequestState } from '../../protocol/request.ts';
import type { Search, StaffMessage, StaffStep } from '../../protocol/request.schema.ts';
import { mayEnter } from '../../protocol/staff-access.ts';
import type { RequestKind, Role } from '../../protocol/terms.ts';
import { makeCopy } from '../copies/delivering.ts';
import { requireRevision } from '../http/conditional.ts';
import { record } from '../staff/audit.ts';
import type { RequestEntryRow, RequestRow } from '../store/requests.ts';
import { settleTask } from './erasing.ts';
import { lift, restrict } from './restricting.ts';
import { rulesOf } from './rules.ts';
import { happen, placeOf, requireStep, stepsIn } from './stepping.ts';
import type { Happening, RequestDesk } from './stepping.ts';

/** One of the staff at work, in a transaction. */
export interface WorkDesk extends RequestDesk {
  person: string;
  /** The revision of the request that they saw. */
  seen: number;
}

/** Answered by data: the search for it is written down before anybody looks over the result (L-23). */
const SEARCHED: readonly RequestKind[] = ['access', 'portability', 'client-offboarding', 'erasure'];

export async function takeStep(desk: WorkDesk, id: string, step: StaffStep): Promise<RequestRow> {
  const { row, entries } = await locked(desk, id);
  requireStep(row, step.to, 'staff');
  const findings = [
    ...saidToo(step),
    ...inTime(desk, row, entries, step.to),
    ...(step.to === 'in-progress' && row.state === 'acknowledged' && row.proved === 0 && step.words === ''
      ? [finding('words', 'required', 'how it is known that they asked themselves')]
      : []),
    ...(step.to === 'review' && SEARCHED.includes(placeOf(row).kind) && !entries.some(isSearch)
      ? [finding('to', 'not-searched', 'a search first: which system, for what')]
      : []),
    ...(step.to === 'scheduled-erasure' ? await othersOpen(desk, row) : []),
    ...(await bySecondPerson(desk, row, entries)),
  ];
  if (findings.length > 0) throw new ProblemError('validation', '', findings);
  const { code, words, withhold } = step;
  const refusal = REFUSAL_CODES.find((known) => known === code);
  const left = refusal === undefined ? undefined : { ids: withhold, code: refusal, words };
  const link = step.to === 'ready' ? await makeCopy(desk, row, left) : undefined;
  if (row.kind === 'restriction' && step.to === 'fulfilled') await restrict(desk, row);
  // How somebody was known is the staff's to know.
  return done(desk, row, { ...step, link, isInternal: step.to === 'in-progress' && step.words !== '' }, 'request-step', { to: step.to, ...(step.code === undefined ? {} : { code: step.code }) }); // prettier-ignore
}

export async function writeMessage(desk: WorkDesk, id: string, { words, internal }: StaffMessage) {
  const { row } = await locked(desk, id);
  const code = internal ? 'note' : undefined;
  return done(
    desk,
    row,
    { words, code, isInternal: internal },
    internal ? 'request-note' : 'request-message',
    {},
  );
}

export async function noteSearch(desk: WorkDesk, id: string, { system, terms }: Search): Promise<RequestRow> {
  const { row } = await locked(desk, id);
  return done(desk, row, { words: `${system}\n${terms}`, code: 'searched', isInternal: true }, 'request-search', { system }); // prettier-ignore
}

/** Deleted by hand where this backend cannot. */
export async function finishTask(desk: WorkDesk, id: string, task: string): Promise<void> {
  const { queries, site, now, person } = desk;
  const { row } = await locked(desk, id);
  if ((await settleTask(desk, row, task)) === 'unknown') throw new ProblemError('not-found');
  const entry = { site: site.site, at: now, person, action: 'external-task-done', object: `requests/${id}` };
  await record(queries, { ...entry, details: { task } });
}

/** The data is used again; the person is told before (Art. 18(3) GDPR). */
export async function endRestriction(desk: WorkDesk, id: string, words: string): Promise<void> {
  const { row } = await locked(desk, id);
  if ((await desk.queries.personal.restriction(row.subject))?.request !== id)
    throw new ProblemError('not-found');
  await done(desk, row, { words, code: 'lifted' }, 'restriction-lifted', {});
  await lift(desk, row);
}

async function locked(
  { queries, site, seen }: WorkDesk,
  id: string,
): Promise<{ row: RequestRow; entries: RequestEntryRow[] }> {
  await queries.requests.lock(id);
  const row = await queries.requests.find({ site: site.site, id });
  if (row === undefined) throw new ProblemError('not-found');
  requireRevision(seen, row.revision);
  return { row, entries: await queries.requests.entries(id) };
}

/** What was written to people stands with the request, where it can be taken away; not in the record. */
async function done(
  desk: WorkDesk,
  row: RequestRow,
  what: Omit<Happening, 'by' | 'person'>,
  action: string,
  details: Record<string, unknown>,
): Promise<RequestRow> {
  const { queries, site, now, person } = desk;
  const after = await happen(desk, row, { ...what, by: 'staff', person });
  await record(queries, { site: site.site, at: now, person, action, object: `requests/${row.id}`, details });
  return after;
}

function isSearch({ code }: RequestEntryRow): boolean {
  return code === 'searched';
}

/** A refusal has its reason, an extension too, an outcome says what came of it. */
function saidToo({ to, code, words, withhold }: StaffStep): Finding[] {
  if (withhold.length > 0 && to !== 'ready')
    return [finding('withhold', 'not-allowed', 'nothing with this step')];
  const saying = withhold.length > 0 ? 'refusal' : sayingFor(to);
  const codes = saying === 'refusal' ? REFUSAL_CODES : saying === 'delay' ? DELAY_CODES : [];
  const isGiven = codes.some((known) => known === code);
  return [
    ...(saying !== undefined && words === ''
      ? [finding('words', 'required', 'what the person is told')]
      : []),
    ...(codes.length > 0 && !isGiven ? [finding('code', 'required', `one of ${codes.join(', ')}`)] : []),
    ...(codes.length === 0 && code !== undefined
      ? [finding('code', 'not-allowed', 'none with this step')]
      : []),
  ];
}

/** The first month, and not a day more (Art. 12(3) GDPR). */
function inTime(
  { parts, site, now }: WorkDesk,
  row: RequestRow,
  entries: readonly RequestEntryRow[],
  to: RequestState,
): Finding[] {
  if (to !== 'extended') return [];
  const rules = rulesOf(parts, site);
  const facts = { ...rules, kind: placeOf(row).kind, receivedOn: row.received_on, steps: stepsIn(entries) };
  const last = requestExtendableUntil(facts, rules.isHoliday);
  const today = rules.dayOf(now);
  return last === undefined || today <= last ? [] : [finding('to', 'too-late', `${last} or before`, today)];
}

/** What somebody has asked for is not deleted before they have it; what strangers asked in their name holds up nothing. */
async function othersOpen({ queries }: WorkDesk, row: RequestRow): Promise<Finding[]> {
  const others = (await queries.requests.ofSubject(row.subject)).filter(
    (other) => other.id !== row.id && other.proved === 1 && !isAnswered(placeOf(other).state),
  );
  return others.map(({ reference }) =>
    finding('to', 'other-request-open', 'no other request of theirs that is open', reference),
  );
}

/** Whoever has fetched a copy has it, also while they may still say that something is missing. */
function isAnswered(state: RequestState): boolean {
  return isFinal(state) || state === 'delivered';
}

/** Whoever decides is not who prepared it, where there is anybody else (requirements.md, section 5). */
async function bySecondPerson(
  { queries, site, person }: WorkDesk,
  { state }: RequestRow,
  entries: readonly RequestEntryRow[],
): Promise<Finding[]> {
  const prepared = entries.findLast((entry) => entry.state === 'review')?.person;
  if (state !== 'review' || prepared !== person) return [];
  const others = (await queries.people.list(site.site)).filter(
    ({ email, removed_at: removedAt, roles }) =>
      removedAt === null && email !== person && mayEnter('requests-write', JSON.parse(roles) as Role[]),
  );
  return others.length === 0
    ? []
    : [finding('to', 'second-person', 'somebody else than who prepared it', person)];
}

function finding(part: string, code: string, expected: string, found?: string): Finding {
  return { pointer: `/${part}`, code, expected, ...(found === undefined ? {} : { found }) };
}
