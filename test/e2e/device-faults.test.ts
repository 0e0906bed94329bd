/** Devices and tabs that fail as only a whole browser can make them fail. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import site from '../../src/server/sample/smartxpo/site.json' with { type: 'json' };
import { until } from '../helpers/browser.ts';
import {
  crash,
  debuggerOf,
  freeze,
  launchWithoutCookies,
  launchWithSites,
} from '../helpers/device-faults.ts';
import { startHost } from '../helpers/host-page.ts';
import type { Host } from '../helpers/host-page.ts';
import { startProduct } from '../helpers/product.ts';
import type { Product } from '../helpers/product.ts';

const FORM = '<sx-form form-id="subscription">Write to us.</sx-form>';
const SENT = 'Your reference:';
const NOT_SENT = /^Not sent yet/;

describe('a device that fails', () => {
  let product: Product;
  let browser: Browser;
  let host: Host;
  /** Whose pages show those of the other in a frame. */
  let around: Host;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    product = await startProduct();
    browser = await launchWithSites();
    [host, around] = [await startHost(), await startHost()];
    const origins = [product.demoUrl, host.origin, at('one.test')];
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    writeFileSync(join(folder, 'site.json'), JSON.stringify({ ...site, origins }));
    await product.cli('publish', 'smartxpo', join(folder, 'site.json'));
    rmSync(folder, { recursive: true });
  });
  after(async () => {
    await browser.close();
    await host.stop();
    await around.stop();
    await product.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  /** The host's page under another name: another site. */
  const at = (name: string, served = host): string => served.origin.replace('localhost', name);
  const open = async (on = page): Promise<void> => {
    await on.goto(`${product.demoUrl}/newsletter.html`);
    await on.getByLabel('Email address').waitFor();
  };
  const fill = async (email: string, on: Page | Frame = page): Promise<void> => {
    await on.getByLabel('Email address').fill(email);
    await on.getByRole('checkbox', { name: /^Email me/ }).check();
  };
  const send = (on: Page | Frame = page): Promise<void> =>
    on.getByRole('button', { name: 'Send my choices' }).click();
  const submissions = (email: string): number =>
    product.query('select answers from submission').filter(({ answers }) => String(answers).includes(email))
      .length;
  /** A form that stands on the device, because no answer to it came. */
  const waiting = async (email: string): Promise<void> => {
    await open();
    await fill(email);
    await context.setOffline(true);
    await send();
    await page.getByRole('heading', { name: NOT_SENT }).waitFor();
  };
  /** The same where the page will not live to be told that it is online again. */
  const waitingCutOff = async (email: string): Promise<void> => {
    await context.route('**/v1/operations', (route) => route.abort());
    await open();
    await fill(email);
    await send();
    await page.getByRole('heading', { name: NOT_SENT }).waitFor();
  };
  /** Another page of the visitor's sends what waits, and the backend has it once. */
  const expectSentByAnother = async (email: string): Promise<void> => {
    await context.setOffline(false);
    const other = await context.newPage();
    await other.goto(product.demoUrl);
    await until(() => submissions(email) === 1, 'the submission');
    const outbox = await context.newPage();
    await outbox.goto(`${product.demoUrl}/my-data.html`);
    await outbox.getByText('Given on this device').waitFor();
    assert.equal(await outbox.getByText(NOT_SENT).count(), 0);
    assert.equal(submissions(email), 1);
  };

  test('35: the page crashes while its form waits: the next page sends it', async () => {
    await waitingCutOff('crash@visitor.example');
    await crash(page);
    await page.close();
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await expectSentByAnother('crash@visitor.example');
  });

  test('36: the tab is closed in the click that sends: what was said to be saved is sent', async () => {
    await open();
    await fill('closed@visitor.example');
    await context.setOffline(true);
    await page.evaluate(() => {
      document.addEventListener('sx-queued', () => {
        window.close();
        location.replace('about:blank');
      });
    });
    await send().catch(() => undefined);
    await until(() => page.isClosed() || page.url() === 'about:blank', 'the page to be gone');
    await expectSentByAnother('closed@visitor.example');
  });

  test('37: a page that was frozen sends what waits once it is awake', async () => {
    await waiting('frozen@visitor.example');
    const thaw = await freeze(page);
    await context.setOffline(false);
    assert.equal(submissions('frozen@visitor.example'), 0);
    await thaw();
    await page.getByText(SENT).waitFor();
    assert.equal(submissions('frozen@visitor.example'), 1);
  });

  test('38: a page that comes back from the history shows what became of its form', async () => {
    await page.route(`${host.origin}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: 'elsewhere' }),
    );
    const outAndBack = async (email: string): Promise<boolean> => {
      await waiting(email);
      await page.evaluate(() => {
        addEventListener('pageshow', (event) => document.body.toggleAttribute('kept', event.persisted));
      });
      await page.goto(host.origin);
      await context.setOffline(false);
      await page.goBack({ waitUntil: 'commit' });
      await until(() => submissions(email) === 1, 'the submission');
      return (await page.locator('body[kept]').count()) === 1;
    };
    // One page in sixty the browser loads anew: the driver's own script ran in it after it was left
    // ("JavaScriptExecution", says the protocol). Only a page that was kept is what this is about.
    let visits = 1;
    while (!(await outAndBack(`history${String(visits)}@visitor.example`))) {
      visits += 1;
      assert.ok(visits <= 3, 'the browser keeps the page');
    }
    await page.getByText(SENT).waitFor();
    assert.equal(submissions(`history${String(visits)}@visitor.example`), 1);
  });

  test('41: the tab that sends is frozen: another takes its turn, and the backend has it once', async () => {
    await open();
    await fill('turn@visitor.example');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let posts = 0;
    await page.route('**/v1/operations', async (route) => {
      posts += 1;
      await held;
      await route.continue().catch(() => undefined);
    });
    await send();
    await until(() => posts === 1, 'the first tab to send');
    const thaw = await freeze(page);
    const other = await context.newPage();
    await other.goto(product.demoUrl);
    await until(() => submissions('turn@visitor.example') === 1, 'the other tab to send');
    release();
    await thaw();
    await page.getByText(SENT).waitFor();
    assert.equal(submissions('turn@visitor.example'), 1);
  });

  test('43: a browser that grants no room: says so, and sends from the page', async () => {
    const session = await debuggerOf(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: product.demoUrl, quotaSize: 1 });
    await open();
    await fill('no-room@visitor.example');
    await context.setOffline(true);
    await send();
    await page.getByRole('heading', { name: 'Not sent yet. There is no room left on this device' }).waitFor();
    await context.setOffline(false);
    await page.getByText(SENT).waitFor();
    assert.equal(submissions('no-room@visitor.example'), 1);
  });

  test('50: site data cleared while a form waits: it is not called sent, and the next one is kept', async () => {
    await waiting('cleared@visitor.example');
    const session = await debuggerOf(page);
    await session.send('Storage.clearDataForOrigin', { origin: product.demoUrl, storageTypes: 'all' });
    await context.setOffline(false);
    await page.reload();
    await fill('after-clearing@visitor.example');
    await send();
    await page.getByText(SENT).waitFor();
    assert.equal(submissions('after-clearing@visitor.example'), 1);
  });

  test('56: all cookies blocked: says that nothing is kept, and sends from the page', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    mkdirSync(join(profile, 'Default'));
    writeFileSync(
      join(profile, 'Default/Preferences'),
      JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
    );
    const blocking = await launchWithoutCookies(profile);
    try {
      const there = await blocking.newPage();
      await open(there);
      await fill('no-cookies@visitor.example', there);
      await blocking.setOffline(true);
      await send(there);
      await there.getByRole('heading', { name: /keep (it|this page) open until it is sent/ }).waitFor();
      await blocking.setOffline(false);
      await there.getByText(SENT).waitFor();
      assert.equal(submissions('no-cookies@visitor.example'), 1);
    } finally {
      await blocking.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });

  const tag = (): string =>
    `<script src="${product.backendUrl}/smartxpo-consent.js" data-site="smartxpo" async></script>`;
  const show = (body: string): void => {
    host.show(`<!doctype html><html lang="en"><head><title>Host</title></head><body>${body}</body></html>`);
  };

  test('57: over plain http: a form is kept, sent and confirmed, and two tabs send it once', async () => {
    show(tag() + FORM);
    await page.goto(at('one.test'));
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await fill('plain@visitor.example');
    await context.setOffline(true);
    await send();
    await page.getByRole('heading', { name: /^Not sent yet\. Saved on this device/ }).waitFor();
    await context.setOffline(false);
    const other = await context.newPage();
    await other.goto(at('one.test'));
    await page.getByText(SENT).waitFor();
    assert.equal(submissions('plain@visitor.example'), 1);
  });

  test('65: the widget in a frame on two sites: what waits in each is sent once', async () => {
    show(tag() + FORM);
    around.show(`<!doctype html><title>Around</title><iframe title="News" src="${host.origin}"></iframe>`);
    const frames: Frame[] = [];
    for (const [name, email] of [
      ['one.test', 'first-site@visitor.example'],
      ['two.test', 'second-site@visitor.example'],
    ] as const) {
      const tab = await context.newPage();
      await tab.goto(at(name, around));
      const frame = tab.frames()[1];
      assert.ok(frame);
      await fill(email, frame);
      frames.push(frame);
    }
    await context.setOffline(true);
    for (const frame of frames) {
      await frame.page().bringToFront();
      await send(frame);
      await frame.getByRole('heading', { name: NOT_SENT }).waitFor();
    }
    await context.setOffline(false);
    for (const frame of frames) {
      await frame.page().bringToFront();
      await frame.getByText(SENT).waitFor();
    }
    assert.equal(submissions('first-site@visitor.example'), 1);
    assert.equal(submissions('second-site@visitor.example'), 1);
  });

  test('66: storage gone after days away: the backend keeps what was confirmed, and nothing is sent anew', async () => {
    await open();
    await fill('days-away@visitor.example');
    await send();
    await page.getByText(SENT).waitFor();
    const session = await debuggerOf(page);
    await page.goto('about:blank');
    await session.send('Storage.clearDataForOrigin', { origin: product.demoUrl, storageTypes: 'all' });
    await page.goto(`${product.demoUrl}/my-data.html`);
    await page.getByText('Nothing of yours is kept on this device.').waitFor();
    assert.equal(submissions('days-away@visitor.example'), 1);
  });

  test('86: the page goes away while the acknowledgement is on its way: sent again, counted once', async () => {
    await open();
    await fill('unload@visitor.example');
    product.proxy.dropNextAnswer('POST /v1/operations');
    const answered = until(() => product.proxy.seen.some(({ fate }) => fate === 'dropped'), 'the answer');
    await send();
    await answered;
    await page.goto('about:blank');
    assert.equal(submissions('unload@visitor.example'), 1);
    await expectSentByAnother('unload@visitor.example');
  });

  test('87: another script has used up what may be sent on leaving: the form is sent all the same', async () => {
    await open();
    await page.route('**/beacon', () => undefined);
    await page.evaluate(() => {
      void fetch('/beacon', { method: 'POST', keepalive: true, body: 'x'.repeat(65_000) }).catch(
        () => undefined,
      );
    });
    await fill('budget@visitor.example');
    await send();
    await page.getByText(SENT).waitFor();
    assert.equal(submissions('budget@visitor.example'), 1);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('88: the page goes away before its preflight is answered: the next page sends it', async () => {
    await open();
    await fill('preflight@visitor.example');
    let asked = 0;
    await page.route('**/v1/operations', () => void (asked += 1));
    await send();
    await until(() => asked === 1, 'the page to ask');
    await page.goto('about:blank');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    assert.equal(submissions('preflight@visitor.example'), 0);
    await expectSentByAnother('preflight@visitor.example');
  });
});
