/** The queries about submissions and correspondence, in the store that remembers only while it runs. */
import { byTime, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';
import type { Place, SubmissionFilter, SubmissionRow } from './submissions.ts';

/** Whether a row comes after a place, from new to old. */
function isAfter(place: Place | undefined, at: number, id: string): boolean {
  return place === undefined || at < place.at || (at === place.at && id < place.id);
}

function matches({ site, kinds, form, subject, from, before }: SubmissionFilter) {
  return (row: SubmissionRow): boolean =>
    row.site === site &&
    kinds.includes(row.kind) &&
    (form === undefined || row.form === form) &&
    (subject === undefined || row.subject === subject) &&
    (from === undefined || row.received_at >= from) &&
    (before === undefined || row.received_at < before);
}

export function submissionsIn(memory: Memory): Queries['submissions'] {
  return {
    page: (filter, { after, limit }) =>
      copy(
        memory.rows.submission
          .filter(matches(filter))
          .filter((row) => isAfter(after, row.received_at, row.operation))
          .toSorted(
            byTime(
              (row) => row.received_at,
              (row) => row.operation,
            ),
          ) // prettier-ignore
          .slice(0, limit),
      ),
    count: (filter) => copy(memory.rows.submission.filter(matches(filter)).length),
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
      await copy(memory.rows.correspondence.push(row));
    },
    find: ({ site, operation }) =>
      copy(memory.rows.correspondence.find((row) => row.site === site && row.operation === operation)),
    page: ({ site, kind, after, limit }) =>
      copy(
        memory.rows.correspondence
          .filter((row) => row.site === site && (kind === undefined || row.kind === kind))
          .filter((row) => isAfter(after, row.received_at, row.operation))
          .toSorted(
            byTime(
              (row) => row.received_at,
              (row) => row.operation,
            ),
          ) // prettier-ignore
          .slice(0, limit),
      ),
  };
}

/** What the triggers of the databases hold: what staff enter grants nothing (S-03). */
export function refuseGrants({ rows }: Memory, events: readonly { type: string; operation: string }[]): void {
  const isEntered = (id: string): boolean =>
    rows.operation.some((row) => row.id === id && row.kind === 'correspondence');
  if (events.some(({ type, operation }) => ['grant', 'confirm'].includes(type) && isEntered(operation)))
    throw new Error('correspondence grants no consent');
}
