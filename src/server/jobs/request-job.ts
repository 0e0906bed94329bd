/** Moves requests whose time has come. A rule decides nothing against anybody: it only goes on (L-40). */
import { COMPLAINT_REMINDER, waitIn } from '../../protocol/request-waits.ts';
import type { Parts } from '../parts.ts';
import { requireSite } from '../publishing.ts';
import { carryOut } from '../requests/erasing.ts';
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

type Moved = 'moved' | 'erased' | 'not';

/** One round over all that is due. What was erased is gone from the disk when it resolves. */
export async function moveDue(parts: Parts, isStopped: () => boolean = () => false): Promise<void> {
  const done: Moved[] = [];
  let round: Moved[];
  do {
    round = [];
    for (const { id, site } of await parts.store.requests.due(parts.now(), BATCH))
      if (!isStopped()) round.push(await moveOne(parts, { id, site }));
    done.push(...round);
  } while (round.some((moved) => moved !== 'not') && !isStopped());
  if (done.some((moved) => moved !== 'not')) parts.workQueued();
  if (done.includes('erased')) await parts.store.personal.scrub();
}

/** Each by itself: one that fails holds up no other, and is tried again. */
async function moveOne(parts: Parts, { id, site: siteId }: { id: string; site: string }): Promise<Moved> {
  try {
    return await parts.store.transaction(async (queries) => {
      const now = parts.now();
      await queries.requests.lock(id);
      const row = await queries.requests.find({ site: siteId, id });
      // Another process was first.
      if (row?.wake_at == null || row.wake_at > now) return 'not';
      const site = await requireSite(queries, siteId);
      return goOn({ parts, queries, site, now }, row);
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(JSON.stringify({ event: 'request-not-moved', request: id, name }));
    return 'not';
  }
}

async function goOn(desk: RequestDesk, row: RequestRow): Promise<Moved> {
  const wait = waitIn(placeOf(row));
  if (wait === undefined) {
    await remindOfComplaint(desk, row);
    const { state, since, due_on, proved, revision } = row;
    const next = { state, since, due_on, proved, revision, wake_at: desk.now + COMPLAINT_REMINDER };
    await desk.queries.requests.change(row.id, next);
    return 'moved';
  }
  if (wait.to === 'erasing') {
    await carryOut(desk, row);
    return 'erased';
  }
  await happen(desk, row, { by: 'system', to: wait.to });
  return 'moved';
}
