/** Requests in the store that remembers only while it runs. */
import { byTime, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { RequestRow } from './requests.ts';
import type { Queries } from './store.ts';
import type { Place } from './submissions.ts';

export function requestsIn(memory: Memory): Queries['requests'] {
  const newest = byTime<RequestRow>((row) => row.received_at, (row) => row.id); // prettier-ignore
  return {
    add: async (row) => {
      await copy(memory.rows.request.push(row));
    },
    find: ({ site, id }) => copy(memory.rows.request.find((row) => row.site === site && row.id === id)),
    lock: () => Promise.resolve(),
    ofSubject: (subject) =>
      copy(memory.rows.request.filter((row) => row.subject === subject).toSorted(newest)),
    page: ({ site, kind, states, after, limit }) =>
      copy(
        memory.rows.request
          .filter((row) => row.site === site && states.includes(row.state))
          .filter((row) => kind === undefined || row.kind === kind)
          .filter((row) => after === undefined || isAfter(row, after))
          .toSorted(newest)
          .slice(0, limit),
      ),
    due: (now, limit) =>
      copy(
        memory.rows.request
          .filter(({ wake_at: at }) => at !== null && at <= now)
          .toSorted((a, b) => Number(a.wake_at) - Number(b.wake_at))
          .slice(0, limit),
      ),
    change: async (id, change) => {
      const row = memory.rows.request.find((candidate) => candidate.id === id);
      await copy(row && Object.assign(row, change));
    },
    addEntry: async (row) => {
      await copy(memory.rows.request_entry.push(row));
    },
    entries: (request) =>
      copy(
        memory.rows.request_entry
          .filter((row) => row.request === request)
          .toSorted((a, b) => a.number - b.number),
      ),
  };
}

function isAfter({ received_at: at, id }: RequestRow, place: Place): boolean {
  return at < place.at || (at === place.at && id < place.id);
}
