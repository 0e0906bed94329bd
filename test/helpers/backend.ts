/** A real server without a port: the app over a store, with a clock and ids that tests control. */
import { createApp } from '../../src/server/app.ts';
import { newId, newToken } from '../../src/server/parts.ts';
import type { Parts } from '../../src/server/parts.ts';
import { loadKeys } from '../../src/server/proof/keys.ts';
import { isPublicHoliday } from '../../src/server/requests/holidays.ts';
import { loadSampleSite } from '../../src/server/sample/load.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';

export const START = Date.parse('2026-11-22T10:00:00.000Z');
export const PUBLIC_URL = 'http://backend.test';
export const FIRST_ADMIN = 'first@staff.example';
export const SITE_ORIGIN = 'http://site.test';

export interface TestBackend {
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  parts: Parts;
  store: Store;
  clock: { now: number };
  close: () => Promise<void>;
}

export async function startBackend(store?: Store): Promise<TestBackend> {
  const used = store ?? (await openSqliteStore(':memory:'));
  const clock = { now: START };
  // Every look at the clock is a millisecond later, so that nothing happens at the same moment.
  const now = (): number => (clock.now += 1);
  await loadSampleSite(used, { origins: [SITE_ORIGIN] }, now());
  const parts: Parts = {
    store: used,
    keys: await loadKeys(used, newToken),
    now,
    newId: () => newId(now),
    newToken,
    publicUrl: PUBLIC_URL,
    localMailbox: true,
    ownOrigins: [PUBLIC_URL],
    firstAdmin: FIRST_ADMIN,
    staffPasskeys: 'required',
    isHoliday: isPublicHoliday,
    workQueued: () => undefined,
  };
  const app = createApp(parts);
  return {
    fetch: async (path, init) => app.request(path, init),
    parts,
    store: used,
    clock,
    close: () => used.close(),
  };
}

/** The last link in the newest mail to an address. */
export async function mailedLink(store: Store, email: string): Promise<string> {
  const mail = (await store.mails.latest(100)).find((candidate) => candidate.recipient === email);
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
  if (link === undefined) throw new Error(`no mail with a link to ${email}`);
  return link;
}
