/**
 * The one way in which a request goes on, whoever moves it: the person, the staff, a rule at its time. It is written
 * down, the clock is set anew, and the person is told.
 */
import { requestDueOn } from '../../protocol/request-clock.ts';
import type { DatedStep } from '../../protocol/request-clock.ts';
import { COMPLAINT_REMINDER, waitIn } from '../../protocol/request-waits.ts';
import { isFinal, mayFollow, nextStates } from '../../protocol/request.ts';
import type { RequestActor, RequestState } from '../../protocol/request.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { Parts } from '../parts.ts';
import type { RequestEntryRow, RequestRow } from '../store/requests.ts';
import type { Queries } from '../store/store.ts';
import { rulesOf } from './rules.ts';
import { tellSubject } from './telling.ts';

export interface RequestDesk {
  parts: Parts;
  queries: Queries;
  site: SiteDocument;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface Happening {
  by: RequestActor;
  /** Of the staff. */
  person?: string | undefined;
  /** Absent: a message, a note, a search. */
  to?: RequestState | undefined;
  code?: string | undefined;
  words?: string | undefined;
  /** The staff's own; nobody else sees it. */
  isInternal?: boolean;
  /** To a copy, for the mail alone. */
  link?: string | undefined;
}

/** Where it stands, in the words of the protocol. */
export function placeOf({ kind, state }: RequestRow): { kind: RequestKind; state: RequestState } {
  // The database holds no other words.
  return { kind: kind as RequestKind, state: state as RequestState };
}

/** Rejects with 'transition-not-allowed'; answers the request as it stands then. */
export async function happen(desk: RequestDesk, row: RequestRow, what: Happening): Promise<RequestRow> {
  const { queries } = desk;
  if (what.to !== undefined) requireStep(row, what.to, what.by);
  const entry = entryOf(desk, row, what);
  await queries.requests.addEntry(entry);
  const revised = { ...row, revision: entry.number };
  const next = what.to === undefined ? revised : await moved(desk, revised, what.to);
  const { state, since, due_on, wake_at, revision } = next;
  const proved = next.proved === 1 || what.by === 'subject' ? 1 : 0;
  await queries.requests.change(row.id, { state, since, due_on, wake_at, revision, proved });
  const after = { ...next, proved };
  if (what.to !== undefined && !WITH_COPY.includes(what.to)) await queries.copies.end(row.id);
  if (what.by !== 'subject' && what.isInternal !== true) await tellSubject(desk, after, entry, what.link);
  return after;
}

/** Rejects with 'transition-not-allowed'. */
export function requireStep(row: RequestRow, to: RequestState, by: RequestActor): void {
  const place = placeOf(row);
  if (mayFollow(place, to, by)) return;
  const next = nextStates(place, by);
  const expected = next.length === 0 ? 'nothing: it is not their turn' : next.join(', ');
  throw new ProblemError('transition-not-allowed', `From ${row.state} expected ${expected}.`);
}

/** In these a copy waits to be fetched; its link is useless in any other (H-21). */
const WITH_COPY: readonly RequestState[] = ['ready', 'delivered', 'fulfilled'];

function entryOf(
  { parts, site, now }: RequestDesk,
  { id, revision }: RequestRow,
  { by, person, to, code, words = '', isInternal = false }: Happening,
): RequestEntryRow {
  return {
    request: id,
    number: revision + 1,
    at: now,
    day: rulesOf(parts, site).dayOf(now),
    actor: by,
    person: person ?? null,
    state: to ?? null,
    code: code ?? null,
    words: words === '' ? null : words,
    visible: isInternal ? 0 : 1,
  };
}

/** The clock is read off what happened, never counted on. */
async function moved(desk: RequestDesk, row: RequestRow, to: RequestState): Promise<RequestRow> {
  const { parts, queries, site, now } = desk;
  const { kind } = placeOf(row);
  const rules = rulesOf(parts, site);
  const entries = await queries.requests.entries(row.id);
  const facts = {
    kind,
    jurisdiction: rules.jurisdiction,
    receivedOn: row.received_on,
    steps: stepsIn(entries),
  };
  const due = isFinal(to) ? undefined : requestDueOn(facts, rules.isHoliday);
  const wait =
    waitIn({ kind, state: to })?.after ?? (to === 'investigating' ? COMPLAINT_REMINDER : undefined);
  return {
    ...row,
    state: to,
    since: now,
    due_on: due ?? null,
    wake_at: wait === undefined ? null : now + wait,
  };
}

export function stepsIn(entries: readonly RequestEntryRow[]): DatedStep[] {
  return entries.flatMap(({ state, day }) => (state === null ? [] : [{ to: state as RequestState, day }]));
}
