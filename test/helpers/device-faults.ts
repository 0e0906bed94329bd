/** A browser of its own for faults that only a whole browser has, steered from outside. */
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { CHROME_ARGS, chromiumPath } from '../../tools/browsers.mjs';

/** Names under `.test` lead to this machine: sites that are strangers to each other, over plain http. */
const OTHER_SITES = '--host-resolver-rules=MAP *.test 127.0.0.1';

/** With `profile`, the folder of a profile that others may have written to. */
export async function launchWithSites(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Expected a Chromium; set CHROME_PATH');
  // Playwright forbids pages to be kept for going back; here they are.
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  return chromium.launch({ executablePath, args: [...CHROME_ARGS, OTHER_SITES], ignoreDefaultArgs });
}

/** A context in which pages may keep nothing: "block all cookies" in the browser's settings. */
export async function launchWithoutCookies(profile: string): Promise<BrowserContext> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Expected a Chromium; set CHROME_PATH');
  return chromium.launchPersistentContext(profile, { executablePath, args: CHROME_ARGS, locale: 'en-GB' });
}

export function debuggerOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** The browser stops everything in the page, as it does with tabs nobody has looked at for long. */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await debuggerOf(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  };
}

/** The page's process ends at once. */
export async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash');
  const session = await debuggerOf(page);
  // Nobody is left to answer this.
  void session.send('Page.crash').catch(() => undefined);
  await gone;
}
