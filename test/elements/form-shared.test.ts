import { expect } from '@open-wc/testing';
import { databaseName } from '../../src/client/device-database.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';
import { keepingDrafts, publish } from '../helpers/elements-forms.ts';
import { freshSite } from '../helpers/elements-operations.ts';

/** Whether the browser would ask before this page is left. */
function asksBeforeLeaving(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

describe('<sx-form> on a shared device', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const isOnDevice = async (): Promise<boolean> =>
    (await indexedDB.databases()).some(({ name }) => name === databaseName(world.site));
  const share = async (form: FormPanel): Promise<void> => {
    form.find<HTMLInputElement>('#shared-device').click();
    await until(() => world.client.isShared, 'Expected a shared device');
  };

  it('offers to keep nothing, quietly and unticked', async () => {
    const form = await openForm();
    expect(form.find<HTMLInputElement>('#shared-device').checked).to.equal(false);
    await expect(form.element).to.be.accessible();
    expect(await isOnDevice()).to.equal(false);
  });

  it('keeps nothing on the device, from the press of the button to the receipt', async () => {
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@visitor.example');
    await share(form);
    form.send();
    await form.shows('Not sent yet. Nothing is kept on this shared device');
    expect(await isOnDevice()).to.equal(false);
    expect(asksBeforeLeaving()).to.equal(true);
    world.backend.offline = false;
    await world.client.sync.drain({ now: true });
    await form.shows('Nothing of it is kept on this device. Note the reference');
    expect(await isOnDevice()).to.equal(false);
    expect(asksBeforeLeaving()).to.equal(false);
    await expect(form.element).to.be.accessible();
    world.reload();
    expect(await world.client.receipts.list()).to.deep.equal([]);
  });

  it('takes away what was kept of the form before, and does not offer to keep it', async () => {
    publish(world, keepingDrafts());
    const form = await openForm();
    form.type('name', 'Ada');
    form.find<HTMLInputElement>('#keep-draft').click();
    await form.shows('Saved on this device.');
    await share(form);
    await until(
      async () => (await world.client.drafts.read('subscription')) === undefined,
      'Expected no draft',
    );
    expect(form.has('#keep-draft')).to.equal(false);
    form.find<HTMLInputElement>('#shared-device').click();
    await until(() => form.has('#keep-draft'), 'Expected the offer again');
    expect(world.client.isShared).to.equal(false);
  });

  it('says so in German', async () => {
    await setLocale('de');
    const form = await openForm();
    await form.shows('Dieses Gerät nutzen mehrere Personen: nichts darauf speichern');
  });
});

describe('<sx-form> where the site says that the device is shared', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld({ sharedDevice: true });
  });
  afterEach(() => world.end());

  it('says so in place of a choice', async () => {
    const form = await openForm();
    await form.shows('This is a shared device: nothing is kept on it.');
    expect(form.has('#shared-device')).to.equal(false);
    form.type('email', 'ada@visitor.example');
    form.send();
    await form.shows('Your reference:');
    expect(await world.client.outbox.receipts()).to.have.lengthOf(1);
    world.reload();
    expect(await world.client.outbox.receipts()).to.deep.equal([]);
  });
});

describe('<sx-form> that has waited for long', () => {
  let world: World;
  let storage: DeviceStorage;
  beforeEach(() => {
    storage = createDeviceStorage(freshSite());
    world = createWorld({ storage });
  });
  afterEach(() => world.end());

  it('says since when, and what comes of it if it cannot be sent', async () => {
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@visitor.example');
    form.send();
    await form.shows('Not sent yet.');
    const [[key, entry]] = (await storage.list('outbox:')) as [[string, { savedAt: number }]];
    await storage.write((transaction) => {
      transaction.put({ ...entry, savedAt: entry.savedAt - 2 * 3_600_000 }, key);
      return Promise.resolve();
    });
    world.backend.offline = false;
    world.backend.refusal = { code: 'unavailable', errors: [] };
    world.reload();
    const again = await openForm();
    await again.shows('Waiting since:');
    await again.shows('If it cannot be sent, it is deleted and you are told here:');
  });

  it('says when the device does not let go of it, and keeps showing it', async () => {
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@visitor.example');
    form.send();
    await form.shows('Not sent yet.');
    const { write } = storage;
    storage.write = () => Promise.reject(new DOMException('', 'NotReadableError'));
    form.button('Discard').click();
    await form.shows('It could not be discarded. Try again.');
    await form.shows('Not sent yet.');
    storage.write = write;
    form.button('Discard').click();
    await until(() => form.has('form'), 'Expected the empty form');
    expect(await world.client.outbox.list()).to.deep.equal([]);
  });
});
