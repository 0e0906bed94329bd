/**
 * A Chromium with a profile on the disk: in a private context IndexedDB is kept in memory, and then
 * nothing of what durability costs would be measured.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import { CHROME_ARGS, chromiumPath } from '../../tools/browsers.mjs';

export async function withProfile<T>(work: (context: BrowserContext) => Promise<T>): Promise<T> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Expected a Chromium; set CHROME_PATH');
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-bench-'));
  try {
    const context = await chromium.launchPersistentContext(folder, { executablePath, args: CHROME_ARGS });
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
