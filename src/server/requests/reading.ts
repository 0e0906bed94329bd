/** Requests as the person reads them, and as the staff do. */
import { daysLeft } from '../../protocol/deadline.ts';
import type { HeldRequest, RequestEvent } from '../../protocol/me.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { aimFor, requestExtendableUntil } from '../../protocol/request-clock.ts';
import { isFinal, mayFollow, nextStates, REQUEST_STATES } from '../../protocol/request.ts';
import type { RequestActor, RequestState } from '../../protocol/request.ts';
import type { CopiedRecord, ExternalTask, ListedRequest, RequestPage, StaffRequest, StaffRequestEvent } from '../../protocol/staff-requests.ts'; // prettier-ignore
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { letters } from '../personal/history.ts';
import { paged } from '../http/cursor.ts';
import type { Parts } from '../parts.ts';
import type { ExternalTaskRow } from '../store/personal.ts';
import type { RequestEntryRow, RequestRow } from '../store/requests.ts';
import type { Place } from '../store/submissions.ts';
import { rulesOf } from './rules.ts';
import { placeOf, stepsIn } from './stepping.ts';

/** Newest first. */
export async function heldRequests(
  { store }: Parts,
  { subject }: { subject: string },
): Promise<HeldRequest[]> {
  const rows = await store.requests.ofSubject(subject);
  return Promise.all(
    rows.map(async (row) => {
      const entries = await store.requests.entries(row.id);
      const events = entries.filter(({ visible }) => visible === 1).map(eventOf);
      const earlier = row.previous === null ? {} : { previous: row.previous };
      return { ...commonOf(row), next: nextStates(placeOf(row), 'subject'), ...earlier, events };
    }),
  );
}

/** Which of them are asked for: those that somebody has to do something about, those at rest, all. */
const VIEWS = {
  open: REQUEST_STATES.filter((state) => !isFinal(state)),
  closed: REQUEST_STATES.filter(isFinal),
  all: REQUEST_STATES,
} as const;
export type RequestView = keyof typeof VIEWS;
export const REQUEST_VIEWS = Object.keys(VIEWS) as RequestView[];

export async function listRequests(
  parts: Parts,
  site: SiteDocument,
  { view, kind, after, limit }: { view: RequestView; kind?: string | undefined; after: Place | undefined; limit: number }, // prettier-ignore
): Promise<RequestPage> {
  const states = VIEWS[view];
  const found = await parts.store.requests.page({ site: site.site, kind, states, after, limit: limit + 1 });
  const { rows, next } = paged(found, limit, (row) => ({ at: row.received_at, id: row.id }));
  return { requests: rows.map((row) => listedOf(parts, site, row)), ...(next === undefined ? {} : { next }) };
}

/** Rejects with 'not-found'. */
export async function requestInFull(parts: Parts, site: SiteDocument, id: string): Promise<StaffRequest> {
  const { requests, contacts, correspondence, personal } = parts.store;
  const row = await requests.find({ site: site.site, id });
  if (row === undefined) throw new ProblemError('not-found');
  const [entries, known, letter, tasks, restriction] = await Promise.all([
    requests.entries(id),
    contacts.ofSubject(row.subject),
    correspondence.find({ site: site.site, operation: id }),
    personal.tasksOf(id),
    personal.restriction(row.subject),
  ]);
  const email = known.find(({ channel }) => channel === 'email')?.value;
  const { name } = JSON.parse(row.sender ?? '{}') as { name?: string };
  const place = placeOf(row);
  const rules = rulesOf(parts, site);
  const facts = { ...rules, kind: place.kind, receivedOn: row.received_on, steps: stepsIn(entries) };
  const extendableUntil = isFinal(place.state) ? undefined : requestExtendableUntil(facts, rules.isHoliday);
  return {
    ...listedOf(parts, site, row),
    revision: row.revision,
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    next: nextStates(place, 'staff'),
    ...(extendableUntil === undefined || place.kind === 'complaint' ? {} : { extendableUntil }),
    events: entries.map(staffEventOf),
    hasLetter: letter !== undefined,
    tasks: tasks.map(taskOf),
    isRestricted: restriction?.request === id,
    ...(mayFollow(place, 'ready', 'staff') ? { records: await recordsFor(parts, site, row) } : {}),
    ...(row.previous === null ? {} : { previous: row.previous }),
  };
}

function commonOf(row: RequestRow): Omit<HeldRequest, 'next' | 'events'> {
  return {
    request: row.id,
    ...placeOf(row),
    reference: row.reference,
    since: new Date(row.since).toISOString(),
    receivedOn: row.received_on,
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    isProved: row.proved === 1,
  };
}

function listedOf(parts: Parts, site: SiteDocument, row: RequestRow): ListedRequest {
  const { subject, method, language, due_on: due } = row;
  const today = rulesOf(parts, site).dayOf(parts.now());
  return {
    ...commonOf(row),
    ...{ subject, method, language },
    ...(due === null ? {} : { aimOn: aimFor(row.received_on), daysLeft: daysLeft(due, today) }),
  };
}

function eventOf(row: RequestEntryRow): RequestEvent {
  const { number, at, actor, state, code, words } = row;
  return {
    number,
    at: new Date(at).toISOString(),
    by: actor as RequestActor,
    ...(state === null ? {} : { state: state as RequestState }),
    // Of what is visible, only refusals, delays and the end of a restriction have one.
    ...(code === null ? {} : { code: code as NonNullable<RequestEvent['code']> }),
    ...(words === null ? {} : { words }),
  };
}

async function recordsFor(
  { store }: Parts,
  { site }: SiteDocument,
  { subject }: RequestRow,
): Promise<CopiedRecord[]> {
  const [submissions, written] = await Promise.all([
    store.operations.submissionsOf(subject),
    letters(store, subject),
  ]);
  const forms = new Map((await store.documents.currentForms(site)).map(({ form, document }) => [form, titleIn(document)])); // prettier-ignore
  return [
    ...submissions.map(({ operation, form, received_at: at }): CopiedRecord => ({
      ...{ id: operation, kind: 'submission', title: forms.get(form) ?? form },
      receivedAt: new Date(at).toISOString(),
    })),
    ...written.map(({ id, subject: about, receivedAt }): CopiedRecord => ({
      ...{ id, kind: 'letter', title: about ?? '', receivedAt },
    })),
  ];
}

function titleIn(document: string): string {
  return (JSON.parse(document) as { title: string }).title;
}

function taskOf({ id, store, done_at: at, done_by: by }: ExternalTaskRow): ExternalTask {
  return {
    ...{ id, store },
    ...(at === null ? {} : { doneAt: new Date(at).toISOString() }),
    ...(by === null ? {} : { doneBy: by }),
  };
}

function staffEventOf(row: RequestEntryRow): StaffRequestEvent {
  const person = row.person === null ? {} : { person: row.person };
  return { ...eventOf(row), ...person, isInternal: row.visible === 0 };
}
