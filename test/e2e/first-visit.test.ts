/** The main job, on real parts: nothing is lost, nothing twice, nothing pretended. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { PermissionAnswer } from '../../src/protocol/me.ts';
import subscription from '../../src/server/sample/smartxpo/forms/subscription.v1.json' with { type: 'json' };
import { databasesOf, listenForTrouble, until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';

const EMAIL = 'ada@visitor.example';
const POST_OPERATIONS = 'POST /v1/operations';

describe('one visit, end to end', () => {
  const world = useJourney();
  let serviceKey: string;
  before(async () => {
    serviceKey = await world.product.cli('service-key', 'create', 'smartxpo');
  });

  const permitted = async (): Promise<Record<string, boolean>> => {
    const items = (['email', 'post'] as const).map((channel) => ({
      contact: EMAIL,
      purpose: 'direct-marketing',
      channel,
    }));
    const response = await fetch(`${world.product.backendUrl}/v1/permissions/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceKey}` },
      body: JSON.stringify({ items }),
    });
    const answer = (await response.json()) as { items: PermissionAnswer[] };
    return Object.fromEntries(answer.items.map(({ channel, permitted: yes }) => [channel, yes]));
  };
  const postsOf = (id: unknown) =>
    world.product.proxy.seen.filter(
      ({ request, operation }) => request === POST_OPERATIONS && operation === `"${String(id)}"`,
    );
  const openMail = async (page: Page, subject: RegExp): Promise<void> => {
    await page.goto(`${world.product.backendUrl}/mailbox`);
    await page.getByRole('article').filter({ hasText: subject }).first().getByRole('link').first().click();
  };

  test('a form that was sent without a network arrives once, and what it allowed can be taken back', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();

    // The newsletter page: loading it writes nothing to the device.
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    const email = page.getByLabel('Email address');
    await email.waitFor();
    // Everything that saving needs has come before the first key is pressed.
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await databasesOf(page), []);
    assert.equal(await page.getByRole('checkbox', { name: /^(Email|Send) me/ }).count(), 2);
    for (const box of await page.getByRole('checkbox').all()) assert.equal(await box.isChecked(), false);

    // Fill, tick e-mail, leave post; then the network goes.
    await email.fill(EMAIL);
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    await context.setOffline(true);
    await page.getByRole('button', { name: subscription.submit.label }).click();
    await page
      .getByRole('heading', {
        name: 'Not sent yet. Saved on this device; we will send it when you are online.',
      })
      .waitFor();
    assert.equal(
      await page.getByText('Thank you').count(),
      0,
      'nothing is thanked for before it has arrived',
    );
    assert.equal(postsOf(await onlyWaiting(page)).length, 0);
    const operation = await onlyWaiting(page);

    // The tab is closed, the server killed and started again.
    await page.close();
    await world.product.kill('SIGKILL');
    await world.product.start();
    assert.match(world.product.output(), /Found the data of the last start/);
    assert.deepEqual(world.product.query('select id from operation'), []);

    // The home page has no element of ours; the tag alone sends what waits. The first answer is lost.
    await context.setOffline(false);
    world.product.proxy.dropNextAnswer(POST_OPERATIONS);
    const home = await context.newPage();
    await home.goto(world.product.demoUrl);
    assert.equal(await home.locator('sx-form, sx-my-data, sx-policy').count(), 0);
    await until(() => postsOf(operation).length === 2, 'two POSTs of the operation');
    assert.deepEqual(
      postsOf(operation).map(({ fate }) => fate),
      ['dropped', 'answered'],
    );
    await until(async () => (await waitingOperations(home)).length === 0, 'an empty outbox');

    // Once in the database, with the words of both boxes byte for byte.
    assert.deepEqual(world.product.query('select id, kind from operation'), [
      { id: operation, kind: 'submission' },
    ]);
    assert.equal(world.product.query('select * from submission').length, 1);
    assert.deepEqual(
      world.product.query(
        `select e.channel, e.type, w.words from consent_event e join wording w on w.hash = e.wording order by e.channel`,
      ),
      [
        { channel: 'email', type: 'grant', words: subscription.consents['news-email'].text },
        { channel: 'post', type: 'refuse', words: subscription.consents['news-post'].text },
      ],
    );

    // Double opt-in: asked is not given. Only the button in the mail gives.
    assert.deepEqual(await permitted(), { email: false, post: false });
    await openMail(home, /Confirm your address/);
    assert.deepEqual(await permitted(), { email: false, post: false }, 'opening the link changes nothing');
    await home.getByRole('button', { name: 'Confirm my address' }).click();
    await home.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    assert.deepEqual(await permitted(), { email: true, post: false });

    // Another device: sign in through the mailed link, see it, take it back.
    const other = await world.browser.newContext({ locale: 'en-GB' });
    const otherTrouble = listenForTrouble(other);
    const panel = await other.newPage();
    await panel.goto(`${world.product.demoUrl}/my-data.html`);
    await panel.getByLabel('Email address').fill(EMAIL);
    await panel.getByRole('button', { name: 'Send me a link' }).click();
    await panel.getByRole('heading', { name: 'Look in your inbox' }).waitFor();
    await openMail(panel, /Your sign-in link/);
    await panel.getByRole('button', { name: 'Sign in' }).click();
    await panel.getByText(EMAIL).first().waitFor();
    assert.equal(new URL(panel.url()).hash, '', 'the token has left the address');
    const permission = panel
      .getByRole('listitem')
      .filter({ hasText: 'News and offers' })
      .filter({ has: panel.getByRole('button', { name: 'Withdraw' }) });
    assert.equal(await permission.count(), 1, 'only what was given can be withdrawn');
    await permission.getByRole('button', { name: 'Withdraw' }).click();
    await until(async () => !(await permitted())['email'], 'the withdrawal');
    assert.deepEqual(await permitted(), { email: false, post: false });
    assert.equal(world.product.query("select id from operation where kind = 'withdrawal'").length, 1);
    await until(async () => (await waitingOperations(panel)).length === 0, 'an empty outbox');
    await panel.getByText('Withdrawn: we no longer contact you by email').waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Withdraw' }).count(), 0);

    assert.deepEqual([...trouble, ...otherTrouble], []);
    await context.close();
    await other.close();
  });
});

/** Ids of the operations that wait on the device, read from its database as another script would. */
async function waitingOperations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { promise, resolve, reject } = Promise.withResolvers<string[]>();
    const request = indexedDB.open('smartxpo-consent/smartxpo');
    request.onerror = () => {
      reject(request.error ?? new Error('open failed'));
    };
    request.onsuccess = () => {
      const keys = request.result.transaction('entries').objectStore('entries').getAllKeys();
      keys.onsuccess = () => {
        request.result.close();
        resolve(
          keys.result
            .map(String)
            .filter((key) => key.startsWith('outbox:'))
            .map((key) => key.slice(7)),
        );
      };
    };
    return promise;
  });
}

async function onlyWaiting(page: Page): Promise<string> {
  const waiting = await waitingOperations(page);
  assert.equal(waiting.length, 1);
  return waiting[0] ?? '';
}
