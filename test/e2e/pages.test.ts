/** Every page of the demo and of the backend: strict policy, accessible, within its width, in its language. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { listenForTrouble } from '../helpers/browser.ts';
import { ELEMENT_PAGES } from '../helpers/demo-pages.ts';
import { useJourney } from '../helpers/journey.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DEMO_PAGES = ['/', ...ELEMENT_PAGES];
const ELEMENTS = 'sx-form, sx-policy, sx-my-data';

describe('pages', () => {
  const world = useJourney();

  const urls = (): string[] => [
    ...DEMO_PAGES.flatMap((page) => [world.product.demoUrl + page, `${world.product.demoUrl}/de${page}`]),
    ...['/', '/mailbox', '/sites/smartxpo/my-data', '/sites/smartxpo/policy', '/v1/confirm/unknown'].map(
      (path) => world.product.backendUrl + path,
    ),
  ];

  /** An element has rendered when its own content stands in place of the fallback. */
  const settled = async (page: Page): Promise<void> => {
    for (const element of await page.locator(ELEMENTS).all())
      await element.locator('.heading').first().waitFor();
    for (const element of await page.locator('sx-policy-notice').all())
      await element.locator('[part=link] time').waitFor();
  };

  test('keep to their strict policy, and nothing goes wrong', async () => {
    const context = await world.browser.newContext();
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    for (const url of urls()) {
      const response = await page.goto(url);
      const policy = response?.headers()['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'none'.*require-trusted-types-for 'script'/, url);
      assert.doesNotMatch(policy, /unsafe/, url);
      await settled(page);
      assert.deepEqual(trouble, [], url);
    }
    await context.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`have no fault that axe can find, ${colorScheme}`, async () => {
      const context = await world.browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      for (const url of urls()) {
        await page.goto(url);
        await settled(page);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate<AxeResults>(
          "axe.run(document, { rules: { 'target-size': { enabled: true } } })",
        );
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        assert.deepEqual(found, [], url);
      }
      await context.close();
    });
  }

  test('fit into 320 px', async () => {
    const context = await world.browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    for (const url of urls()) {
      await page.goto(url);
      await settled(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0, url);
    }
    await context.close();
  });

  test('hold no English words in German', async () => {
    const context = await world.browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    const english = /\b(the|your|you|and|with|not|sign in|privacy policy|optional\)|my data|opens)\b/i;
    for (const path of DEMO_PAGES) {
      await page.goto(`${world.product.demoUrl}/de${path}`);
      await settled(page);
      const text = await page.evaluate(textOfPage);
      assert.match(text, /[äöüß]/, path);
      const lines = text.split('\n').filter((line) => english.test(line.replaceAll('(optional)', '')));
      assert.deepEqual(lines, [], path);
    }
    await context.close();
  });
});

/** What a visitor reads, shadow roots included; runs in the page. */
function textOfPage(): string {
  const read = (root: Node): string[] =>
    [...root.childNodes].flatMap((node) => {
      if (node instanceof Text) return [node.data.trim()];
      if (!(node instanceof Element) || ['STYLE', 'SCRIPT'].includes(node.tagName)) return [];
      return node.shadowRoot ? read(node.shadowRoot) : read(node);
    });
  return read(document.body)
    .filter((line) => line !== '')
    .join('\n');
}
