/** What visitors sent, as staff find, read and export it, each role its part; what came by letter is entered. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { listenForTrouble } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { violations } from '../helpers/axe.ts';
import { ADMIN, enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';

const VISITOR = 'grace@visitor.example';
const room = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name });

describe('records in the studio', () => {
  const world = useJourney(STUDIO_SETTINGS);
  const enter = async (
    email = ADMIN,
  ): Promise<{ context: BrowserContext; page: Page; trouble: string[] }> => {
    const context = await world.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    await enterStudio(page, world.product, email);
    return { context, page, trouble };
  };

  test('a submission is found by its whole address, read in full, and exported; marketing sees no message', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const visitor = await context.newPage();
    await visitor.goto(`${world.product.demoUrl}/newsletter.html`);
    await visitor.getByLabel('Email address').fill(VISITOR);
    await visitor.getByRole('checkbox', { name: /^Email me/ }).check();
    await visitor.waitForLoadState('networkidle');
    await visitor.getByRole('button', { name: 'Send my choices' }).click();
    await visitor.getByText('Your reference:').waitFor();
    await context.close();

    const { page, trouble, ...admin } = await enter();
    await room(page, 'Submissions').click();
    await page.getByRole('cell', { name: VISITOR }).waitFor();
    await page.getByLabel('Email address').fill('grace');
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByText('This does not fit', { exact: false })
      .or(page.getByText('Nothing was found'))
      .first()
      .waitFor();
    await page.getByLabel('Email address').fill(VISITOR.toUpperCase());
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('cell', { name: VISITOR }).waitFor();
    assert.ok(!page.url().includes('visitor'), 'no address of a person in the address of the page');
    assert.deepEqual(await violations(page), []);

    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText('Choose the form that is to be exported.').waitFor();
    await page.getByLabel('Form', { exact: true }).selectOption('subscription');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^subscription-\d{4}-\d\d-\d\d\.csv$/);
    assert.ok((await readFile(await download.path(), 'utf8')).includes(VISITOR));

    await page.getByRole('row').filter({ hasText: VISITOR }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Permitted now' }).waitFor();
    await page.getByText('waits for confirmation').waitFor();
    await page.getByText(/^Email me/).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), []);
    }
    await page.getByRole('link', { name: 'Submissions' }).last().click();
    await page.getByRole('cell', { name: VISITOR }).waitFor();

    await room(page, 'People').click();
    await page.getByLabel('Name').fill('Mo');
    await page.getByLabel('Email address').fill('mo@smartxpo.example');
    await page.getByRole('checkbox', { name: /^Accounts/ }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('mo@smartxpo.example').waitFor();
    assert.deepEqual(trouble, []);
    await admin.context.close();

    const mo = await enter('mo@smartxpo.example');
    assert.equal(await room(mo.page, 'Correspondence').count(), 0);
    await room(mo.page, 'Submissions').click();
    await mo.page.getByRole('row').filter({ hasText: VISITOR }).getByRole('link').click();
    await mo.page.getByRole('heading', { name: 'Answers' }).waitFor();
    assert.equal(await mo.page.getByRole('heading', { name: 'Permitted now' }).count(), 0);
    await mo.context.close();
  });

  test('a letter is entered once with the day on which it came; what was typed stays where it is refused', async () => {
    const { context, page, trouble } = await enter();
    await room(page, 'Correspondence').click();
    await page.getByText('Nothing has been entered.').waitFor();
    await page.getByText('Enter a letter, mail, call or visit').click();
    await page.getByLabel('How it came').selectOption('post');
    await page.getByLabel('What it is').selectOption('erasure');
    await page.getByLabel('Name').fill('Edda Post');
    await page.getByLabel('Email address').fill('edda(at)post.example');
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.getByText('Say on which day it came.').waitFor();
    await page.getByLabel('Day on which it came').fill('2026-11-02');
    await page.getByLabel('What was said or written').fill('Please forget me.\nKind regards');
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.getByText('This is no email address.').waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'Edda Post');
    assert.deepEqual(await violations(page), []);

    await page.getByLabel('Email address').fill('edda@post.example');
    // It arrives; its answer does not.
    const lost = async (route: Route): Promise<void> => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/v1/staff/correspondence', lost, { times: 1 });
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await page.getByRole('button', { name: 'Enter', exact: true }).dblclick();
    await page.getByText('edda@post.example').waitFor();
    assert.equal(await page.getByText('Please forget me.').count(), 1);
    assert.equal(world.product.query('select operation from correspondence').length, 1);
    assert.equal(await page.getByLabel('Name').inputValue(), '');

    await page.getByLabel('Show').selectOption('complaint');
    await page.getByText('Nothing has been entered.').waitFor();
    await page.getByLabel('Show').selectOption('erasure');
    await page.getByText('Please forget me.').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), []);
    }
    assert.deepEqual(trouble, []);
    await context.close();
  });
});
