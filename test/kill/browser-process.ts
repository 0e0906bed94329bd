/** A Chromium with a profile that outlives it: everything it consists of can be killed at once, or one renderer. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import { isThere } from './signals.ts';
import { pause } from './pause.ts';
import { CHROME_ARGS, chromiumPath } from '../../tools/browsers.mjs';

export interface BrowserProcess {
  context: BrowserContext;
  /** SIGKILL to the whole process group; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends as a visitor ends it, with everything of its own on the disk; resolves when it is gone. */
  close(): Promise<void>;
  /** What it said of its own storage since it was started. */
  complaints(): string[];
  /** Process numbers of the renderers that are alive. */
  renderers(): Promise<number[]>;
}

/** What a killed browser leaves behind, and the next one would mistake for a running one. */
const LOCKS = ['SingletonLock', 'SingletonSocket', 'SingletonCookie', 'DevToolsActivePort'];

/** Tabs behind others act as fast as the one in front. */
const AWAKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // A renderer in reserve would be killed in place of one that shows a page.
  '--disable-features=SpareRendererForSitePerProcess',
];

const OF_STORAGE = /indexed_?db|leveldb|quota|bucket|corrupt/i;

export async function startBrowserProcess(profile: string): Promise<BrowserProcess> {
  const executable = chromiumPath();
  if (executable === undefined) throw new Error('Expected a Chromium; set CHROME_PATH');
  for (const name of LOCKS) rmSync(join(profile, name), { force: true });
  const options = [
    '--headless=new',
    '--remote-debugging-port=0',
    '--enable-logging=stderr',
    `--user-data-dir=${profile}`,
    ...AWAKE,
  ];
  const child = spawn(executable, [...CHROME_ARGS, ...options, 'about:blank'], {
    detached: true, // a process group of its own
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const group = child.pid;
  if (group === undefined) throw new Error(`Expected ${executable} to start`);
  const killGroup = (): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-group, 'SIGKILL');
  };
  process.once('exit', killGroup);
  const complaints: string[] = [];
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-4000);
      complaints.push(
        ...data
          .toString()
          .split('\n')
          .filter((line) => OF_STORAGE.test(line)),
      );
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => {
      reject(new Error(`the browser ended:\n${said}`));
    });
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Expected the browser to have its profile open');
  const control = await browser.newBrowserCDPSession();
  const gone = async (ended: Promise<unknown>): Promise<void> => {
    await ended;
    // Its storage process may end later, and would still hold the profile's files.
    while (isThere(-group)) await pause(2);
    process.off('exit', killGroup);
  };
  return {
    context,
    complaints: () => complaints,
    async kill() {
      const ended = once(child, 'exit');
      killGroup();
      await gone(ended);
    },
    async close() {
      const ended = once(child, 'exit');
      // It may end before it answers.
      await control.send('Browser.close').catch(() => undefined);
      await gone(ended);
    },
    async renderers() {
      const { processInfo } = await control.send('SystemInfo.getProcessInfo');
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    },
  };
}
