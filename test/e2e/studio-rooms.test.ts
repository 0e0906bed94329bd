/** Who may enter which room of the studio, with a passkey of a real browser; the look; the people. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { listenForTrouble } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { ADMIN, enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';

/** A key that a browser asks for, held by the browser itself. */
async function plugIn(page: Page): Promise<{ deny: () => Promise<void> }> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** The finger is not the one it knows. */
    deny: async () => {
      await debug.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    },
  };
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const room = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name });

describe('rooms of the studio, with passkeys', () => {
  const world = useJourney({ ADMIN_EMAIL: ADMIN });

  test('what visitors told opens to a passkey, and to nothing else', async () => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    const key = await plugIn(page);
    await enterStudio(page, world.product);

    await room(page, 'People').click();
    await heading(page, 'Make a passkey').waitFor();
    assert.equal(await page.getByText('Add somebody').count(), 0);
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await heading(page, 'People').waitFor();

    await page.getByRole('link', { name: ADMIN }).click();
    await page.getByText('last used').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();

    await enterStudio(page, world.product);
    await room(page, 'People').click();
    await heading(page, 'Show your passkey').waitFor();
    await page.getByRole('button', { name: 'Show passkey' }).click();
    await heading(page, 'People').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();

    await key.deny();
    await enterStudio(page, world.product);
    await room(page, 'People').click();
    await page.getByRole('button', { name: 'Show passkey' }).click();
    await page.getByRole('alert').filter({ hasText: 'No passkey was given' }).waitFor();
    await heading(page, 'Show your passkey').waitFor();
    assert.deepEqual(trouble, []);
    await context.close();
  });
});

describe('rooms of the studio', () => {
  const world = useJourney(STUDIO_SETTINGS);
  const enter = async (
    email?: string,
  ): Promise<{ context: BrowserContext; page: Page; trouble: string[] }> => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const trouble = listenForTrouble(context);
    const page = await context.newPage();
    await enterStudio(page, world.product, email);
    return { context, page, trouble };
  };

  test('a colour that cannot be read is not published; one that can is what visitors see next', async () => {
    const { context, page, trouble } = await enter();
    await room(page, 'Look').click();
    const accent = page.getByLabel('Accent, Light', { exact: true });
    const publish = page.getByRole('button', { name: 'Publish the look' });
    await accent.fill('#ffcccc');
    await page.getByText('Too little contrast').waitFor();
    assert.ok(await publish.isDisabled());
    await accent.fill('#7a1f5c');
    await page.getByText('Too little contrast').waitFor({ state: 'detached' });
    await publish.click();
    await page.getByText('Published. Visitors see it').first().waitFor();

    const response = await fetch(`${world.product.backendUrl}/v1/sites/smartxpo/config`);
    const { theme } = (await response.json()) as { theme: unknown };
    assert.deepEqual(theme, { accent: { light: '#7a1f5c', dark: '#8fc1ff' } });
    assert.deepEqual(trouble, []);
    await context.close();
  });

  test('of two who choose a look, the second is told, and keeps what was chosen', async () => {
    const [one, two] = [await enter(), await enter()];
    for (const { page } of [one, two]) {
      await room(page, 'Look').click();
      await page.getByLabel('Corners').waitFor();
    }
    await one.page.getByLabel('Corners').fill('1rem');
    await one.page.getByRole('button', { name: 'Publish the look' }).click();
    await one.page.getByText('Published. Visitors see it').first().waitFor();
    await two.page.getByLabel('Corners').fill('0.5rem');
    await two.page.getByRole('button', { name: 'Publish the look' }).click();
    await two.page.getByRole('alert').filter({ hasText: 'Somebody else has saved' }).waitFor();
    assert.equal(await two.page.getByLabel('Corners').inputValue(), '0.5rem');
    await two.page.getByRole('button', { name: 'Back to what is published' }).click();
    await two.page.waitForFunction(
      () =>
        document
          .querySelector('sx-studio')
          ?.shadowRoot?.querySelector('input#look-radius')
          ?.matches('input') === true,
    );
    await one.context.close();
    await two.context.close();
  });

  test('somebody new comes in by their role alone, and what was done is on record', async () => {
    const { context, page, trouble } = await enter();
    await room(page, 'People').click();
    await heading(page, 'People').waitFor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Give a name.').first().waitFor();
    await page.getByLabel('Name').fill('Sam');
    await page.getByLabel('Email address').fill(ADMIN);
    await page.getByRole('checkbox', { name: /^Support/ }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Somebody with this address works here already.').first().waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'Sam');
    await page.getByLabel('Email address').fill('sam@smartxpo.example');
    await page.getByRole('button', { name: 'Add', exact: true }).dblclick();
    await page.getByText('sam@smartxpo.example').waitFor();
    assert.equal(await page.getByText('works here already').count(), 0, 'the second click did nothing');

    const sam = await enter('sam@smartxpo.example');
    assert.equal(await room(sam.page, 'People').count(), 0);
    await sam.page.goto(`${world.product.backendUrl}/studio/smartxpo#/people`);
    await heading(sam.page, 'Forms').waitFor();
    await room(sam.page, 'Look').click();
    await sam.page.getByLabel('Corners').waitFor();
    assert.equal(await sam.page.getByRole('button', { name: 'Publish the look' }).count(), 0);
    await sam.context.close();

    await page
      .getByRole('listitem')
      .filter({ hasText: 'sam@smartxpo.example' })
      .getByText('Remove')
      .first()
      .click();
    await page.getByRole('button', { name: 'Remove Sam' }).click();
    await page.getByText('sam@smartxpo.example').waitFor({ state: 'detached' });
    await page.getByLabel(`Remove ${ADMIN}`).click();
    await page.getByRole('button', { name: `Remove ${ADMIN}` }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody has to be left' }).waitFor();

    await page.getByRole('link', { name: 'Record of what was done' }).click();
    await page.getByRole('cell', { name: 'removed somebody' }).waitFor();
    await page.getByRole('button', { name: 'Check the whole record' }).click();
    await page.getByText('entries are as they were written').first().waitFor();
    assert.deepEqual(trouble, []);
    await context.close();
  });
});
