/** axe finds nothing in any view of the studio: light, dark, forced colours, on a narrow screen. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from '../helpers/axe.ts';
import { listenForTrouble } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { ADMIN, enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

/** How each view is reached from the one before. */
const VIEWS: [name: string, open: (page: Page) => Promise<unknown>][] = [
  ['list of forms', (page) => page.getByRole('heading', { name: 'New form' }).waitFor()],
  [
    'live version',
    async (page) => {
      await page.getByRole('link', { name: 'Apply for a job' }).click();
      await page.getByRole('button', { name: 'Create draft' }).waitFor();
    },
  ],
  [
    'build',
    async (page) => {
      await page.getByRole('button', { name: 'Create draft' }).click();
      await page.getByRole('treeitem', { name: /What would you like to do/ }).click();
    },
  ],
  [
    'with problems',
    async (page) => {
      await page.getByLabel('Label', { exact: true }).fill('');
      await page.locator('.problems-drawer > summary').click();
    },
  ],
  [
    'consent',
    async (page) => {
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.getByRole('treeitem', { name: /Marketing by choice/ }).click();
    },
  ],
  ['add list', (page) => page.getByRole('button', { name: 'Add /' }).click()],
  [
    'menu',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Move or delete Your name/ }).click();
    },
  ],
  ['move to', (page) => page.getByRole('menuitem', { name: 'Move to…' }).click()],
  [
    'shortcuts',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    },
  ],
  [
    'translations',
    async (page) => {
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Translations', exact: true }).click();
    },
  ],
  [
    'JSON',
    async (page) => {
      await page.getByRole('button', { name: 'JSON', exact: true }).click();
      await page.getByLabel('The form as JSON').waitFor();
    },
  ],
  [
    'versions',
    async (page) => {
      await page.getByRole('button', { name: 'Versions', exact: true }).click();
      await page.getByRole('heading', { name: 'Version 1' }).waitFor();
    },
  ],
  ['share', (page) => page.getByRole('button', { name: 'Share', exact: true }).click()],
  [
    'publish',
    async (page) => {
      await page.getByRole('button', { name: 'Publish…' }).click();
      await page.getByRole('button', { name: 'Publish version 2' }).waitFor();
    },
  ],
  ['library', (page) => enterRoom(page, 'Library', 'Library')],
  [
    'look',
    async (page) => {
      await enterRoom(page, 'Look', 'Look');
      await page.getByLabel('Accent, Light', { exact: true }).fill('red');
      await page.getByText('This is not a colour').waitFor();
      await page.getByText('The same as CSS').click();
    },
  ],
  [
    'people',
    async (page) => {
      await enterRoom(page, 'People', 'People');
      await page.getByRole('button', { name: `Change ${ADMIN}` }).click();
    },
  ],
  ['record', (page) => page.getByRole('link', { name: 'Record of what was done' }).click()],
  ['account', (page) => enterRoom(page, ADMIN, ADMIN)],
];

async function enterRoom(page: Page, way: string, name: string): Promise<void> {
  await page.getByRole('link', { name: way, exact: true }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

describe('views of the studio', () => {
  const world = useJourney(STUDIO_SETTINGS);

  test('axe finds nothing in any look', async () => {
    const context = await world.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    const found: string[] = [];
    const look = async (view: string): Promise<void> => {
      for (const [name, media] of Object.entries(LOOKS)) {
        await page.emulateMedia(media);
        found.push(...(await violations(page)).map((one) => `${view}, ${name}: ${one}`));
      }
    };
    await page.goto(`${world.product.backendUrl}/studio/smartxpo`);
    await page.getByLabel('Your email address').waitFor();
    await look('sign in');
    await enterStudio(page, world.product);
    for (const [name, open] of VIEWS) {
      await open(page);
      await look(name);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(trouble, []);
    await context.close();
  });
});
