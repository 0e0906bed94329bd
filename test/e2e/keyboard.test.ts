/** The main job without a mouse, and without the page jumping about. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { ELEMENT_PAGES } from '../helpers/demo-pages.ts';
import { useJourney } from '../helpers/journey.ts';

describe('keyboard and layout', () => {
  const world = useJourney();

  /** The accessible name of what has the focus, shadow roots included. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      let active: Element | null = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const label = active instanceof HTMLInputElement ? active.labels?.[0] : undefined;
      return (label ?? active)?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
    });
  const tabTo = async (page: Page, name: RegExp): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (name.test(await focused(page))) return;
    }
    assert.fail(`no tab stop ${String(name)}`);
  };

  test('fills, mends and sends a form by keyboard alone, and is told each outcome', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Email address').waitFor();

    await tabTo(page, /^Send my choices$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.match(await focused(page), /^There is a problem/, 'the summary has the focus');
    assert.equal(await page.getByRole('alert').count(), 1);

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(await focused(page), /^Email address/, 'its link leads to the field');
    await page.keyboard.type('keys@visitor.example');

    await tabTo(page, /^Email me news/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Send my choices$/);
    await page.keyboard.press('Enter');
    await page.getByText('Your reference:').waitFor();
    assert.match(await focused(page), /^Thank you/, 'the outcome has the focus');
    assert.equal(world.product.query("select * from consent_event where type = 'grant'").length, 1);
    await context.close();
  });

  for (const width of [360, 1280]) {
    test(`moves nothing while an element loads, ${String(width)} px wide`, async () => {
      const context = await world.browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const seen = globalThis as unknown as { shift: number };
        seen.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            seen.shift += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      for (const path of ELEMENT_PAGES) {
        await page.goto(world.product.demoUrl + path);
        await page.locator('sx-form, sx-policy, sx-my-data').locator('.heading').first().waitFor();
        await page.waitForLoadState('networkidle');
        const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
        assert.ok(shift < 0.01, `${path} shifted by ${String(shift)}`);
      }
      await context.close();
    });
  }
});
