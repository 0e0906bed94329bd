/** An application with a CV: sent without a network, the browser closed, sent once later, byte for byte. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { CHROME_ARGS, chromiumPath } from '../../tools/browsers.mjs';
import { until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';

const POST_OPERATIONS = 'POST /v1/operations';

/** Begins like a PDF; the rest is anything, so that nothing on the way can guess it. */
const CV = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(900_000)]);

describe('application', () => {
  const world = useJourney();
  const profile = mkdtempSync(join(tmpdir(), 'smartxpo-profile-'));
  after(() => rmSync(profile, { recursive: true, force: true }));

  /** A browser whose profile stays on the disk, as a visitor's does. */
  const open = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath()!,
      args: CHROME_ARGS,
      locale: 'en-GB',
    });

  const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click();

  const fill = async (
    page: Page,
    file: { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void> => {
    await page.goto(`${world.product.demoUrl}/careers.html`);
    await page.getByLabel('Your name', { exact: true }).fill('Ada Lovelace');
    await page.getByLabel('Email address').fill('ada@applicant.example');
    await next(page);
    await page.getByRole('heading', { name: 'Your application', exact: true }).waitFor();
    await page.getByLabel(/^Which job/).selectOption({ index: 1 });
    await page.getByLabel('As a file').check();
    await page.locator('input[type=file]').setInputFiles(file);
  };

  test('without a network it waits on the device with its file, and arrives once, byte for byte', async () => {
    const first = await open();
    const page = first.pages()[0] ?? (await first.newPage());
    await fill(page, { name: 'Ada’s CV.pdf', mimeType: 'application/pdf', buffer: CV });
    await page.getByText('Ada’s CV.pdf').first().waitFor();
    await next(page);
    await page.getByRole('checkbox').first().waitFor();
    await page.getByRole('checkbox', { name: /true/ }).check();
    await page.waitForLoadState('networkidle');
    await first.setOffline(true);
    await page.locator('[part=submit]').click();
    await page.getByRole('heading', { name: /^Not sent yet\. Saved on this device/ }).waitFor();
    await first.close();
    assert.deepEqual(world.product.query('select id from operation'), []);

    await world.product.kill('SIGKILL');
    await world.product.start();
    const second = await open();
    world.product.proxy.dropNextAnswer(POST_OPERATIONS);
    const home = second.pages()[0] ?? (await second.newPage());
    await home.goto(world.product.demoUrl);
    await until(() => world.product.query('select operation from file').length === 1, 'the file');
    const fates = (): string[] =>
      world.product.proxy.seen.filter(({ request }) => request === POST_OPERATIONS).map(({ fate }) => fate);
    await until(() => fates().includes('answered'), 'the acknowledgement');
    assert.deepEqual(fates(), ['dropped', 'answered']);
    assert.equal(world.product.query('select id from operation').length, 1);
    const [file] = world.product.query('select name, kind, size, hash, content from file');
    assert.ok(file);
    const content = Buffer.from(file['content'] as Uint8Array);
    assert.deepEqual([file['name'], file['kind'], file['size']], ['Ada’s CV.pdf', 'pdf', CV.length]);
    assert.ok(content.equals(CV), 'byte for byte');
    const hash = `sha256-${createHash('sha256').update(CV).digest('base64url')}`;
    assert.equal(file['hash'], hash);
    await until(
      async () => !(await keysOnDevice(home)).some((key) => key.startsWith('outbox')),
      'an empty outbox',
    );
    const left = await keysOnDevice(home);
    assert.deepEqual(
      left.filter((key) => !/^(meta|receipts):/.test(key)),
      [],
    );
    await second.close();
  });

  test('tells a wrong file at once, keeps a good one through an error, and lets it be taken out', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await fill(page, { name: 'cv.exe', mimeType: '', buffer: Buffer.from('MZ') });
    await page.getByText(/^Error: Choose a file of the kind PDF, DOCX,? or ODT for “Your CV”/).waitFor();
    await page.getByRole('button', { name: /^Remove/ }).click();
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5 * 1024 * 1024)]);
    await page.locator('input[type=file]').setInputFiles({ name: 'cv.pdf', mimeType: '', buffer: large });
    await page.getByText(/^Error: Choose a file of 5 MB at most for “Your CV”/).waitFor();
    await page.getByRole('button', { name: /^Remove/ }).click();
    await page.locator('input[type=file]').setInputFiles({ name: 'cv.pdf', mimeType: '', buffer: CV });
    await page.getByLabel(/^Which job/).selectOption({ index: 0 });
    await next(page);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await page.getByText('cv.pdf').first().waitFor();
    await context.close();
  });

  test('what only calls itself a PDF comes back with the reason, and with everything that was entered', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await fill(page, { name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not at all') });
    await next(page);
    await page.getByRole('checkbox', { name: /true/ }).check();
    await page.locator('[part=submit]').click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await page.getByRole('link', { name: /^Choose a file of the kind PDF/ }).click();
    await page.getByText('cv.pdf').first().waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Ada Lovelace');
    assert.equal(world.product.query(`select operation from file where name = 'cv.pdf'`).length, 0);
    await context.close();
  });
});

function keysOnDevice(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const open = indexedDB.open('smartxpo-consent/smartxpo');
        open.onerror = () => reject(new Error('not opened'));
        open.onsuccess = () => {
          const keys = open.result.transaction('entries').objectStore('entries').getAllKeys();
          keys.onsuccess = () => {
            open.result.close();
            resolve(keys.result.map(String));
          };
        };
      }),
  );
}
