/** Global Privacy Control in a form: boxes for passing data on, and no others (G-01, G-03, G-04). */
import { expect } from '@open-wc/testing';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { json } from '../helpers/elements-backend.ts';
import { definition, published, siteConfig } from '../helpers/elements-documents.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

const SAID = 'Your browser asks us not to pass your information on (Global Privacy Control).';

describe('<sx-form> and Global Privacy Control', () => {
  let world: World;
  let panel: Awaited<ReturnType<typeof openForm>>;
  beforeEach(() => {
    world = createWorld();
    const config = siteConfig(world.site);
    const [news] = config.purposes;
    if (news) config.purposes.push({ ...news, id: 'passing-on', objection: 'sharing' });
    world.backend.answers.set('/config', () => json(config));
    const form = published({
      ...definition,
      items: definition.items.map((item) =>
        'ask' in item && item.id === 'news' ? { ...item, ask: [...item.ask, 'partners'] } : item,
      ),
      consents: {
        ...definition.consents,
        partners: { kind: 'opt-in', purpose: 'passing-on', channel: 'email', text: 'Give my address to others.' }, // prettier-ignore
      },
    });
    world.backend.answers.set('/forms/subscription', () => json(form));
  });
  afterEach(async () => {
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    await world.end();
  });

  const say = (value: unknown): void => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true });
  };
  it('is explained at the box, which is empty, and at no other', async () => {
    say(true);
    panel = await openForm();
    expect(panel.text.split(SAID)).to.have.length(2);
    expect([panel.box('partners').checked, panel.box('news-email').checked]).to.deep.equal([false, false]);
    await panel.tick('news-email');
    expect(panel.box('news-email').checked).to.equal(true);
    expect(panel.has('[part=question]')).to.equal(false);
    await expect(panel.element).to.be.accessible();
  });

  it('asks before a tick against it counts, and takes either answer', async () => {
    say(true);
    panel = await openForm();
    await panel.tick('partners');
    await panel.shows('Tick it all the same?');
    expect(panel.box('partners').checked).to.equal(false);
    await expect(panel.element).to.be.accessible();
    panel.button('Leave it empty').click();
    await until(() => !panel.has('[part=question]'), 'Expected the question to go');
    expect([panel.box('partners').checked, panel.focused]).to.deep.equal([false, panel.box('partners')]);
    await panel.tick('partners');
    panel.button('Tick the box').click();
    await until(() => panel.box('partners').checked, 'Expected the tick');
    expect(panel.has('[part=question]')).to.equal(false);
    panel.box('partners').click();
    await panel.element.updateComplete;
    expect(panel.box('partners').checked).to.equal(false);
    await panel.tick('partners');
    await panel.shows('Tick it all the same?');
  });

  it('sends no tick that was not confirmed', async () => {
    say(true);
    panel = await openForm();
    panel.type('email', 'ada@example.org');
    await panel.tick('partners');
    panel.send();
    await until(() => world.backend.operations.length > 0, 'Expected a submission');
    const [operation] = world.backend.operations as Extract<Operation, { kind: 'submission' }>[];
    const sent = operation?.payload.consents.map(({ consent, ticked }) => [consent, ticked]);
    expect(sent).to.deep.include(['partners', false]);
  });

  for (const value of [undefined, false, 'true', 1]) {
    it(`is not set by ${String(value)}`, async () => {
      say(value);
      panel = await openForm();
      expect(panel.text).not.to.contain(SAID);
      await panel.tick('partners');
      expect(panel.box('partners').checked).to.equal(true);
    });
  }
});
