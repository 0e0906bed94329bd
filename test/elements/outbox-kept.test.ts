import { expect } from '@open-wc/testing';
import { setLocale } from '../../src/locales/localize.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import type { SxMyDataElement } from '../../src/elements/my-data/my-data.ts';
import { keepingDrafts, publish } from '../helpers/elements-forms.ts';
import { freshSite, operation } from '../helpers/elements-operations.ts';
import { createWorld, forbiddenStorage, openForm, openMyData, until } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';

function payload() {
  const made = operation();
  if (made.kind !== 'submission') throw new Error('Expected a submission');
  return made.payload;
}

/** The words of the device's part as soon as there is one. */
async function firstWords(): Promise<string> {
  const part = (): HTMLElement | null | undefined =>
    document.querySelector('sx-my-data')?.shadowRoot?.querySelector<HTMLElement>('[part=device]');
  await until(() => part() ?? false, 'Expected the part about this device');
  return part()?.innerText ?? '';
}

describe('<sx-my-data> on what is kept on this device', () => {
  let world: World;
  let storage: DeviceStorage;
  beforeEach(() => {
    storage = createDeviceStorage(freshSite());
    world = createWorld({ storage });
  });
  afterEach(() => world.end());

  const submit = (): Promise<{ id: string }> => world.client.submit(payload(), { lifetimeHours: 72 });
  const sent = async (): Promise<void> => {
    await submit();
    await until(async () => (await world.client.receipts.list()).length > 0, 'Expected a receipt');
  };
  const unsent = async (): Promise<void> => {
    world.backend.refusal = { code: 'unavailable', errors: [] };
    await submit();
  };
  const kinds = (panel: Panel<SxMyDataElement>): string[] =>
    panel.all('[part=kept] dt').map((term) => term.innerText);
  const untilKinds = (panel: Panel<SxMyDataElement>, wanted: string[]): Promise<void> =>
    until(() => kinds(panel).join() === wanted.join(), `Expected ${wanted.join()}`);
  const askToClear = async (panel: Panel<SxMyDataElement>): Promise<void> => {
    panel.button('Clear everything on this device').click();
    await until(() => panel.focused?.id === 'clear-question', 'Expected the focus on the question');
  };
  const press = async (panel: Panel<SxMyDataElement>): Promise<void> => {
    await askToClear(panel);
    panel.find('#clear-now').click();
  };

  it('lists every kind that is there, how many, why and for how long, and no other', async () => {
    await sent();
    await unsent();
    await submit();
    const draft = { form: 'subscription', version: 3, language: 'en', answers: { name: 'Ada' } };
    const { expiresAt } = await world.client.drafts.save(draft, 7);
    const panel = await openMyData();
    await untilKinds(panel, [
      'Not sent yet: 2',
      'Receipts: 1',
      'Forms you have begun: 1',
      'A number for this device, and a count of what was done here',
    ]);
    const times = panel.all('[part=kept] time').map((time) => time.getAttribute('datetime'));
    expect(times).to.include(new Date(expiresAt).toISOString());
    expect(times, 'the latest end of what waits').to.have.length(2);
    await expect(panel.element).to.be.accessible();
  });

  it('lists nothing, and offers to clear nothing, where nothing is kept', async () => {
    const panel = await openMyData();
    await panel.shows('Nothing of yours is kept on this device.');
    expect(panel.has('[part=kept]')).to.equal(false);
    expect(await storage.exists()).to.equal(false);
  });

  it('says nothing of this device before it has been read', async () => {
    await sent();
    const { list } = storage;
    const gate = Promise.withResolvers<undefined>();
    storage.list = async (prefix) => {
      await gate.promise;
      return list(prefix);
    };
    const opening = openMyData();
    const early = await firstWords();
    expect(early).to.contain('Your data is loading…').and.not.to.contain('Nothing of yours');
    gate.resolve(undefined);
    await untilKinds(await opening, [
      'Receipts: 1',
      'A number for this device, and a count of what was done here',
    ]);
  });

  it('asks once in place, says what would be given up, and takes a no', async () => {
    await unsent();
    await submit();
    const panel = await openMyData();
    await askToClear(panel);
    expect(panel.button('Give up 2 not sent and clear')).to.be.instanceOf(HTMLButtonElement);
    await expect(panel.element).to.be.accessible();
    panel.button('Keep everything').click();
    await until(() => panel.focused?.id === 'clear', 'Expected the focus where it was');
    expect(await world.client.outbox.list()).to.have.length(2);
  });

  it('clears everything and says so', async () => {
    await sent();
    await unsent();
    await world.client.drafts.save({ form: 'a', version: 1, language: 'en', answers: {} }, 1);
    const panel = await openMyData();
    await press(panel);
    await panel.shows('Cleared. Nothing of yours is kept on this device.');
    await panel.says('Cleared. Nothing of yours is kept on this device.');
    await until(() => panel.focused?.id === 'device', 'Expected the focus on the heading');
    expect(await storage.list('')).to.deep.equal([]);
    await expect(panel.element).to.be.accessible();
    const tried = world.backend.operations.length;
    world.backend.refusal = undefined;
    await world.client.sync.drain({ now: true });
    expect(world.backend.operations, 'what was given up is not sent').to.have.length(tried);
  });

  it('asks without a number where nothing would be given up', async () => {
    await sent();
    const panel = await openMyData();
    await askToClear(panel);
    expect(panel.find('#clear-now').innerText).to.equal('Clear');
  });

  it('says when the browser does not let go, and clears with the next press', async () => {
    await sent();
    const panel = await openMyData();
    const { clear } = storage;
    storage.clear = () => Promise.reject(new DOMException('', 'NotReadableError'));
    await press(panel);
    await panel.shows('This browser did not let go of it. Try again;');
    await panel.says('This browser did not let go of it.');
    expect(panel.text).not.to.contain('Cleared.');
    expect(await storage.list('receipts:')).to.have.length(1);
    await expect(panel.element).to.be.accessible();
    storage.clear = clear;
    panel.find('#clear-now').click();
    await panel.shows('Cleared. Nothing of yours is kept on this device.');
  });

  it('no longer says cleared once something is kept again', async () => {
    await sent();
    const panel = await openMyData();
    await press(panel);
    await panel.shows('Cleared.');
    await unsent();
    await untilKinds(panel, [
      'Not sent yet: 1',
      'A number for this device, and a count of what was done here',
    ]);
    expect(panel.find('[part=device]').innerText).not.to.contain('Cleared.');
  });

  it('follows when another part of the page, or another tab, clears the device', async () => {
    await sent();
    const panel = await openMyData();
    await askToClear(panel);
    await world.client.clearDevice();
    await panel.shows('Nothing of yours is kept on this device. Choices you make here');
    expect(panel.has('[part=clear]')).to.equal(false);
  });

  it('does not say that nothing is kept when it cannot be read', async () => {
    await sent();
    storage.list = () => Promise.reject(new DOMException('', 'NotReadableError'));
    const panel = await openMyData();
    await panel.shows('Not everything on this device can be read at the moment.');
    expect(panel.text).not.to.contain('Nothing of yours is kept');
    await expect(panel.element).to.be.accessible();
  });

  it('leaves no English in German', async () => {
    await sent();
    await unsent();
    await setLocale('de');
    const panel = await openMyData();
    await panel.shows('Was hier gespeichert ist und warum');
    panel.button('Alles auf diesem Gerät löschen').click();
    await panel.shows('Aufgeben und löschen (nicht gesendet: 1)');
    expect(panel.find('[part=kept]').innerText).not.to.match(
      /\b(Clear|Keep|Kept|the|sent|Receipts|device)\b/,
    );
  });
});

describe('<sx-form> when the device is cleared', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  it('is empty again where what it sent was given up', async () => {
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@visitor.example');
    form.send();
    await form.shows('Not sent yet.');
    await world.client.clearDevice();
    await until(() => form.has('form'), 'Expected the form');
    expect(form.value('email')).to.equal('');
    expect(form.has('[part=panel]')).to.equal(false);
  });

  it('keeps no more answers until the visitor asks for it again', async () => {
    publish(world, keepingDrafts());
    const form = await openForm();
    form.type('name', 'Ada');
    form.find<HTMLInputElement>('#keep-draft').click();
    await form.shows('Saved on this device.');
    await world.client.clearDevice();
    await until(() => !form.find<HTMLInputElement>('#keep-draft').checked, 'Expected an empty box');
    form.type('name', 'Ada Lovelace');
    await form.element.updateComplete;
    expect(form.text).not.to.contain('Saved on this device.');
    expect(await world.client.drafts.read('subscription')).to.equal(undefined);
  });
});

describe('<sx-my-data> where the browser stores nothing', () => {
  it('tells what this page alone holds', async () => {
    const world = createWorld({ storage: forbiddenStorage() });
    world.backend.refusal = { code: 'unavailable', errors: [] };
    const { id } = await world.client.submit(payload(), { lifetimeHours: 72 });
    const panel = await openMyData();
    await panel.shows('In this page only: 1');
    expect(panel.all('[part=kept] dt')).to.have.length(1);
    expect(panel.text).not.to.contain('A number for this device, and a count of what was done here');
    await world.client.outbox.discard(id);
    await world.end();
  });
});
