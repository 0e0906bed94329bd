/** Requests under rights, as staff work on them. What came by letter is entered as correspondence. */
import type { Search, StaffMessage, StaffStep } from '../../protocol/request.schema.ts';
import type { RequestPage, StaffRequest } from '../../protocol/staff-requests.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { StaffClient } from './staff-client.ts';

export interface RequestsAsked {
  view: 'open' | 'closed' | 'all';
  kind?: RequestKind | undefined;
  cursor?: string | undefined;
}

/** Every change rests on the revision that was seen, and answers the request as it stands then. */
export interface StaffRequests {
  list(asked: RequestsAsked): Promise<RequestPage>;
  read(request: string): Promise<StaffRequest>;
  step(seen: StaffRequest, step: StaffStep): Promise<StaffRequest>;
  write(seen: StaffRequest, message: StaffMessage): Promise<StaffRequest>;
  noteSearch(seen: StaffRequest, search: Search): Promise<StaffRequest>;
  finish(seen: StaffRequest, task: string): Promise<StaffRequest>;
  /** Ends a restriction; the words go to the person before. */
  lift(seen: StaffRequest, words: string): Promise<StaffRequest>;
}

export function staffRequests(client: StaffClient): StaffRequests {
  const of = (request: string): string => `/requests/${encodeURIComponent(request)}`;
  const change =
    (part: string) =>
    ({ request, revision }: StaffRequest, body?: unknown): Promise<StaffRequest> =>
      client.ask(`${of(request)}/${part}`, {
        method: 'POST',
        revision,
        ...(body === undefined ? {} : { body }),
      });
  return {
    list: (asked) => {
      const given = Object.entries(asked).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return client.ask(`/requests?${new URLSearchParams(given).toString()}`);
    },
    read: (request) => client.ask(of(request)),
    step: change('steps'),
    write: change('messages'),
    noteSearch: change('searches'),
    lift: (seen, words) => change('lift')(seen, { words }),
    finish: (seen, task) => change(`tasks/${encodeURIComponent(task)}`)(seen),
  };
}
