/** Visits in bad weather: refusals, double clicks, two tabs, a backend that comes and goes. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { listenForTrouble, until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';

describe('bad weather', () => {
  const world = useJourney();
  let context: BrowserContext;
  let page: Page;
  let trouble: string[];
  beforeEach(async () => {
    context = await world.browser.newContext({ locale: 'en-GB' });
    trouble = listenForTrouble(context);
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(trouble, []);
  });

  const fill = async (email: string, on = page): Promise<void> => {
    await on.goto(`${world.product.demoUrl}/newsletter.html`);
    await on.getByLabel('Email address').waitFor();
    await on.waitForLoadState('networkidle');
    await on.getByLabel('Email address').fill(email);
    await on.getByRole('checkbox', { name: /^Email me/ }).check();
  };
  const send = (on = page): Promise<void> => on.getByRole('button', { name: 'Send my choices' }).click();
  const submissions = (email: string): number =>
    world.product
      .query('select answers from submission')
      .filter(({ answers }) => String(answers).includes(email)).length;

  test('a double click sends one operation', async () => {
    await fill('double@visitor.example');
    await page.getByRole('button', { name: 'Send my choices' }).dblclick();
    await page.getByText('Your reference:').waitFor();
    assert.equal(submissions('double@visitor.example'), 1);
  });

  test('what the backend refuses stays in the form, with the reason at its place', async () => {
    await page.route('**/v1/sites/smartxpo/forms/subscription', async (route) => {
      const form = (await (await route.fetch()).json()) as PublishedForm;
      const consent = form.definition.consents['news-email'];
      assert.ok(consent);
      consent.text = 'Email me whatever you like.';
      await route.fulfill({ json: form, headers: { 'access-control-allow-origin': world.product.demoUrl } });
    });
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Email address').fill('forged@visitor.example');
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    await send();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.equal(await page.getByLabel('Email address').inputValue(), 'forged@visitor.example');
    assert.equal(submissions('forged@visitor.example'), 0);
    trouble.length = 0; // the browser reports the 422 on its console
  });

  test('a backend that is down is tried until it is back, while the page stays open', async () => {
    await fill('patient@visitor.example');
    await world.product.kill('SIGKILL');
    await send();
    await page.getByRole('heading', { name: /^Not sent yet\. Saved on this device/ }).waitFor();
    await world.product.start();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('Your reference:').waitFor();
    assert.equal(submissions('patient@visitor.example'), 1);
  });

  test('two tabs with the same waiting operation send it once', async () => {
    await fill('two-tabs@visitor.example');
    await context.setOffline(true);
    await send();
    await page.getByRole('heading', { name: /^Not sent yet/ }).waitFor();
    await context.setOffline(false);
    const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(world.product.demoUrl)));
    await page.getByText('Your reference:').waitFor();
    await until(() => submissions('two-tabs@visitor.example') === 1, 'the submission');
    const [operation] = world.product.query(
      "select operation from submission where answers like '%two-tabs@%'",
    );
    const posts = world.product.proxy.seen.filter(
      ({ operation: key }) => key === `"${String(operation?.['operation'])}"`,
    );
    assert.deepEqual(
      posts.map(({ fate }) => fate),
      ['answered'],
    );
  });

  for (const chunk of ['sync', 'client']) {
    test(`what waits is sent although its code (${chunk}) did not come at first`, async () => {
      const email = `late-${chunk}@visitor.example`;
      await fill(email);
      await context.setOffline(true);
      await send();
      await page.getByRole('heading', { name: /^Not sent yet/ }).waitFor();
      await page.close();
      await context.setOffline(false);
      let asked = 0;
      const next = await context.newPage();
      await next.route(`**/assets/${chunk}-*.js`, (route) =>
        asked++ < 1 ? route.abort() : route.continue(),
      );
      await next.goto(world.product.demoUrl);
      await until(() => submissions(email) === 1, 'the submission');
      assert.ok(asked > 1, 'Expected the code to be asked for again');
      trouble.length = 0; // the browser reports the chunk that did not come
    });
  }

  test('what waits can be edited, and what is discarded is not sent', async () => {
    await fill('edited@visitor.example');
    await context.setOffline(true);
    await send();
    await page.getByRole('button', { name: 'Edit' }).click();
    const email = page.getByLabel('Email address');
    assert.equal(await email.inputValue(), 'edited@visitor.example');
    await email.fill('changed@visitor.example');
    await send();
    await page.getByRole('button', { name: 'Discard' }).click();
    await email.waitFor();
    await context.setOffline(false);
    await page.goto(world.product.demoUrl);
    await page.waitForLoadState('networkidle');
    assert.equal(submissions('edited@visitor.example') + submissions('changed@visitor.example'), 0);
  });

  test('the device that gave can take back without signing in', async () => {
    const email = 'capable@visitor.example';
    await fill(email);
    await send();
    await page.getByText('Your reference:').waitFor();
    await page.goto(`${world.product.backendUrl}/mailbox`);
    await page
      .getByRole('link', { name: /\/v1\/confirm\// })
      .first()
      .click();
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();

    await page.goto(`${world.product.demoUrl}/my-data.html`);
    const given = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Withdraw' }) });
    await given.first().waitFor();
    assert.equal(await given.count(), 1);
    // Without a network it is saved, and not called done.
    await context.setOffline(true);
    await given.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Your withdrawal is saved on this device; it is not sent yet.').first().waitFor();
    await context.setOffline(false);
    await until(
      () =>
        world.product.query("select id from consent_event where type = 'end' and refers_to is not null")
          .length === 1,
      'the withdrawal',
    );
    await page.getByText('Withdrawn: what you allowed on this device, by email').first().waitFor();
  });

  test('a withdrawal of a signed-in visitor waits for the next sign-in, and is sent once', async () => {
    const email = 'comes-back@visitor.example';
    const signIn = async (on: Page): Promise<void> => {
      await on.goto(`${world.product.demoUrl}/my-data.html`);
      await on.getByLabel('Email address').fill(email);
      await on.getByRole('button', { name: 'Send me a link' }).click();
      await on.getByRole('heading', { name: 'Look in your inbox' }).waitFor();
      await on.goto(`${world.product.backendUrl}/mailbox`);
      await on
        .getByRole('link', { name: /#sx-sign-in=/ })
        .first()
        .click();
      await on.getByRole('button', { name: 'Sign in' }).click();
      await on.getByText(`Signed in as ${email}`).waitFor();
    };
    const ends = (): number =>
      world.product.query("select id from consent_event where type = 'end' and refers_to is null").length;
    await fill(email);
    await send();
    await page.getByText('Your reference:').waitFor();

    await signIn(page);
    await context.setOffline(true);
    const permissions = page.getByRole('region', { name: 'Your permissions' });
    await permissions.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Your withdrawal is saved on this device; it is not sent yet.').first().waitFor();
    // A page that closes may lose the browser's word that it is offline before it stops sending.
    await world.product.kill('SIGKILL');
    await page.close();
    await context.setOffline(false);
    await world.product.start();
    const later = await context.newPage();
    await later.goto(`${world.product.demoUrl}/my-data.html`);
    await later.getByText('Not sent yet. Saved on this device; sign in to send it.').waitFor();
    assert.equal(ends(), 0);
    await signIn(later);
    await until(() => ends() === 1, 'the withdrawal');
    await later.getByText('Withdrawn: we no longer contact you by email').waitFor();
    assert.equal(ends(), 1);
  });

  test('shuts down in order when it is told to', async () => {
    await fill('orderly@visitor.example');
    const code = await world.product.kill('SIGTERM');
    assert.equal(code, 0);
    assert.match(world.product.output(), /Everything under way was finished/);
    await world.product.start();
  });
});
