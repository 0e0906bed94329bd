/** The script tag on pages of other people: strange, hostile, wrong or empty. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import site from '../../src/server/sample/smartxpo/site.json' with { type: 'json' };
import { databasesOf, listenForTrouble, until } from '../helpers/browser.ts';
import { startHost } from '../helpers/host-page.ts';
import type { Host } from '../helpers/host-page.ts';
import { useJourney } from '../helpers/journey.ts';

const FORM = '<sx-form form-id="subscription">Write to <a href="mailto:info@host.example">us</a>.</sx-form>';

describe('embedding', () => {
  const world = useJourney();
  let host: Host;
  let context: BrowserContext;
  let page: Page;
  let trouble: string[];
  before(async () => {
    host = await startHost();
    await listOrigins([host.origin, world.product.demoUrl]);
  });
  after(async () => {
    await host.stop();
  });
  beforeEach(async () => {
    context = await world.browser.newContext();
    trouble = listenForTrouble(context);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const tag = (attributes = 'data-site="smartxpo"'): string =>
    `<script src="${world.product.backendUrl}/smartxpo-consent.js" ${attributes} async></script>`;

  const listOrigins = (origins: string[]): Promise<void> => publishSite({ origins });
  /** Publishes the site document with these changes, as its owner would. */
  const publishSite = async (change: object): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const file = join(folder, 'site.json');
    writeFileSync(file, JSON.stringify({ ...site, ...change }));
    await world.product.cli('publish', 'smartxpo', file);
    rmSync(folder, { recursive: true });
  };
  /** Opens a page of the host's with that content. */
  const open = async (body: string, head = tag()): Promise<void> => {
    host.show(
      `<!doctype html><html lang="en"><head><title>Host</title>${head}</head><body>${body}</body></html>`,
    );
    await page.goto(host.origin);
  };
  /** Codes of the errors that elements report to the page. */
  const codes = async (): Promise<string[]> => {
    await page.waitForFunction('globalThis.codes.length > 0');
    return page.evaluate('globalThis.codes');
  };
  const listen = () =>
    page.addInitScript(
      "globalThis.codes = []; addEventListener('sx-error', (event) => codes.push(event.detail.code));",
    );

  test('costs a page without an element one request, and writes nothing', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await open('<h1>Nothing of ours</h1>');
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      requests.filter((path) => path !== '/' && path !== '/favicon.ico'),
      ['/smartxpo-consent.js'],
    );
    assert.deepEqual(await databasesOf(page), []);
    assert.deepEqual(await context.storageState(), { cookies: [], origins: [] });
  });

  test('upgrades an element that is added later, and one tag that stands there twice', async () => {
    await open('<h1>Later</h1>', tag() + tag());
    await page.waitForLoadState('networkidle');
    await page.evaluate((html) => {
      document.body.insertAdjacentHTML('beforeend', html);
    }, FORM);
    await page.getByLabel('Email address').waitFor();
    assert.equal(await page.locator('sx-form').count(), 1);
    assert.deepEqual(trouble, []);
  });

  test('speaks the language of the tag before that of the page', async () => {
    await open(FORM, tag('data-site="smartxpo" data-locale="de"'));
    await page.getByRole('button', { name: 'Auswahl senden' }).waitFor();
  });

  test('follows the language of the page while it is open, and keeps what was typed', async () => {
    await open(FORM);
    await page.getByLabel('Email address').fill('ada@visitor.example');
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    await page.evaluate(() => {
      document.documentElement.lang = 'de';
    });
    await page.getByRole('button', { name: 'Auswahl senden' }).waitFor();
    assert.equal(await page.getByLabel('E-Mail-Adresse').inputValue(), 'ada@visitor.example');
    assert.equal(
      await page.getByRole('checkbox', { name: /^Schicken Sie mir per E-Mail/ }).isChecked(),
      true,
    );
  });

  const broken: [string, () => [string, string], string][] = [
    ['without a site', () => [FORM, tag('')], 'site-missing'],
    ['with a site that does not exist', () => [FORM, tag('data-site="nobody"')], 'not-found'],
    [
      'with a form that does not exist',
      () => ['<sx-form form-id="nothing">Write to us.</sx-form>', tag()],
      'not-found',
    ],
    ['without a form', () => ['<sx-form>Write to us.</sx-form>', tag()], 'not-found'],
    [
      'with a backend that is not there',
      () => [FORM, tag('data-site="smartxpo" data-endpoint="http://localhost:9"')],
      'unreachable',
    ],
    [
      'with an address where something else answers',
      () => [FORM, tag(`data-site="smartxpo" data-endpoint="${host.origin}"`)],
      'foreign',
    ],
  ];
  for (const [what, parts, code] of broken) {
    test(`${what} says so in the element, and to the page`, async () => {
      await listen();
      await open(...parts());
      assert.deepEqual(await codes(), [code]);
      await page.getByText(/could not be loaded|not available/).waitFor();
      // What the host wrote for this case is shown as well.
      await page.getByText(/^Write to/).waitFor();
    });
  }

  test('says that it could not send when the code for it never came, and keeps what was typed', async () => {
    // The chunks of saving are lost on the way; the form itself has come.
    await page.route('**/assets/{client,sending}-*.js', (route) => route.abort());
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Email address').fill('unlucky@visitor.example');
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('This page could not send your answers').first().waitFor();
    assert.equal(await page.getByLabel('Email address').inputValue(), 'unlucky@visitor.example');
    await page.unroute('**/assets/{client,sending}-*.js');
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('Your reference:').waitFor();
  });

  test('stays itself under hostile styles', async () => {
    const hostile = `<style>
      * { display: none !important; color: red !important }
      html, head, body, sx-form { display: block !important }
      label, input, button { opacity: 0 !important; position: fixed !important }
    </style>`;
    await open(FORM, tag() + hostile);
    const email = page.getByLabel('Email address');
    await email.fill('ada@visitor.example');
    const [opacity, position] = await email.evaluate((node) => {
      const style = getComputedStyle(node);
      return [style.opacity, style.position];
    });
    assert.deepEqual([opacity, position], ['1', 'static']);
  });

  test('wears the look of its site under a policy that lets no style through', async () => {
    const origins = [host.origin, world.product.demoUrl];
    await publishSite({ origins, theme: { accent: { light: '#14532d', dark: '#86efac' }, radius: '1rem' } });
    const { backendUrl } = world.product;
    const policy = [
      `default-src 'none'; img-src 'self'; style-src 'none'; script-src ${backendUrl}; connect-src ${backendUrl}`,
      "require-trusted-types-for 'script'; trusted-types lit-html",
    ].join('; ');
    await open(FORM, `<meta http-equiv="content-security-policy" content="${policy}">${tag()}`);
    const button = page.getByRole('button', { name: 'Send my choices' });
    const [colour, radius] = await button.evaluate((node) => {
      const style = getComputedStyle(node);
      return [style.backgroundColor, style.borderRadius];
    });
    assert.deepEqual([colour, radius], ['rgb(20, 83, 45)', '16px']);
    assert.deepEqual(trouble, []);
    await publishSite({ origins, theme: {} });
  });

  test('ticks nothing whatever the page says', async () => {
    await open('<sx-form form-id="subscription" checked news-email ticked="news-email"></sx-form>');
    await page.getByRole('checkbox', { name: /^Email me/ }).waitFor();
    for (const box of await page.getByRole('checkbox').all()) assert.equal(await box.isChecked(), false);
  });

  test('brings no tick back from the back button', async () => {
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    await page.getByLabel('Email address').fill('ada@visitor.example');
    await page.goto(`${world.product.demoUrl}/contact.html`);
    await page.goBack();
    await page.getByRole('checkbox', { name: /^Email me/ }).waitFor();
    for (const box of await page.getByRole('checkbox').all()) assert.equal(await box.isChecked(), false);
  });

  test('works where the browser lets it store nothing, and says what that means', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Email address').waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Email address').fill('page@visitor.example');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByRole('heading', { name: /keeps nothing for this page/ }).waitFor();
    await context.setOffline(false);
    await page.getByText('Your reference:').waitFor();
    const arrived = "select operation from submission where answers like '%page@visitor%'";
    await until(() => world.product.query(arrived).length === 1, 'the submission');
    assert.deepEqual(trouble, []);
  });
});
