/** What `<sx-policy>` says of this device comes from the keys that stand there (P-14). */
import { expect } from '@open-wc/testing';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import { createWorld, forbiddenStorage, openForm, openPolicy, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

type Policy = Awaited<ReturnType<typeof openPolicy>>;

describe('what is stored on this device, in <sx-policy>', () => {
  let world: World;
  afterEach(() => world.end());

  const opened = async (on?: Policy): Promise<Policy> => {
    const policy = on ?? (await openPolicy());
    policy.find('.stored summary').click();
    await policy.until('.stored [aria-busy=false]');
    policy.find('.stored').scrollIntoView();
    return policy;
  };
  const put = async (...keys: string[]): Promise<void> => {
    const storage = createDeviceStorage(world.site);
    await storage.write((transaction) => {
      for (const key of keys) transaction.put({}, key);
      return Promise.resolve();
    });
    storage.close();
  };

  it('is nothing on a first visit, and asking stores nothing', async () => {
    world = createWorld();
    const policy = await opened();
    await policy.shows('Nothing of yours is kept on this device.');
    const databases = await indexedDB.databases();
    expect(databases.filter(({ name }) => name?.includes(world.site))).to.deep.equal([]);
    await expect(policy.element).to.be.accessible();
  });

  it('names every key, with its reason and its end, and leads to the panel', async () => {
    world = createWorld();
    await put('receipts:1', 'receipts:2', 'outbox:damaged', 'outbox-files:1:cv', 'outbox-expired:1');
    await put('drafts:subscription', 'policySeen:privacy', 'meta:device', 'meta:act', 'meta:sender');
    await put('meta:later', 'plans:1');
    const policy = await opened();
    const lines = policy.all('.stored dt').map((line) => line.textContent.trim());
    expect(lines).to.deep.equal([
      'Files not sent yet: 1',
      'Not readable: 1',
      'Not sent in time: 1',
      'Receipts: 2',
      'Forms you have begun: 1',
      'The version of the policy that you saw last',
      'A number for this device, and a count of what was done here',
      'A mark that this site is sending',
      'Of another version of this page: 2',
    ]);
    for (const about of policy.all('.stored dd')) expect(about.textContent.trim()).not.to.equal('');
    const link = policy.find<HTMLAnchorElement>('.stored a');
    expect(link.getAttribute('href')).to.contain('/my-data');
    await expect(policy.element).to.be.accessible();
  });

  it('follows what is saved and sent while it is open', async () => {
    world = createWorld();
    const policy = await opened();
    await policy.shows('Nothing of yours is kept on this device.');
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@visitor.example');
    form.send();
    await policy.shows('Not sent yet: 1');
    world.backend.offline = false;
    await world.client.sync.drain({ now: true });
    await policy.shows('Receipts: 1');
    expect(policy.text).not.to.contain('Not sent yet');
    await world.client.clearDevice();
    await policy.shows('Nothing of yours is kept on this device.');
  });

  it('is nothing where the browser keeps nothing, and what this page alone holds', async () => {
    world = createWorld({ storage: forbiddenStorage() });
    const closed = await openPolicy();
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@visitor.example');
    form.send();
    await until(() => world.client.outbox.heldInPage() === 1, 'Expected it in the page');
    const policy = await opened(closed);
    await policy.shows('In this page only: 1');
    world.backend.offline = false;
    await world.client.sync.drain({ now: true });
    await policy.shows('Nothing of yours is kept on this device.');
  });

  it('says that the device cannot be read now, and never that it is empty', async () => {
    const broken = (): Promise<never> => Promise.reject(new DOMException('', 'UnknownError'));
    world = createWorld({ storage: { ...forbiddenStorage(), keys: broken, list: broken } });
    const policy = await opened();
    await policy.shows('Not everything on this device can be read at the moment.');
    expect(policy.text).not.to.contain('Nothing of yours');
  });
});
