/** The longest task of the main thread while the viewer draws a text, and while it draws a comparison. */
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { CHROME_ARGS, chromiumPath } from '../../tools/browsers.mjs';
import { figure } from './measure.ts';
import type { Figure } from './measure.ts';
import { LENGTHS, dayAt } from './policy-backend.ts';
import type { PolicyBackend } from './policy-backend.ts';
import { longestTask } from './trace.ts';

const ROUNDS = 5;
const WARM_UP = 1;
/** Of the processor: this machine, and a phone. */
const SLOWDOWNS = [1, 4];
/** What a visitor does not notice, ms. */
const AIM = 50;

export async function viewerFigures(backend: PolicyBackend): Promise<Figure[]> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Expected a Chromium; set CHROME_PATH');
  const browser = await chromium.launch({ executablePath, args: CHROME_ARGS });
  try {
    const figures: Figure[] = [];
    for (const slowdown of SLOWDOWNS) {
      for (const words of LENGTHS) {
        const longest: Record<'text' | 'comparison', number[]> = { text: [], comparison: [] };
        for (let round = -WARM_UP; round < ROUNDS; round++) {
          const seen = await draw(browser, backend, words, slowdown);
          if (round < 0) continue;
          longest.text.push(seen.text);
          longest.comparison.push(seen.comparison);
        }
        for (const [what, taken] of Object.entries(longest)) {
          const id = `policy.task/aim.${what}.${String(words)}-words.${String(slowdown)}x`;
          figures.push(
            figure(
              id,
              'ms',
              taken,
              taken.map(() => AIM),
            ),
          );
        }
      }
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function draw(
  browser: Browser,
  { origin }: PolicyBackend,
  words: number,
  slowdown: number,
): Promise<Record<'text' | 'comparison', number>> {
  const page = await browser.newPage();
  // Heavily edited: no other comparison has as many marks.
  const policy = `heavy-${String(words)}`;
  // The code is there before the clock starts.
  await page.goto(`${origin}/history-5`);
  await drawn(page, '.text .section');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const text = await longestTask(browser, page, async () => {
    await page.evaluate((id) => {
      document.querySelector('sx-policy')?.remove();
      const element = document.createElement('sx-policy');
      element.setAttribute('policy', id);
      document.body.append(element);
    }, policy);
    await drawn(page, '.text .section');
  });
  const comparison = await longestTask(browser, page, async () => {
    await page.evaluate((version) => {
      document.querySelector('sx-policy')?.setAttribute('compare-with', version);
    }, dayAt(0));
    await drawn(page, '.compared .section');
  });
  await page.close();
  return { text, comparison };
}

/** Resolves when nothing has been added for a while. */
async function drawn(page: Page, selector: string): Promise<void> {
  const count = (): Promise<number> =>
    page.evaluate((wanted) => {
      const root = document.querySelector('sx-policy')?.shadowRoot;
      return root?.querySelector(wanted) ? root.querySelectorAll('*').length : 0;
    }, selector);
  for (let [before, same] = [0, 0]; same < 4;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await count();
    same = now > 0 && now === before ? same + 1 : 0;
    before = now;
  }
}
