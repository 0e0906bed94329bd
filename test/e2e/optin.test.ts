/** An opt-in in the form of somebody else's shop: what leaves the page, what stays on the device, what arrives. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { PermissionAnswer } from '../../src/protocol/me.ts';
import site from '../../src/server/sample/smartxpo/site.json' with { type: 'json' };
import { violations } from '../helpers/axe.ts';
import { listenForTrouble, until } from '../helpers/browser.ts';
import { buildPage } from '../helpers/framework-page.ts';
import type { Framework } from '../helpers/framework-page.ts';
import { startShop } from '../helpers/host-shop.ts';
import type { Shop } from '../helpers/host-shop.ts';
import { useJourney } from '../helpers/journey.ts';

const FORM = join(import.meta.dirname, '../fixtures/opt-in.json');
const OPTIN = '<sx-optin name="news" purpose="direct-marketing" channel="email" contact="mail"></sx-optin>';
const CONFIRM = 'Confirm your choice in your inbox; it counts only then.';

describe('an opt-in in a form of the site’s own', () => {
  const world = useJourney();
  let shop: Shop;
  let serviceKey: string;
  let context: BrowserContext;
  let page: Page;
  let trouble: string[];
  let visitors = 0;
  let email: string;
  before(async () => {
    shop = await startShop();
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const file = join(folder, 'site.json');
    writeFileSync(file, JSON.stringify({ ...site, origins: [shop.origin, world.product.demoUrl] }));
    await world.product.cli('publish', 'smartxpo', file, FORM);
    rmSync(folder, { recursive: true });
    serviceKey = await world.product.cli('service-key', 'create', 'smartxpo');
  });
  after(() => shop.stop());
  beforeEach(async () => {
    context = await world.browser.newContext();
    trouble = listenForTrouble(context);
    page = await context.newPage();
    shop.orders.length = 0;
    visitors += 1;
    email = `shopper-${String(visitors)}@visitor.example`;
  });
  afterEach(() => context.close());

  const tag = (): string =>
    `<script src="${world.product.backendUrl}/smartxpo-consent.js" data-site="smartxpo" async></script>`;
  const html = (head = '', script = '', language = 'en'): string =>
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>A shop</title>${tag()}${head}</head>
    <body><main><h1>Order</h1><form action="/orders" method="post">
      <p><label>Email <input name="mail" type="email"></label></p>
      ${OPTIN}<button name="act" value="order">Order</button>
    </form></main>${script}</body></html>`;
  const box = () => page.getByRole('checkbox', { name: /^Email me news/ });
  const order = () => page.getByRole('button', { name: 'Order' });
  /** Opens the page, and fills it in as a visitor who wants the news does. */
  const fillIn = async (path = '/'): Promise<void> => {
    await page.goto(shop.origin + path);
    await box().waitFor();
    await page.getByLabel('Email').first().fill(email);
    assert.equal(await box().isChecked(), false, 'nobody has ticked it');
    await box().check();
  };
  const thanks = () => page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
  const arrived = (): number =>
    world.product.query(`select operation from submission where answers like '%${email}%'`).length;
  const permitted = async (): Promise<boolean | undefined> => {
    const response = await fetch(`${world.product.backendUrl}/v1/permissions/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceKey}` },
      body: JSON.stringify({
        items: [{ contact: email, purpose: 'direct-marketing', channel: 'email' }],
      }),
    });
    const { items } = (await response.json()) as { items: PermissionAnswer[] };
    return items[0]?.permitted;
  };
  const confirm = async (): Promise<void> => {
    const mailbox = await context.newPage();
    await mailbox.goto(`${world.product.backendUrl}/mailbox`);
    const mail = mailbox.getByRole('article').filter({ hasText: email }).first();
    const [link = ''] = /https?:\S+\/v1\/confirm\/\S+/.exec(await mail.innerText()) ?? [];
    await mailbox.goto(link);
    await mailbox.getByRole('button', { name: 'Confirm my address' }).click();
    await mailbox.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await mailbox.close();
  };

  test('is saved before the page leaves, counts once the mail is confirmed, and the order arrives as it was', async () => {
    shop.open(html());
    await fillIn();
    assert.deepEqual(await violations(page), []);
    await order().click();
    await thanks();
    assert.deepEqual([...(shop.orders[0] ?? [])], [['mail', email], ['news', 'on'], ['act', 'order']]); // prettier-ignore
    // Whatever was on its way when the page left is sent from the next one.
    await page.goto(shop.origin);
    await until(() => arrived() === 1, 'the choice');
    assert.equal(await permitted(), false);
    await confirm();
    assert.equal(await permitted(), true);
    assert.equal(shop.orders.length, 1);
    assert.deepEqual(trouble, []);
  });

  test('unticked, leaves nothing anywhere but the order', async () => {
    shop.open(html());
    await fillIn();
    await box().uncheck();
    await order().click();
    await thanks();
    assert.deepEqual([...(shop.orders[0] ?? [])], [['mail', email], ['act', 'order']]); // prettier-ignore
    await page.goto(shop.origin);
    await box().waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(arrived(), 0);
  });

  test('is not lost when there is no backend at the moment the page leaves', async () => {
    shop.open(html());
    await fillIn();
    await page.waitForLoadState('networkidle');
    world.product.proxy.disturb(() => ({ fault: 'reset-before-send', ms: 0 }));
    await order().click();
    await thanks();
    assert.equal(arrived(), 0);
    world.product.proxy.disturb(undefined);
    await page.goto(shop.origin);
    await until(() => arrived() === 1, 'the choice, from the next page');
  });

  test('pressed twice, is saved once and ordered once', async () => {
    shop.open(html());
    await fillIn();
    await order().dblclick();
    await thanks();
    await page.goto(shop.origin);
    await until(() => arrived() === 1, 'the choice');
    await page.waitForLoadState('networkidle');
    assert.deepEqual([arrived(), shop.orders.length], [1, 1]);
  });

  test('is left alone when the page cancels the submit, and offered to it by save()', async () => {
    const script = `<script>
      const form = document.querySelector('form');
      addEventListener('submit', (event) => event.preventDefault());
      globalThis.send = async () => (await form.querySelector('sx-optin').save()).name;
    </script>`;
    shop.open(html('', script));
    await fillIn();
    await order().click();
    await page.waitForLoadState('networkidle');
    assert.deepEqual([arrived(), shop.orders.length], [0, 0]);
    assert.equal(await page.evaluate('globalThis.send()'), 'saved');
    await page.getByText(CONFIRM).first().waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(arrived(), 1);
  });

  test('comes back empty from a reload and from the back button', async () => {
    shop.open(html());
    await fillIn();
    await page.reload();
    await box().waitFor();
    assert.equal(await box().isChecked(), false);
    await box().check();
    await page.goto('about:blank');
    await page.goBack();
    await box().waitFor();
    assert.equal(await box().isChecked(), false);
    await page.getByLabel('Email').first().fill(email);
    await order().click();
    await thanks();
    assert.equal(shop.orders[0]?.has('news'), false);
  });

  test('holds the form while its code is missing, says so, and lets it go unticked', async () => {
    shop.open(html());
    await page.route('**/assets/{client,dispatch}-*.js', (route) => route.abort());
    await fillIn();
    await order().click();
    await page
      .getByText(/^Your choice could not be saved/)
      .first()
      .waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(shop.orders.length, 0);
    await box().uncheck();
    await order().click();
    await thanks();
    assert.equal(arrived(), 0);
  });

  test('does not hold the form for ever when its code never comes', async () => {
    shop.open(html());
    await page.route('**/assets/{client,dispatch}-*.js', () => undefined);
    await fillIn();
    await order().click();
    await page
      .getByText(/^Your choice could not be saved/)
      .first()
      .waitFor();
    await page.unrouteAll();
  });

  test('is itself under hostile styles, in the dark and in German, where the page lets little through', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    const { backendUrl } = world.product;
    const policy = [
      `default-src 'none'; script-src ${backendUrl}; connect-src ${backendUrl}; style-src 'unsafe-inline'`,
      "form-action 'self'; require-trusted-types-for 'script'; trusted-types lit-html",
    ].join('; ');
    const hostile = `<style>
      :root { color-scheme: dark; background: #111; color: #eee }
      sx-optin { display: block !important }
      label, input, fieldset { opacity: 0 !important; position: fixed !important }
      form > p label, form > p input { opacity: 1 !important; position: static !important }
    </style>`;
    shop.open(html(hostile, '', 'de'), { policy });
    await page.goto(shop.origin);
    const german = page.getByRole('checkbox', { name: /^Schicken Sie mir per E-Mail/ });
    await german.check();
    const { opacity, position } = await german.evaluate((node) => {
      const style = getComputedStyle(node);
      return { opacity: style.opacity, position: style.position };
    });
    assert.deepEqual({ opacity, position }, { opacity: '1', position: 'static' });
    await order().click();
    await page
      .getByText(/Geben Sie in diesem Formular/)
      .first()
      .waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByLabel('Email').first().fill(email);
    await order().click();
    await thanks();
    assert.equal(shop.orders.length, 1);
    assert.deepEqual(trouble, []);
  });

  for (const framework of ['react', 'vue', 'svelte'] as const satisfies Framework[]) {
    describe(`built with ${framework}`, () => {
      let built: Awaited<ReturnType<typeof buildPage>>;
      before(async () => {
        built = await buildPage(framework, world.product.backendUrl);
      });
      after(() => {
        rmSync(built.folder, { recursive: true });
      });
      beforeEach(() => {
        shop.open(built.page, { folder: built.folder });
      });

      test('sends by itself what the page then sends by fetch', async () => {
        await fillIn();
        await order().click();
        await page.getByText('Ordered.').waitFor();
        await page.getByText(CONFIRM).first().waitFor();
        assert.deepEqual([...(shop.orders[0] ?? [])], [['mail', email], ['news', 'on']]); // prettier-ignore
        assert.equal(arrived(), 1);
        assert.equal(await permitted(), false);
        await confirm();
        assert.equal(await permitted(), true);
        assert.deepEqual(trouble, []);
      });

      test('stops an order without an address, and says why', async () => {
        await fillIn();
        await page.getByLabel('Email').first().fill('nobody');
        await order().click();
        await page
          .getByText(/Enter your email address in this form/)
          .first()
          .waitFor();
        assert.equal(shop.orders.length, 0);
        assert.deepEqual(await violations(page), []);
      });

      test('is saved before the browser sends the form itself', async () => {
        await fillIn('/?native');
        await order().click();
        await thanks();
        assert.deepEqual([...(shop.orders[0] ?? [])], [['mail', email], ['news', 'on']]); // prettier-ignore
        await page.goto(`${shop.origin}/?native`);
        await until(() => arrived() === 1, 'the choice, from the next page at the latest');
      });
    });
  }
});
