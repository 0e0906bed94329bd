/** Works in the designer as people do: with the keyboard only, or with single clicks only (and typing into fields). */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { until } from './browser.ts';

export interface Hands {
  /** Puts something in after what is in hand; it is in hand then. */
  add(name: string): Promise<void>;
  select(name: RegExp): Promise<void>;
  /** Sets a property of what is in hand. */
  type(label: string, words: string): Promise<void>;
  tick(label: string): Promise<void>;
  choose(label: string, option: string): Promise<void>;
  press(button: string): Promise<void>;
}

const MOST_TABS = 80;

/** The accessible name of what has the focus, shadow roots included. */
function focused(page: Page): Promise<{ name: string; isTree: boolean }> {
  return page.evaluate(() => {
    let active: Element | null = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const label =
      active instanceof HTMLInputElement ||
      active instanceof HTMLTextAreaElement ||
      active instanceof HTMLSelectElement
        ? active.labels?.[0]?.textContent
        : undefined;
    const name = active?.getAttribute('aria-label') ?? label ?? active?.textContent ?? '';
    return { name: name.replaceAll(/\s+/g, ' ').trim(), isTree: active?.getAttribute('role') === 'treeitem' };
  });
}

export function keyboardHands(page: Page): Hands {
  const { keyboard } = page;
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      if ((await focused(page)).name === name) return;
      await keyboard.press('Tab');
    }
    assert.fail(`no tab stop ${name}`);
  };
  const toOutline = async (): Promise<void> => {
    for (let presses = 0; presses < 8; presses += 1) {
      if ((await focused(page)).isTree) return;
      await keyboard.press('F6');
    }
    assert.fail('F6 does not lead to the outline');
  };
  /** From the outline on, so that a property above the last one is found as well. */
  const toProperty = async (label: string): Promise<void> => {
    await toOutline();
    await keyboard.press('Enter');
    await until(async () => !(await focused(page)).isTree, `the focus beside the outline, for ${label}`);
    await tabTo(label);
  };
  return {
    async add(name) {
      await toOutline();
      await keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search what to add' }).waitFor();
      await keyboard.type(name);
      await keyboard.press('Enter');
      await page.getByRole('combobox', { name: 'Search what to add' }).waitFor({ state: 'detached' });
    },
    async select(name) {
      await toOutline();
      await keyboard.press('Home');
      for (let presses = 0; presses < MOST_TABS; presses += 1) {
        if (name.test((await focused(page)).name)) return;
        await keyboard.press('ArrowDown');
      }
      assert.fail(`nothing in the outline is called ${String(name)}`);
    },
    async type(label, words) {
      await toProperty(label);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.type(words);
    },
    async tick(label) {
      await toProperty(label);
      await keyboard.press('Space');
    },
    async choose(label, option) {
      await toProperty(label);
      await keyboard.type(option);
    },
    async press(button) {
      await tabTo(button);
      await keyboard.press('Enter');
    },
  };
}

export function pointerHands(page: Page): Hands {
  const properties = page.getByRole('region', { name: 'Properties' });
  const field = (label: string): Locator => properties.getByLabel(label, { exact: true });
  const open = async (label: string): Promise<Locator> => {
    const found = field(label);
    // Groups that are closed are opened by a click on their head.
    if (!(await found.isVisible())) await properties.locator('details:not([open]) > summary').first().click();
    return found;
  };
  return {
    async add(name) {
      await page.getByRole('button', { name: 'Add /' }).click();
      await page.locator('#add-options').getByRole('option', { name, exact: true }).first().click();
    },
    async select(name) {
      await page
        .getByRole('treeitem', { name })
        .first()
        .click({ position: { x: 60, y: 8 } });
    },
    async type(label, words) {
      const found = await open(label);
      await found.click();
      await found.fill(words);
    },
    async tick(label) {
      await (await open(label)).click();
    },
    async choose(label, option) {
      await (await open(label)).selectOption({ label: option });
    },
    async press(button) {
      await page.getByRole('button', { name: button, exact: true }).last().click();
    },
  };
}
