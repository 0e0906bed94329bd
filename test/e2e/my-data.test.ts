/**
 * “My data” from end to end, with a real SMTP server: subscribe, confirm, see, correct, withdraw one, withdraw all, come
 * back later; the same person on two devices; a browser that says Global Privacy Control.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { PermissionAnswer } from '../../src/protocol/me.ts';
import { violations } from '../helpers/axe.ts';
import { listenForTrouble, until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { startSmtpInbox } from '../helpers/smtp-inbox.ts';

const inbox = await startSmtpInbox();

describe('my data, end to end', () => {
  const world = useJourney({ SMTP_URL: inbox.url });
  let serviceKey: string;
  before(async () => {
    serviceKey = await world.product.cli('service-key', 'create', 'smartxpo');
  });
  after(() => inbox.close());

  const check = async (contact: string): Promise<Record<string, PermissionAnswer>> => {
    const items = ['email', 'post'].map((channel) => ({ contact, purpose: 'direct-marketing', channel }));
    const response = await fetch(`${world.product.backendUrl}/v1/permissions/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceKey}` },
      body: JSON.stringify({ items }),
    });
    const answer = (await response.json()) as { items: PermissionAnswer[] };
    return Object.fromEntries(answer.items.map((item) => [item.channel, item]));
  };
  const permitted = async (contact: string): Promise<boolean[]> =>
    Object.values(await check(contact)).map((answer) => answer.permitted);

  const subscribe = async (page: Page, email: string, hasPost = false): Promise<void> => {
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Your name').fill('Lea Vistor');
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    if (hasPost) {
      await page.getByRole('checkbox', { name: /^Send me/ }).check();
      await page.getByLabel('Street and number').fill('1 High Street');
      await page.getByLabel('Town').fill('London');
      await page.getByLabel('Country').selectOption('GB');
    }
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('Your reference:').waitFor();
  };
  const confirm = async (page: Page, email: string): Promise<void> => {
    const mail = await inbox.next(email, /Confirm your address/);
    assert.match(mail.text, /You can object to marketing at any time:\s+http/, 'L-28');
    const [link = ''] = /https?:\S+\/v1\/confirm\/\S+/.exec(mail.text) ?? [];
    await page.goto(link);
    await page.reload();
    assert.deepEqual(await permitted(email).then(([byEmail]) => byEmail), false, 'a look confirms nothing');
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
  };
  const askToSignIn = async (page: Page, email: string): Promise<string> => {
    await page.goto(`${world.product.demoUrl}/my-data.html`);
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor();
    return (await inbox.next(email, /Your sign-in link/)).text;
  };
  const byCode = async (page: Page, email: string): Promise<void> => {
    const [code = ''] = /\b\d{6}\b/.exec(await askToSignIn(page, email)) ?? [];
    await page.getByLabel('Code from the email').fill(code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'History and receipts' }).waitFor();
  };
  const byLink = async (page: Page, email: string): Promise<void> => {
    const [link = ''] = /https?:\S+#sx-sign-in=\S+/.exec(await askToSignIn(page, email)) ?? [];
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'History and receipts' }).waitFor();
    assert.ok(!page.url().includes('sx-sign-in'), 'the token does not stay in the address');
  };
  const device = (width: number): Promise<BrowserContext> =>
    world.browser.newContext({ locale: 'en-GB', viewport: { width, height: 800 } });

  test('subscribe, confirm, see, correct, withdraw one, withdraw all, come back; from two devices', async () => {
    const email = 'lea@visitor.example';
    const phone = await device(360);
    const desk = await device(1200);
    const trouble = [...listenForTrouble(phone), ...listenForTrouble(desk)];
    const onPhone = await phone.newPage();
    await subscribe(onPhone, email, true);
    await confirm(onPhone, email);
    assert.deepEqual(await permitted(email), [true, true]);

    // See and correct, on the phone.
    await byCode(onPhone, email);
    assert.equal(await onPhone.getByText('Given: we may contact you', { exact: false }).count(), 2);
    assert.deepEqual(await violations(onPhone), []);
    const name = onPhone.locator('[id^=correct-][id$=-name]');
    await name.click();
    await onPhone.locator('form.correction').getByLabel('Your name').fill('Lea Visitor');
    assert.deepEqual(await violations(onPhone), []);
    await onPhone.getByRole('button', { name: 'Save the correction' }).click();
    await onPhone.getByText('Corrected:').waitFor();
    await onPhone.getByText('Correction: Your name').waitFor();
    assert.ok(await onPhone.getByText('Lea Visitor').isVisible());

    // Withdraw one, at the desk, by the link of the mail.
    const atDesk = await desk.newPage();
    await byLink(atDesk, email);
    assert.ok(await atDesk.getByText('Lea Visitor').isVisible(), 'what was corrected elsewhere');
    await atDesk.locator('#withdraw-direct-marketing-post').click();
    await atDesk.getByText('Withdrawn: we no longer contact you by post.').waitFor();
    assert.deepEqual(await permitted(email), [true, false], 'one never changes the other');

    // The phone still shows what it read; pressing there again does nothing twice.
    await onPhone.locator('#withdraw-direct-marketing-post').click();
    await onPhone.getByText('Withdrawn: we no longer contact you by post.').waitFor();

    // All of it, by the switch; and back, which brings back only what it had ended.
    await atDesk.getByRole('switch', { name: 'Do not use my information for marketing' }).click();
    await until(
      async () => (await check(email))['email']?.objections?.includes('marketing'),
      'the objection',
    );
    assert.deepEqual(await permitted(email), [false, false]);
    await atDesk.getByText('Switched on: Do not use my information for marketing').waitFor();
    assert.deepEqual(await violations(atDesk), []);
    await atDesk.getByRole('switch', { name: 'Do not use my information for marketing' }).click();
    await until(async () => (await permitted(email))[0], 'what the switch had ended');
    assert.deepEqual(await permitted(email), [true, false]);

    // Unsubscribed from everything by the phone's own receipt, without signing in.
    await onPhone.reload();
    await onPhone.getByRole('heading', { name: 'Given on this device' }).waitFor();
    await onPhone.locator('#withdraw-device-direct-marketing-email').click();
    await onPhone.getByText('Withdrawn: what you allowed on this device').first().waitFor();
    await until(async () => !(await permitted(email))[0], 'the withdrawal');

    // A receipt to take along.
    const download = onPhone.waitForEvent('download');
    await onPhone.getByRole('button', { name: 'Save the receipt' }).first().click();
    assert.match((await download).suggestedFilename(), /^receipt-[0-9A-F]{4}-[0-9A-F]{4}\.html$/);

    // Later, at the desk: the same person comes back, and the phone's old receipts cannot undo it.
    await subscribe(atDesk, email);
    assert.deepEqual(await permitted(email), [false, false], 'only a proved address counts again');
    await confirm(atDesk, email);
    assert.deepEqual(await permitted(email), [true, false]);
    await byCode(atDesk, email);
    await atDesk.getByText('Given: we may contact you by email.').waitFor();
    assert.equal(await atDesk.getByText('Form: Subscribe to news about exhibitions').count(), 2);
    assert.deepEqual(trouble, []);
    await phone.close();
    await desk.close();
  });

  test('a browser that says Global Privacy Control is heard, and overruled only by an answer of its own', async () => {
    const email = 'gpc@visitor.example';
    const context = await world.browser.newContext({
      locale: 'en-GB',
      extraHTTPHeaders: { 'Sec-GPC': '1' },
    });
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
    });
    const page = await context.newPage();
    await subscribe(page, email);
    await confirm(page, email);
    assert.deepEqual(await permitted(email), [true, false], 'it is not about mails of our own (G-03)');
    await byCode(page, email);
    const sharing = page.getByRole('switch', { name: 'Do not pass my information to others' });
    assert.equal(await sharing.getAttribute('aria-checked'), 'true');
    await page.getByText('On, because your browser asks for it').waitFor();
    await sharing.click();
    await page.getByText('Switch it off all the same?').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Switch it off' }).click();
    await page.getByText('Switched off: Do not pass my information to others').waitFor();
    assert.equal(await sharing.getAttribute('aria-checked'), 'false');
    const rows = world.product.query(
      "select scope, objects, gpc from objection_event where gpc = 1 or scope = 'sharing'",
    );
    assert.deepEqual(rows.map((row) => ({ ...row })), [{ scope: 'sharing', objects: 0, gpc: 1 }]); // prettier-ignore
    assert.equal(world.product.query('select * from consent_event where gpc <> 0').length, 0);
    await page.goto(`${world.product.demoUrl}/privacy.html`);
    await page.getByText('Your browser sends it.').waitFor();
    await context.close();
  });
});
