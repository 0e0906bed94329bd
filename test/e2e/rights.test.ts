/**
 * Every right, in browsers against the real server with a real SMTP server: asked without and with a session, worked on
 * in the studio, answered by a copy, by an erasure, by the outcome of a complaint.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { BrowserContext, Download, Page } from 'playwright-core';
import type { PersonalCopy } from '../../src/protocol/personal-copy.schema.ts';
import { violations } from '../helpers/axe.ts';
import { listenForTrouble } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { startSmtpInbox } from '../helpers/smtp-inbox.ts';
import { ADMIN, STUDIO_SETTINGS } from '../helpers/studio.ts';

const inbox = await startSmtpInbox();

describe('rights, end to end', () => {
  const world = useJourney({ SMTP_URL: inbox.url, ...STUDIO_SETTINGS });
  after(() => inbox.close());

  const visit = async (
    path: string,
    { width = 1200, locale = 'en-GB' } = {},
  ): Promise<{ page: Page; context: BrowserContext; trouble: string[] }> => {
    const context = await world.browser.newContext({ locale, viewport: { width, height: 800 } });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    await page.goto(`${world.product.demoUrl}${path}`);
    return { page, context, trouble };
  };
  const rights = (page: Page) => page.locator('[part=rights]');
  const signIn = async (page: Page, email: string): Promise<void> => {
    await page.goto(`${world.product.demoUrl}/my-data.html`);
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    const { text } = await inbox.next(email, /Your sign-in link/);
    await page.goto(/https?:\S+#sx-sign-in=\S+/.exec(text)?.[0] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'History and receipts' }).waitFor();
  };
  const studio = async (): Promise<{ page: Page; context: BrowserContext; trouble: string[] }> => {
    const context = await world.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    await page.goto(`${world.product.backendUrl}/studio/smartxpo`);
    await page.getByLabel('Your email address').fill(ADMIN);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    const { text } = await inbox.next(ADMIN, /Sign in to the studio/);
    await page.goto('about:blank');
    await page.goto(/https?:\S+#sign-in=\S+/.exec(text)?.[0] ?? '');
    await page.getByRole('heading', { name: 'Forms', level: 1 }).waitFor();
    return { page, context, trouble };
  };
  /** Opens the newest case of that kind. */
  const openCase = async (page: Page, kind: string): Promise<void> => {
    await page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Requests' }).click();
    await page.getByRole('row').filter({ hasText: kind }).first().getByRole('link').click();
    await page.getByRole('heading', { name: 'Next step' }).waitFor();
  };
  const take = async (page: Page, step: string, words = ''): Promise<void> => {
    await page.getByRole('button', { name: step }).first().click();
    if (words !== '') await page.locator('#step-words').fill(words);
    await page.locator('#step').getByRole('button', { name: step }).click();
    await page.locator('#step').waitFor({ state: 'detached' });
  };
  const review = async (page: Page): Promise<void> => {
    await page.getByLabel('Where').fill('Invoices');
    await page.getByLabel('For what').fill('the address');
    await page.getByRole('button', { name: 'Note the search' }).click();
    await page.getByText('Searched', { exact: true }).waitFor();
    await take(page, 'Hand over for review');
  };
  const dataOf = async (download: Download): Promise<PersonalCopy> => {
    const archive = unzipSync(new Uint8Array(await readFile(await download.path())));
    assert.ok(archive['index.html']);
    return JSON.parse(strFromU8(archive['data.json'] ?? new Uint8Array())) as PersonalCopy;
  };

  test('a copy: asked without signing in, confirmed, searched, reviewed, fetched by the link and in the panel', async () => {
    const email = 'copy@visitor.example';
    const { page, trouble, context } = await visit('/my-data.html');
    await page.getByRole('button', { name: 'Ask or complain' }).click();
    assert.deepEqual(await violations(page), []);
    await rights(page).getByRole('button', { name: 'Send the request' }).click();
    await page.locator('#request-kind-error').getByText('Choose what you ask for').waitFor();
    await page.locator('#request-email-error').getByText('Fill in your email address').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('radio', { name: /A copy of my data/ }).check();
    await rights(page).getByLabel('Email address').fill(email);
    await rights(page).getByRole('button', { name: 'Send the request' }).click();
    await page.getByText(/We have it\. Reference: R-/).waitFor();
    const told = await inbox.next(email, /^We have your request \(R-/);
    assert.match(told.text, /without signing in/);

    await signIn(page, email);
    await rights(page).getByText('Was it you?', { exact: false }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Yes, I asked this' }).click();
    await rights(page).getByText('We are working on it').first().waitFor();

    const staff = await studio();
    await openCase(staff.page, 'Access');
    assert.deepEqual(await violations(staff.page), []);
    await staff.page.getByText('confirmed by sign-in').waitFor();
    await staff.page.getByRole('button', { name: 'Hand over for review' }).click();
    await staff.page.locator('#step').getByRole('button').click();
    await staff.page.getByRole('alert').getByText('Note first where was searched').waitFor();
    await staff.page.getByRole('button', { name: 'Hand over for review' }).first().click();
    await review(staff.page);
    await take(staff.page, 'Make the copy and send the link');
    await staff.page.getByText('copy ready').first().waitFor();
    assert.deepEqual(await violations(staff.page), []);
    assert.deepEqual(staff.trouble, []);
    await staff.context.close();

    const { text } = await inbox.next(email, /^Your copy is ready/);
    const [link = ''] = /https?:\S+\/v1\/downloads\/\S+/.exec(text) ?? [];
    const mailed = await context.newPage();
    await mailed.goto(link);
    assert.deepEqual(await violations(mailed), []);
    const [byLink] = await Promise.all([
      mailed.waitForEvent('download'),
      mailed.getByRole('button', { name: 'Download the copy' }).click(),
    ]);
    assert.deepEqual((await dataOf(byLink)).contacts, [{ channel: 'email', value: email }]);

    await signIn(page, email);
    await rights(page).getByText('You have fetched your copy').first().waitFor();
    const [inPanel] = await Promise.all([
      page.waitForEvent('download'),
      rights(page).getByRole('button', { name: 'Download the copy' }).click(),
    ]);
    assert.match(inPanel.suggestedFilename(), /^R-.*\.zip$/);
    assert.equal((await dataOf(inPanel)).requests.length, 1);
    await rights(page).getByText('Downloaded. Open “index.html”').waitFor();
    assert.deepEqual(await violations(page), []);
    await mailed.goto(link);
    await mailed.getByText('This link no longer works').waitFor();
    assert.deepEqual(trouble.filter((line) => !line.includes('410')), []); // prettier-ignore
    await context.close();
  });

  test('everything withdrawn, then erased: offered, called off, asked again, carried out, and nobody is left', async () => {
    const email = 'erase@visitor.example';
    const { page, context } = await visit('/newsletter.html', { width: 360 });
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('checkbox', { name: /^Email me/ }).check();
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('Your reference:').waitFor();
    await signIn(page, email);
    await page.locator('#withdraw-direct-marketing-email').click();
    await page.getByRole('button', { name: 'Ask for the deletion of my data' }).click();
    await page.getByText('Encrypted backups').waitFor();
    assert.ok(await page.getByRole('radio', { name: /Delete my data/ }).isChecked());
    assert.deepEqual(await violations(page), []);
    await rights(page).getByRole('button', { name: 'Ask for the deletion', exact: true }).click();
    await rights(page).getByText('Received; we begin soon').first().waitFor();

    const staff = await studio();
    const schedule = async (): Promise<void> => {
      await openCase(staff.page, 'Erasure');
      await take(staff.page, 'Begin work');
      await review(staff.page);
      await take(staff.page, 'Schedule the erasure (in 72 hours)');
      await inbox.next(email, /^Your data will be deleted/);
    };
    await schedule();
    await page.reload();
    await signIn(page, email);
    await page.getByRole('button', { name: 'Do not delete my data' }).click();
    await rights(page).getByText('Cancelled', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Ask for something' }).click();
    await page.getByRole('radio', { name: /Delete my data/ }).check();
    await rights(page).getByRole('button', { name: 'Ask for the deletion', exact: true }).click();
    await rights(page).getByText('Received; we begin soon').first().waitFor();
    await schedule();
    assert.deepEqual(staff.trouble, []);
    await staff.context.close();

    // The 72 hours pass.
    world.product.execute(
      `update request set wake_at = 1 where wake_at is not null and state = 'scheduled-erasure'`,
    );
    await world.product.kill('SIGTERM');
    await world.product.start();
    const closing = await inbox.next(email, /^Your data is deleted \(R-/);
    for (const words of [
      'Invoices and bills',
      'Internal chat logs',
      'Encrypted backups',
      'Information Commission',
    ])
      assert.ok(closing.text.includes(words), words);
    await page.goto(`${world.product.demoUrl}/my-data.html`);
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor();
    assert.equal(
      inbox.received.filter((mail) => mail.to === email && /sign-in link/.test(mail.subject)).length,
      2,
    );
    for (const table of ['contact', 'submission', 'mail', 'operation'])
      assert.ok(!JSON.stringify(world.product.query(`select * from ${table}`)).includes(email), table);
    await context.close();
  });

  test('a complaint in German, on a phone: a reference at once, progress, and an outcome that names the authority', async () => {
    const email = 'beschwerde@visitor.example';
    const { page, context, trouble } = await visit('/de/my-data.html', { width: 360, locale: 'de-DE' });
    await page.getByRole('button', { name: 'Beantragen oder beschweren' }).click();
    await page.getByRole('radio', { name: /Eine Beschwerde/ }).check();
    await rights(page).getByLabel('Worum geht es?').fill('Zu viele E-Mails.');
    await rights(page).getByLabel('E-Mail-Adresse').fill(email);
    const [letter] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Als Brief zum Ausdrucken sichern' }).click(),
    ]);
    const paper = await readFile(await letter.path(), 'utf8');
    assert.ok(paper.includes('Zu viele E-Mails.') && paper.includes('62-65 Chandos Place'));
    await rights(page).getByRole('button', { name: 'Beschwerde senden' }).click();
    await page.getByText(/Wir haben es\. Kennzeichen: R-/).waitFor();
    assert.deepEqual(await violations(page), []);
    await inbox.next(email, /^Wir haben Ihren Antrag/);

    const staff = await studio();
    await openCase(staff.page, 'Complaint');
    await take(staff.page, 'Begin to investigate');
    await inbox.next(email, /^Wir gehen Ihrer Beschwerde nach/);
    await staff.page.getByText('Write', { exact: true }).first().click();
    await staff.page.getByLabel('Message').fill('Wir haben die Liste gefunden.');
    await staff.page.locator('form').getByRole('button', { name: 'Write' }).click();
    assert.match(
      (await inbox.next(email, /^Eine Nachricht zu Ihrem Antrag/)).text,
      /Wir haben die Liste gefunden/,
    );
    await take(staff.page, 'Send the outcome', 'Wir haben es abgestellt.');
    const outcome = await inbox.next(email, /^Das Ergebnis Ihrer Beschwerde/);
    assert.match(
      outcome.text,
      /Wir haben es abgestellt\.[\s\S]*Information Commission, https:\/\/ico\.org\.uk/,
    );
    assert.deepEqual([...trouble, ...staff.trouble], []);
    await staff.context.close();
    await context.close();
  });
});
