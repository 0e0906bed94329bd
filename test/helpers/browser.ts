/** A real Chromium for journeys, and what a page did that it must not do. */
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CHROME_ARGS, chromiumPath } from '../../tools/browsers.mjs';

export function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Expected a Chromium; set CHROME_PATH');
  return chromium.launch({ executablePath, args: CHROME_ARGS });
}

/** Everything a page complains about: violations of its policy, errors nobody caught. */
export function listenForTrouble(context: BrowserContext): string[] {
  const trouble: string[] = [];
  context.on('weberror', (error) => trouble.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    // A request that finds no network is reported by the browser; that is the case under test.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      trouble.push(message.text());
  });
  return trouble;
}

/** Waits until `check` holds; the time limit only turns a hang into a failure. */
export async function until<T>(check: () => T | Promise<T>, what: string): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    // Looked at again, not waited out: most conditions span page, server and disk, and none announces itself.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Names of the databases of the page's origin. */
export async function databasesOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
}
