/** Moves requests whose time has come. A rule decides nothing against anybody: it only goes on (L-40). */
import { COMPLAINT_REMINDER, waitIn } from '../../protocol/request-waits.ts';
import type { Parts } from '../parts.ts';
import { requireSite } from '../publishing.ts';
import { remindOfComplaint } from '../requests/reminding.ts';
import { happen, placeOf } from '../requests/stepping.ts';
import type { RequestDesk } from '../requests/stepping.ts';
import type { RequestRow } from '../store/requests.ts';
import { startRepeating } from './repeating.ts';
import type { Job } from './repeating.ts';

/** Milliseconds. */
const INTERVAL = 60_000;
const BATCH = 50;

export function startRequestJob(parts: Parts): Job {
  return startRepeating('request-job', INTERVAL, (isStopped) => moveDue(parts, isStopped));
}

/** One round over all that is due. */
export async function moveDue(parts: Parts, isStopped: () => boolean = () => false): Promise<void> {
  let moved = 0;
  do {
    const due = await parts.store.requests.due(parts.now(), BATCH);
    moved = 0;
    for (const { id, site } of due) if (!isStopped() && (await moveOne(parts, { id, site }))) moved += 1;
    if (moved > 0) parts.workQueued();
  } while (moved > 0 && !isStopped());
}

/** Each by itself: one that fails holds up no other, and is tried again. False: another process was first. */
async function moveOne(parts: Parts, { id, site: siteId }: { id: string; site: string }): Promise<boolean> {
  try {
    return await parts.store.transaction(async (queries) => {
      const now = parts.now();
      await queries.requests.lock(id);
      const row = await queries.requests.find({ site: siteId, id });
      if (row?.wake_at == null || row.wake_at > now) return false;
      const site = await requireSite(queries, siteId);
      await goOn({ parts, queries, site, now }, row);
      return true;
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(JSON.stringify({ event: 'request-not-moved', request: id, name }));
    return false;
  }
}

async function goOn(desk: RequestDesk, row: RequestRow): Promise<void> {
  const wait = waitIn(placeOf(row));
  if (wait !== undefined) {
    await happen(desk, row, { by: 'system', to: wait.to });
    return;
  }
  const { state, since, due_on, proved, revision } = row;
  await remindOfComplaint(desk, row);
  const next = { state, since, due_on, proved, revision, wake_at: desk.now + COMPLAINT_REMINDER };
  await desk.queries.requests.change(row.id, next);
}
