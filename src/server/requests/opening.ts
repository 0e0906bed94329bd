/** How a request begins: it is received, and in the same moment acknowledged, or done where nobody weighs it. */
import { mayFollow } from '../../protocol/request.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { RequestRow } from '../store/requests.ts';
import { referenceOf } from './reference.ts';
import { rulesOf } from './rules.ts';
import { happen } from './stepping.ts';
import type { Happening, RequestDesk } from './stepping.ts';

export interface NewRequest {
  /** Of the operation that makes it. */
  id: string;
  subject: string;
  kind: RequestKind;
  language: string;
  /** 'my-data', 'web-form', or as in correspondence. */
  method: string;
  isProved: boolean;
  /** The true day, where it is not today (S-29). */
  receivedOn?: string | undefined;
  words: string;
  previous?: string | undefined;
  sender?: object | undefined;
  /** Who wrote it down. */
  by: Pick<Happening, 'by' | 'person'>;
}

export async function openRequest(desk: RequestDesk, wanted: NewRequest): Promise<RequestRow> {
  const { parts, queries, site, now } = desk;
  const { id, subject, kind, language, method, words, by } = wanted;
  const row: RequestRow = {
    ...{ id, site: site.site, subject, kind, language, method },
    reference: referenceOf(id),
    proved: wanted.isProved ? 1 : 0,
    received_on: wanted.receivedOn ?? rulesOf(parts, site).dayOf(now),
    received_at: now,
    state: 'received',
    since: now,
    due_on: null,
    wake_at: null,
    revision: 0,
    previous: wanted.previous ?? null,
    sender: wanted.sender === undefined ? null : JSON.stringify(wanted.sender),
  };
  await queries.requests.add(row);
  const received = { ...row, revision: 1 };
  await queries.requests.addEntry({
    ...{ request: id, number: 1, at: now, day: row.received_on, actor: by.by, person: by.person ?? null },
    ...{ state: 'received', code: null, words: words === '' ? null : words, visible: 1 },
  });
  const to = mayFollow({ kind, state: 'received' }, 'fulfilled', 'system') ? 'fulfilled' : 'acknowledged';
  return happen(desk, received, { by: 'system', to });
}
