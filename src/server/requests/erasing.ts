/**
 * Carries an erasure out once it can be called off no more: in one transaction, so that there is no half of it. What
 * other stores hold is told, with its reason and its end, and what staff have to delete by hand is written down (S-25).
 */
import { queueMail } from '../mail-queue.ts';
import { erase } from '../personal/erasing.ts';
import type { RequestRow } from '../store/requests.ts';
import { closingMail } from '../words/closing-mail.ts';
import { rulesOf } from './rules.ts';
import { happen } from './stepping.ts';
import type { RequestDesk } from './stepping.ts';
import { STALE } from './telling.ts';

export async function carryOut(desk: RequestDesk, row: RequestRow): Promise<void> {
  const { parts, queries, site, now } = desk;
  const erasing = await happen(desk, row, { by: 'system', to: 'erasing' });
  // Read before it is gone: the last letter goes to it.
  const email = (await queries.contacts.ofSubject(row.subject)).find(
    ({ channel }) => channel === 'email',
  )?.value;
  const { subject, id: request } = row;
  await erase(queries, { site: site.site, subject, id: parts.newId(), at: now, request });
  const byHand = (site.externalStores ?? []).filter((store) => store.erasure === 'by-hand');
  await queries.personal.addTasks(
    byHand.map(({ id: store }) => ({
      ...{ id: parts.newId(), site: site.site, request, store },
      ...{ created_at: now, done_at: null, done_by: null },
    })),
  );
  const erased = await happen(desk, erasing, { by: 'system', to: 'erased-with-residuals' });
  if (byHand.length === 0) await happen(desk, erased, { by: 'system', to: 'fulfilled' });
  if (email === undefined) return;
  const { reference, language } = row;
  const mail = closingMail(site, { reference, language, erasedOn: rulesOf(parts, site).dayOf(now) });
  await queueMail(parts, queries, { kind: 'closing', site: site.site, email, expiresAt: now + STALE, mail });
}

/** Staff deleted it where this backend cannot. With the last of them the request is done. */
export async function settleTask(
  desk: RequestDesk & { person: string },
  row: RequestRow,
  task: string,
): Promise<'unknown' | 'done'> {
  const { queries, now, person } = desk;
  const tasks = await queries.personal.tasksOf(row.id);
  const meant = tasks.find(({ id }) => id === task);
  if (meant === undefined) return 'unknown';
  if (meant.done_at === null) await queries.personal.settleTask(task, { done_at: now, done_by: person });
  const isLast = tasks.every(({ id, done_at: doneAt }) => id === task || doneAt !== null);
  if (isLast && row.state === 'erased-with-residuals')
    await happen(desk, row, { by: 'system', to: 'fulfilled' });
  return 'done';
}
