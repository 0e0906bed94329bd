/** The queries about submissions and correspondence, in the store that remembers only while it runs. */
import { byTime, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';
import type { Place, SubmissionFilter, SubmissionRow } from './submissions.ts';

/** Whether a row comes after a place, from new to old. */
function isAfter(place: Place | undefined, at: number, id: string): boolean {
  return place === undefined || at < place.at || (at === place.at && id < place.id);
}

const newestFirst = byTime<{ received_at: number; operation: string }>(
  (row) => row.received_at,
  (row) => row.operation,
);

function matches(
  memory: Memory,
  { site, kinds, form, subject, from, before, isRestrictedSeen }: SubmissionFilter,
) {
  return (row: SubmissionRow): boolean =>
    row.site === site &&
    kinds.includes(row.kind) &&
    (isRestrictedSeen || !isRestricted(memory, row.subject)) &&
    (form === undefined || row.form === form) &&
    (subject === undefined || row.subject === subject) &&
    (from === undefined || row.received_at >= from) &&
    (before === undefined || row.received_at < before);
}

function isRestricted({ rows }: Memory, subject: string): boolean {
  return rows.restriction.some((row) => row.subject === subject);
}

export function submissionsIn(memory: Memory): Queries['submissions'] {
  return {
    page: (filter, { after, limit }) =>
      copy(
        memory.rows.submission
          .filter(matches(memory, filter))
          .filter((row) => isAfter(after, row.received_at, row.operation))
          .toSorted(newestFirst)
          .slice(0, limit),
      ),
    count: (filter) => copy(memory.rows.submission.filter(matches(memory, filter)).length),
    find: ({ site, operation }) =>
      copy(memory.rows.submission.find((row) => row.site === site && row.operation === operation)),
    filesOf: (operations) =>
      copy(
        memory.rows.file
          .filter(({ operation }) => operations.includes(operation))
          .map(({ content: _content, ...known }) => known)
          .toSorted((a, b) => (`${a.operation} ${a.item}` < `${b.operation} ${b.item}` ? -1 : 1)),
      ),
    consentsOf: (subjects) =>
      copy(memory.rows.consent_event.filter(({ subject }) => subjects.includes(subject))),
  };
}

export function correspondenceIn(memory: Memory): Queries['correspondence'] {
  return {
    add: async (row) => {
      if (!isEntered(memory, row.operation)) throw new Error('correspondence is an operation of its own');
      await copy(memory.rows.correspondence.push(row));
    },
    find: ({ site, operation }) =>
      copy(memory.rows.correspondence.find((row) => row.site === site && row.operation === operation)),
    page: ({ site, kind, after, limit, isRestrictedSeen }) =>
      copy(
        memory.rows.correspondence
          .filter((row) => row.site === site && (kind === undefined || row.kind === kind))
          .filter((row) => isRestrictedSeen || !isRestricted(memory, row.subject))
          .filter((row) => isAfter(after, row.received_at, row.operation))
          .toSorted(newestFirst)
          .slice(0, limit),
      ),
  };
}

/** What the triggers of the databases hold: what staff enter grants nothing (S-03). */
export function refuseGrants(memory: Memory, events: readonly { type: string; operation: string }[]): void {
  const isGrant = (type: string): boolean => type === 'grant' || type === 'confirm';
  if (events.some(({ type, operation }) => isGrant(type) && isEntered(memory, operation)))
    throw new Error('correspondence grants no consent');
}

function isEntered({ rows }: Memory, operation: string): boolean {
  return rows.operation.some((row) => row.id === operation && row.kind === 'correspondence');
}
