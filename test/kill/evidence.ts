/** What is known of an operation that the database has not got: enough to tell whose fault it was. */
import type { Page } from 'playwright-core';
import type { Stored } from './database.ts';
import type { Ledger } from './ledger.ts';
import type { Tally } from './report.ts';
import type { World } from './world.ts';

/** Looks again with a new page: what arrives now was held by a device that had said it holds nothing. */
export async function arrivesLate(page: Page, world: World, id: string): Promise<boolean> {
  await page.reload();
  await page.waitForFunction(() => 'visit' in globalThis);
  await page.waitForFunction(async () => (await globalThis.visit.waiting()).length === 0);
  return (await world.stored()).operations.some((operation) => operation.id === id);
}

/** One line for an operation, its last word, the kills around it and what the device says of itself. */
export function storyOf(id: string, { saved, heardAt, confirmed }: Ledger, { kills }: Tally): string {
  const at = heardAt.get(id);
  const near = kills.slice(-2).map((kill) => `${kill.target} ${kill.at - (at ?? kill.at)} ms after`);
  const act = saved.get(id);
  const what = act === undefined ? 'not heard of as saved' : `${act.kind} by the ${act.by}`;
  return `${id}, ${what}${confirmed.has(id) ? ', confirmed' : ''}; kills: ${near.join(', ')}`;
}

/** Devices that made operations. More than there were profiles: a browser threw away what it had stored. */
export function devicesIn({ operations }: Stored): number {
  return new Set(operations.flatMap(({ device }) => device ?? [])).size;
}

/** Why nothing is sent: who holds the turn and who waits for it, and what the proxy saw last. */
export async function stallOf(page: Page, { proxy }: World): Promise<string> {
  const turn = await page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return {
      held: held.length,
      waiting: pending.length,
      shown: document.visibilityState,
      online: navigator.onLine,
    };
  });
  return JSON.stringify({ ...turn, inFlight: proxy.inFlight(), last: proxy.seen.slice(-4) });
}
