/** What goes wrong while somebody builds a form: nothing they wrote is lost, and nothing is called saved that is not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';

describe('mishaps in the studio', () => {
  const world = useJourney(STUDIO_SETTINGS);

  /** One mail is enough for all of them: who asks for many is refused. */
  let session: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;
  const enter = async (): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await world.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
      ...(session === undefined ? {} : { storageState: session }),
    });
    const page = await context.newPage();
    if (session === undefined) await enterStudio(page, world.product);
    session ??= await context.storageState();
    return { context, page };
  };
  /** A draft of the contact form, its question in hand. */
  const begin = async (page: Page): Promise<void> => {
    await page.goto(`${world.product.backendUrl}/studio/smartxpo#/forms/contact`);
    await page.getByRole('tree').waitFor();
    const create = page.getByRole('button', { name: 'Create draft' });
    if ((await create.count()) > 0) await create.click();
    await name(page).click();
    await label(page).waitFor();
  };
  /** Whatever it is called by now. */
  const name = (page: Page) => page.locator('li[data-key="item:name"]');
  const label = (page: Page) => page.getByLabel('Label', { exact: true });
  const editor = (page: Page) => page.getByLabel('The form as JSON');
  const draft = (): string => {
    const [row] = world.product.query("select source from form_draft where form = 'contact'");
    const source = row?.['source'];
    return typeof source === 'string' ? source : '';
  };
  const saved = (words: string) => until(() => draft().includes(words), `“${words}” in the draft`);

  test('broken JSON leaves the preview as it was, and the text as it is typed', async () => {
    const { context, page } = await enter();
    await begin(page);
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await editor(page).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('oops ');
    await page.getByText('The JSON has a mistake. Nothing of your text is changed').waitFor();
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await page.getByText('This is the last version that had none.').waitFor();
    await page.locator('sx-form-preview').getByText('Your name').first().waitFor();
    assert.ok(await page.getByRole('button', { name: 'Add /' }).isDisabled());
    await saved('oops {');

    await page.reload();
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await page.getByText('oops {').waitFor();
    await editor(page).click();
    await page.keyboard.press('Control+Home');
    for (let letter = 0; letter < 5; letter += 1) await page.keyboard.press('Delete');
    await page.getByText('The JSON has a mistake').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await name(page).click();
    await label(page).fill('Mended');
    await saved('Mended');
    await context.close();
  });

  test('what is pasted into words from a page with styles is words', async () => {
    const { context, page } = await enter();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await begin(page);
    await label(page).fill('');
    await page.evaluate(async () => {
      const kinds = { 'text/html': '<b style="color:red">Bold words</b>', 'text/plain': 'Bold words' };
      const item = new ClipboardItem(
        Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })])),
      );
      await navigator.clipboard.write([item]);
    });
    await label(page).press('Control+v');
    assert.equal(await label(page).inputValue(), 'Bold words');
    await page.locator('sx-form-preview').getByText('Bold words').waitFor();
    await saved('Bold words');
    assert.ok(!draft().includes('<b'));
    await context.close();
  });

  test('a session that ends takes no work with it', async () => {
    const { context, page } = await enter();
    await begin(page);
    await context.clearCookies();
    await label(page).fill('Written while signed out');
    await page.getByText('Not saved yet: signed out. Kept on this device.').waitFor();
    await page.getByText('You are signed out. Your work is kept on this device.').waitFor();
    assert.equal(await label(page).inputValue(), 'Written while signed out');
    assert.ok(!draft().includes('Written while signed out'));

    const other = await context.newPage();
    await enterStudio(other, world.product);
    await other.close();
    await page.getByRole('button', { name: 'I have signed in in another tab' }).click();
    await saved('Written while signed out');
    await page.getByText(/^Saved \d/).waitFor();
    assert.equal(await label(page).inputValue(), 'Written while signed out');
    await context.close();
  });

  test('without a network edits wait on the device, through a reload too, and arrive', async () => {
    const { context, page } = await enter();
    await begin(page);
    await context.setOffline(true);
    await label(page).fill('Written in a tunnel');
    await page.getByText('Not saved yet: no connection. Kept on this device.').waitFor();
    await context.setOffline(false);
    await page.route('**/draft', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await page.reload();
    await page.getByRole('treeitem', { name: /^Written in a tunnel/ }).waitFor();
    await page.getByText('Not saved yet: no connection. Kept on this device.').waitFor();
    assert.ok(!draft().includes('Written in a tunnel'));
    await page.unroute('**/draft');
    await name(page).click();
    await label(page).fill('Written in a tunnel, sent');
    await saved('Written in a tunnel, sent');
    await context.close();
  });

  test('of two who change one form, the second sees what differs, and decides', async () => {
    const [one, two] = [await enter(), await enter()];
    await begin(one.page);
    await begin(two.page);
    await label(one.page).fill('First at it');
    await saved('First at it');
    await label(two.page).fill('Second at it');
    const conflict = two.page.getByRole('alert').filter({ hasText: 'has changed this form meanwhile' });
    await conflict.waitFor();
    await two.page.getByText('Not saved: somebody else has changed the form.').waitFor();
    assert.ok(!draft().includes('Second at it'));
    await conflict.getByText('First').first().waitFor();
    await conflict.getByRole('button', { name: 'Keep mine' }).click();
    await saved('Second at it');
    await conflict.waitFor({ state: 'detached' });
    await one.context.close();
    await two.context.close();
  });
});
