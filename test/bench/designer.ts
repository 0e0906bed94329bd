/** How long the designer keeps the main thread over the largest form it is to bear: 500 items in 30 languages. */
import type { Page } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.ts';
import { startProduct } from '../helpers/product.ts';
import { enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';
import { largestForm } from './largest-form.ts';
import { figure } from './measure.ts';
import type { Report } from './measure.ts';
import { longestTask } from './trace.ts';

const ROUNDS = 5;
const WARM_UP = 1;
/** From a key or a click to what it shows, ms: "good" by web.dev's Interaction to Next Paint. */
const AIM = 200;

const item = (page: Page, number: number) =>
  page.getByRole('treeitem', { name: new RegExp(`Question number ${String(number)}\\b`) }).first();

/** What people do all day, in the order in which it is done; `round` finds another item each time. */
const ACTS: Record<string, (page: Page, round: number) => Promise<void>> = {
  select: (page, round) => item(page, 100 + round).click(),
  /** Every translation of the words is out of date from now on. */
  'first-letter': async (page) => {
    await page.getByLabel('Label', { exact: true }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('a');
  },
  letter: (page) => page.keyboard.type('b'),
  undo: (page) => page.getByRole('button', { name: 'Undo' }).click(),
  move: async (page, round) => {
    await item(page, 200 + round).focus();
    await page.keyboard.press('Alt+ArrowUp');
  },
  translations: (page) => page.getByRole('button', { name: 'Translations', exact: true }).click(),
  translate: (page) => page.getByLabel('q3.label in German').pressSequentially('c'),
  build: (page) => page.getByRole('button', { name: 'Build', exact: true }).click(),
};

export async function designerBench(): Promise<Report> {
  const product = await startProduct(STUDIO_SETTINGS);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    await enterStudio(page, product);
    await save(page, 'largest', largestForm());
    await page.goto(`${product.backendUrl}/studio/smartxpo#/forms/largest`);
    await item(page, 100).waitFor();
    const taken = new Map<string, number[]>(Object.keys(ACTS).map((name) => [name, []]));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const [name, act] of Object.entries(ACTS)) {
        const longest = await longestTask(browser, page, async () => {
          await act(page, round + WARM_UP);
          await settled(page);
        });
        if (round >= 0) taken.get(name)?.push(longest);
      }
    }
    const figures = [...taken].map(([name, longest]) =>
      figure(
        `designer.task/aim.${name}`,
        'ms',
        longest,
        longest.map(() => AIM),
      ),
    );
    return { figures };
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** Two frames after the last thing that was asked for: what a key leads to later belongs to it. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
  });
}

async function save(page: Page, form: string, source: string): Promise<void> {
  const status = await page.evaluate(
    async ([id, text]) => {
      const session = (await (await fetch('/v1/staff/sessions/current')).json()) as { csrf: string };
      const response = await fetch(`/v1/staff/forms/${id ?? ''}/draft`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf },
        body: JSON.stringify({ source: text }),
      });
      return response.status;
    },
    [form, source],
  );
  if (status !== 200) throw new Error(`Expected a saved draft, got ${String(status)}`);
}
