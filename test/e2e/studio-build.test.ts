/** The employment form, built from a blank one: by keyboard only, and again by single clicks only; then published. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { listenForTrouble } from '../helpers/browser.ts';
import { useJourney } from '../helpers/journey.ts';
import { keyboardHands, pointerHands } from '../helpers/studio-hands.ts';
import type { Hands } from '../helpers/studio-hands.ts';
import { enterStudio, STUDIO_SETTINGS } from '../helpers/studio.ts';

const OPT_IN =
  'Keep my application and email me when another job fits it. The sender is SmartXpo Solutions Limited. I can stop this at any time under “My data”.';

async function build(hands: Hands): Promise<void> {
  await hands.select(/^Form\b/);
  await hands.type('Title', 'Apply for a job with us');
  await hands.choose('What the answers are used for', 'Job applications');
  await hands.choose('Kind of form', 'Job application');

  await hands.add('New page');
  await hands.type('Title of the page', 'About you');
  await hands.add('Name');
  await hands.tick('Must be answered');
  await hands.type('Why it is needed', 'We need to know whose application this is.');
  await hands.select(/^Email address/);
  await hands.tick('Must be answered');
  await hands.add('Phone number');

  await hands.add('New page');
  await hands.type('Title of the page', 'Your application');
  await hands.add('Drop-down list');
  await hands.type('Label', 'Which job?');
  await hands.choose('Kind of data', 'application');
  await hands.type('Answer 1', 'Exhibition designer');
  await hands.type('Answer 2', 'Something else');
  await hands.add('Short text');
  await hands.type('Label', 'What would you like to do with us?');
  await hands.choose('Kind of data', 'application');
  await hands.press('Show only when…');
  await hands.choose('Question', 'Which job?');
  await hands.choose('Test', 'is');
  await hands.choose('Answer', 'Something else');
  await hands.add('CV as a file');
  await hands.tick('Must be answered');
  await hands.type('Why it is needed', 'We decide about your application with it.');
  await hands.add('Message');
  await hands.type('Label', 'Why this job?');

  await hands.add('New page');
  await hands.type('Title of the page', 'Before you send');
  await hands.add('Marketing by choice');
  await hands.choose('For which purpose', 'Other jobs');
  await hands.type('Exact words', OPT_IN);
  await hands.add('Confirmation');
  await hands.type('Exact words', 'What I state in this application is true and complete.');
  await hands.select(/^Button/);
  await hands.type('Words on the button', 'Send application');
}

interface Built {
  items: Record<string, unknown>[];
  consents: Record<string, Record<string, unknown>>;
}

function checkBuilt({ items, consents }: Built): void {
  assert.deepEqual(
    items.map((item) => item['label'] ?? item['step'] ?? item['use'] ?? item['ask']),
    [
      'About you', 'name', 'email', 'phone', 'Your application', 'Which job?', 'What would you like to do with us?', 'cv',
      'Why this job?', 'Before you send', ['opt-in', 'acknowledge'], ['privacy-notice'],
    ], // prettier-ignore
  );
  const question = items.find(({ label }) => label === 'What would you like to do with us?');
  assert.deepEqual(question?.['showIf'], { field: 'select', is: 'option-2' });
  const optIn = Object.values(consents).find(({ kind }) => kind === 'opt-in');
  assert.deepEqual(
    {
      purpose: optIn?.['purpose'],
      channel: optIn?.['channel'],
      needs: optIn?.['needs'],
      text: optIn?.['text'],
    },
    { purpose: 'talent-pool', channel: 'email', needs: 'email', text: OPT_IN },
  );
}

describe('building a form in the studio', () => {
  const world = useJourney(STUDIO_SETTINGS);

  const draftOf = (form: string): Built => {
    const [row] = world.product.query(`select source from form_draft where form = '${form}'`);
    return JSON.parse(String(row?.['source'])) as Built;
  };
  const begin = async (page: Page): Promise<string> => {
    await enterStudio(page, world.product);
    const button = page.getByRole('button', { name: /^Start blank/ });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tree').waitFor();
    return /#\/forms\/(.+)$/.exec(page.url())?.[1] ?? '';
  };

  for (const [how, handsOn] of [
    ['keyboard', keyboardHands],
    ['single clicks', pointerHands],
  ] as const) {
    test(`by ${how} only`, async () => {
      const context = await world.browser.newContext({
        locale: 'en-GB',
        viewport: { width: 1280, height: 800 },
      });
      const trouble = listenForTrouble(context);
      const page = await context.newPage();
      const form = await begin(page);
      await build(handsOn(page));

      await handsOn(page).press('Publish…');
      await page.getByText('No rule objected. That does not make a text lawful.').waitFor();
      checkBuilt(draftOf(form));
      await handsOn(page).press('Publish version 1');
      await page.getByText('Version 1 is published.').waitFor();
      const published = await fetch(`${world.product.backendUrl}/v1/sites/smartxpo/forms/${form}`);
      assert.equal(published.status, 200);
      assert.deepEqual(trouble, []);
      await context.close();
    });
  }
});
