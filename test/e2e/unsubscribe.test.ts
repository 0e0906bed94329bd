/** A mail that somebody no longer wants: one press on the page behind its link, seen at once wherever it is looked at. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { PermissionAnswer } from '../../src/protocol/me.ts';
import { violations } from '../helpers/axe.ts';
import { listenForTrouble, until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';

const EMAIL = 'lea@visitor.example';

describe('unsubscribing, end to end', () => {
  const world = useJourney();
  let serviceKey: string;
  before(async () => {
    serviceKey = await world.product.cli('service-key', 'create', 'smartxpo');
  });

  const check = async (): Promise<PermissionAnswer> => {
    const response = await fetch(`${world.product.backendUrl}/v1/permissions/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceKey}` },
      body: JSON.stringify({
        items: [{ contact: EMAIL, purpose: 'direct-marketing', channel: 'email' }],
        links: true,
      }),
    });
    const { items } = (await response.json()) as { items: PermissionAnswer[] };
    assert.ok(items[0]);
    return items[0];
  };
  /** The newest mail of that subject, as the local mailbox shows it. */
  const mail = async (page: Page, subject: RegExp): Promise<string> => {
    const mailbox = await page.context().newPage();
    await mailbox.goto(`${world.product.backendUrl}/mailbox`);
    const text = await mailbox.getByRole('article').filter({ hasText: subject }).first().innerText();
    await mailbox.close();
    return text;
  };
  const subscribe = async (context: BrowserContext): Promise<void> => {
    const page = await context.newPage();
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Email address').fill(EMAIL);
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('Your reference:').waitFor();
    const [link = ''] = /https?:\S+\/v1\/confirm\/\S+/.exec(await mail(page, /Confirm your address/)) ?? [];
    await page.goto(link);
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await page.close();
  };

  test('one press stops it; “My data”, opened with the digits of a mail, says so; later it can be allowed again', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const trouble = listenForTrouble(context);
    await subscribe(context);
    const { permitted, unsubscribe = '' } = await check();
    assert.ok(permitted);

    const german = await world.browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
    const page = await german.newPage();
    await page.goto(unsubscribe);
    await page.getByRole('heading', { name: 'Damit aufhören?' }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.ok((await check()).permitted, 'a look changes nothing');
    await page.getByRole('button', { name: 'Aufhören: Neuigkeiten und Angebote per E-Mail' }).click();
    await page.getByRole('heading', { name: 'Es ist beendet' }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal((await check()).permitted, false);
    await page.goBack();
    await page.reload();
    await page.getByText('Es gibt nichts zu beenden.').waitFor();
    await german.close();

    const panel = await context.newPage();
    await panel.goto(`${world.product.demoUrl}/my-data.html`);
    await panel.getByLabel('Email address').fill(EMAIL);
    await panel.getByRole('button', { name: 'Send me a link' }).click();
    await panel.getByRole('heading', { name: 'Look in your inbox' }).waitFor();
    const [code = ''] = /\b\d{6}\b/.exec(await mail(panel, /Your sign-in link/)) ?? [];
    await panel.getByLabel('Code from the email').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await panel.keyboard.press('Enter');
    await panel.getByText('Withdrawn: we no longer contact you by email.').waitFor();
    assert.deepEqual(await violations(panel), []);
    await panel.close();

    await subscribe(context);
    await until(async () => (await check()).permitted, 'the permission given again');
    assert.equal((await check()).unsubscribe, unsubscribe, 'the link of older mails works on');
    assert.deepEqual(trouble, []);
    await context.close();
  });
});
