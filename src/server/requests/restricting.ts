/** Data that is kept and not used for a while (Art. 18 GDPR, L-26): begun by a request, ended by the staff with a word. */
import { record } from '../ledger/recording.ts';
import type { RequestRow } from '../store/requests.ts';
import type { RequestDesk } from './stepping.ts';

export async function restrict(desk: RequestDesk, { id: request, subject }: RequestRow): Promise<void> {
  const { queries, site, now } = desk;
  await queries.personal.restrict({ subject, site: site.site, request, since: now });
  await written(desk, { subject, request, on: true });
}

export async function lift(desk: RequestDesk, { id: request, subject }: RequestRow): Promise<void> {
  await desk.queries.personal.lift(subject);
  await written(desk, { subject, request, on: false });
}

async function written(
  { parts, queries, site, now }: RequestDesk,
  entry: { subject: string; request: string; on: boolean },
): Promise<void> {
  await record(queries, { id: parts.newId(), site: site.site, at: now, kind: 'restriction', entry });
}
