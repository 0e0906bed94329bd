/**
 * Three words of the newsletter's consent are changed and a language is added; the lint stops it, it is mended and
 * published; visitors get the new words at their next load, and the old ones stay provable.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { listenForTrouble, until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';

const OLD_WORDS = 'Email me news and offers about exhibitions, at most once a month.';
/** Three other words, and no way back said any more. */
const TOO_LITTLE =
  'Email me news and offers about trade fairs, at most once a week. The sender is SmartXpo Solutions Limited.';
const NEW_WORDS = `${TOO_LITTLE} I can stop this at any time under “My data”.`;

const GERMAN =
  'Schicken Sie mir per E-Mail Neuigkeiten und Angebote rund um Fachmessen, höchstens einmal in der Woche. Absender ist SmartXpo Solutions Limited. Ich kann das jederzeit unter „Meine Daten“ beenden.';

describe('new words for the newsletter’s consent', () => {
  const world = useJourney(STUDIO_SETTINGS);

  const subscribe = async (context: BrowserContext, email: string): Promise<void> => {
    const page = await context.newPage();
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel(new RegExp(OLD_WORDS.slice(0, 40))).check();
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('Your reference:').waitFor();
    await page.close();
  };

  const openConsent = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Subscribe to news about exhibitions' }).click();
    await page.getByRole('button', { name: 'Create draft' }).click();
    await page.getByRole('treeitem', { name: 'Marketing by choice: Email' }).click();
  };

  const translate = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Translations', exact: true }).click();
    await page.getByLabel('Language tag, such as de').fill('nl');
    await page.getByRole('button', { name: 'Add language' }).click();
    await page.getByLabel('news-email.text in German').fill(GERMAN);
    const dutch = page.getByLabel(/ in Dutch$/);
    await dutch.first().waitFor();
    const paths = await dutch.evaluateAll((fields) =>
      fields.map((field) => field.getAttribute('aria-label') ?? ''),
    );
    for (const path of paths) {
      const link = path.startsWith('privacy-notice') ? ' [privacyverklaring](policy:privacy)' : '';
      await page
        .getByLabel(path, { exact: true })
        .fill(`Nederlandse tekst voor ${path.split(' ')[0] ?? ''}.${link}`);
    }
  };

  test('stopped by the lint, mended, published, provable', async () => {
    const { product } = world;
    const context = await world.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
    const trouble = listenForTrouble(context);
    await subscribe(context, 'first@visitor.example');
    await subscribe(context, 'second@visitor.example');
    await subscribe(context, 'second@visitor.example');

    const page = await context.newPage();
    await enterStudio(page, product);
    await openConsent(page);
    await page.getByLabel('Exact words').fill(TOO_LITTLE);
    await translate(page);

    await page.getByRole('button', { name: 'Publish…' }).click();
    const stop = page.getByRole('button', {
      name: /The words do not say that the choice can be taken back. \(L-05\)/,
    });
    await stop.waitFor();
    assert.equal(
      await page.getByRole('button', { name: 'Publish version 2' }).getAttribute('aria-disabled'),
      'true',
    );

    await stop.click();
    await page.getByLabel('Exact words').fill(NEW_WORDS);
    await page.getByRole('button', { name: 'Translations', exact: true }).click();
    await page.getByLabel('news-email.text in German').fill(`${GERMAN} `);
    await page
      .getByLabel('news-email.text in Dutch')
      .fill('Stuur mij per e-mail nieuws over beurzen, hoogstens eens per week.');
    await page.getByRole('button', { name: 'Publish…' }).click();

    // Two people, one of them twice: two people.
    await page.getByText('2 people agreed to the old words.').waitFor();
    await page.getByLabel(/A change of meaning/).check();
    await page.getByLabel('Who approved the new words').fill('Jo Counsel');
    await page.getByLabel('What this version is for').fill('Weekly, about trade fairs');
    await page.getByRole('button', { name: 'Publish version 2' }).click();
    await page.getByText('Version 2 is published.').waitFor();

    const [publication] = product.query(
      "select * from form_publication where form = 'subscription' and version = 2",
    );
    assert.equal(publication?.['approved_by'], 'Jo Counsel');
    assert.equal(publication['published_by'], 'marta@smartxpo.example');
    assert.deepEqual(JSON.parse(String(publication['rewordings'])), { 'news-email': 'meaning' });

    const visitor = await context.newPage();
    await until(async () => {
      await visitor.goto(`${product.demoUrl}/newsletter.html`);
      await visitor.getByLabel('Email address').waitFor();
      return (await visitor.getByLabel(/about trade fairs, at most once a week/).count()) === 1;
    }, 'the new words on the visitor’s page');

    const proofs = product.query(
      `select distinct e.subject, w.words from consent_event e join wording w on w.hash = e.wording
       where e.type = 'grant' and e.consent = 'news-email'`,
    );
    assert.equal(proofs.length, 2);
    assert.ok(
      proofs.every(({ words }) => String(words).startsWith(OLD_WORDS)),
      'the old words, word for word',
    );
    assert.deepEqual(trouble, []);
    await context.close();
  });
});
