/** Everything a run consists of: backend, proxy, host and one device, which is replaced now and then. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../../tools/free-port.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { startFaultProxy } from '../helpers/fault-proxy.ts';
import type { FaultProxy } from '../helpers/fault-proxy.ts';
import { backendProcess } from './backend-process.ts';
import type { BackendProcess } from './backend-process.ts';
import { startBrowserProcess } from './browser-process.ts';
import type { BrowserProcess } from './browser-process.ts';
import { postgresReader, sqliteReader } from './database.ts';
import type { ReadStored } from './database.ts';
import { startKillHost } from './host.ts';
import { createLedger } from './ledger.ts';
import type { Ledger, Way } from './ledger.ts';

export const ENGINES = ['sqlite', 'postgres'] as const;
export type Engine = (typeof ENGINES)[number];

export interface Visit {
  /** 'idle': a page with the script tag that does nothing of itself. */
  manner: Way | 'idle';
  seed: number;
  acts: number;
}

export interface World {
  proxy: FaultProxy;
  backend: BackendProcess;
  ledger: Ledger;
  stored: ReadStored;
  browser(): BrowserProcess;
  openBrowser(): Promise<void>;
  /** Opens the host's page; resolves when its scripts have run. */
  open(visit: Visit): Promise<Page>;
  /** The next browser finds nothing on the device. */
  replaceDevice(): void;
  stop(): Promise<void>;
}

export async function startWorld(engine: Engine): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const postgres = engine === 'postgres' ? await startPostgres() : undefined;
  if (postgres && 'missing' in postgres) throw new Error(postgres.missing);
  const port = await freePort();
  const proxy = await startFaultProxy(port);
  const host = await startKillHost(proxy.url);
  const backend = backendProcess({
    PORT: String(port),
    PUBLIC_URL: proxy.url,
    DATA_DIR: folder,
    ...(postgres ? { DATABASE_URL: postgres.url } : {}),
  });
  await backend.start();
  await backend.listOrigin(host.origin);
  const ledger = createLedger();
  let devices = 0;
  let browser: BrowserProcess | undefined;
  let blank: Page | undefined;
  const opened = (): BrowserProcess => {
    if (browser === undefined) throw new Error('Expected an open browser');
    return browser;
  };
  return {
    proxy,
    backend,
    ledger,
    stored: postgres ? postgresReader(postgres.url) : sqliteReader(folder),
    browser: opened,
    async openBrowser() {
      const profile = join(folder, `device-${devices}`);
      // A Chromium killed within the first seconds of a profile was seen to throw away all that the profile
      // had stored (once in some 600 rounds). A device that visitors use has been closed in order before.
      if (!existsSync(profile)) {
        const first = await startBrowserProcess(profile);
        await (await first.context.newPage()).goto(`${host.origin}/?manner=idle`);
        await first.close();
      }
      browser = await startBrowserProcess(profile);
      [blank] = browser.context.pages();
      await browser.context.exposeFunction('heard', ledger.hear);
    },
    async open({ manner, seed, acts }) {
      const { context } = opened();
      const page = await context.newPage();
      const query = new URLSearchParams({
        manner,
        seed: String(seed),
        acts: String(acts),
        endpoint: proxy.url,
      });
      await page.goto(`${host.origin}/?${query.toString()}`);
      // The tab that the browser began with.
      const tab = blank;
      blank = undefined;
      await tab?.close();
      return page;
    },
    replaceDevice() {
      devices++;
    },
    async stop() {
      await browser?.kill();
      await backend.kill();
      await proxy.stop();
      await host.stop();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
