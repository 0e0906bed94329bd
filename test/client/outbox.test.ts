import { expect } from '@open-wc/testing';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { createOutbox } from '../../src/client/outbox.ts';
import { openChannel } from '../../src/client/outbox-channel.ts';
import type { Outbox, OutboxChange } from '../../src/client/outbox.ts';
import { createReceipts } from '../../src/client/receipts.ts';
import { draft, freshSite, newId, receiptFor } from '../helpers/elements-operations.ts';

const HOUR = 3_600_000;

describe('outbox', () => {
  let site: string;
  let storage: DeviceStorage;
  let clock: number;
  let outbox: Outbox;
  const open = (over: Partial<DeviceStorage> = {}): Outbox =>
    createOutbox({
      storage: { ...storage, ...over },
      openChannel: openChannel(site),
      now: () => clock,
      newId,
    });

  beforeEach(() => {
    site = freshSite();
    clock = Date.parse('2026-11-22T10:00:00Z');
    storage = createDeviceStorage(site);
    outbox = open();
  });
  afterEach(() => {
    storage.close();
  });

  const databases = async (): Promise<(string | undefined)[]> =>
    (await indexedDB.databases()).map(({ name }) => name);

  it('creates nothing on the device until something is saved', async () => {
    expect(await outbox.list()).to.deep.equal([]);
    expect(await outbox.expired()).to.deep.equal([]);
    expect(await createReceipts(outbox).list()).to.deep.equal([]);
    expect(await databases()).not.to.include(`smartxpo-consent/${site}`);
    await outbox.save(draft());
    expect(await databases()).to.include(`smartxpo-consent/${site}`);
  });

  it('numbers acts across lanes, in the order in which they were made', async () => {
    for (const kind of ['submission', 'withdrawal', 'submission'] as const) await outbox.save(draft(kind));
    const entries = await outbox.list();
    const order = entries.map(({ operation }) => [operation.kind, operation.device?.act]);
    expect(order).to.deep.equal([
      ['withdrawal', 2],
      ['submission', 1],
      ['submission', 3],
    ]);
    expect(new Set(entries.map(({ operation }) => operation.device?.number)).size).to.equal(1);
  });

  it('keeps files beside their operation until it is acknowledged, and reads lists without them', async () => {
    const bytes = new Uint8Array([0, 255, 7]).buffer;
    const { entry } = await outbox.save(draft(), new Map([['cv', bytes]]));
    const { id } = entry.operation;
    expect((await outbox.list())[0]?.files).to.deep.equal(['cv']);
    expect(JSON.stringify(await storage.list('outbox:'))).not.to.contain('255');
    const files = await open().filesOf(id);
    expect([...new Uint8Array(files.get('cv')!)]).to.deep.equal([0, 255, 7]);
    await outbox.confirm(id, receiptFor(entry.operation));
    expect((await outbox.filesOf(id)).size).to.equal(0);
    expect(await storage.list('outbox')).to.deep.equal([]);
  });

  for (const way of ['discard', 'expire'] as const) {
    it(`takes the files away with their operation: ${way}`, async () => {
      const files = new Map([['cv', new ArrayBuffer(8)]]);
      const { entry } = await outbox.save(draft('submission', { expiresAt: clock + HOUR }), files);
      if (way === 'discard') await outbox.discard(entry.operation.id);
      clock += 2 * HOUR;
      expect(await outbox.list()).to.deep.equal([]);
      expect(await storage.list('outbox-files:')).to.deep.equal([]);
    });
  }

  it('gives an anonymous answer no number of the device, and takes none for it', async () => {
    await outbox.save(draft('submission', { anonymous: true }));
    expect(await storage.list('meta:')).to.deep.equal([]);
    await outbox.save(draft());
    const devices = (await outbox.list()).map(({ operation }) => operation.device?.act);
    expect(devices).to.deep.equal([undefined, 1]);
  });

  it('keeps no receipt of an anonymous answer, however often its receipt comes', async () => {
    const anonymous = draft('submission', { anonymous: true });
    const { operation } = anonymous;
    operation.id = 'a6c78672-7453-43cf-883a-b640ab2e6b8f';
    await outbox.save(anonymous);
    await outbox.confirm(operation.id, receiptFor(operation));
    await outbox.list();
    await outbox.confirm(operation.id, receiptFor(operation));
    expect(await outbox.receipts()).to.deep.equal([]);
    expect(await storage.list('receipts:')).to.deep.equal([]);
  });

  it('gives no two acts the same number when many are saved at once, by several pages', async () => {
    const other = createOutbox({
      storage: createDeviceStorage(site),
      openChannel: openChannel(site),
      now: () => clock,
      newId,
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? outbox : other).save(draft())),
    );
    const acts = (await outbox.list()).map(({ operation }) => operation.device?.act);
    expect(acts).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('does not make a second act of a save that is tried again', async () => {
    const same = draft();
    const first = await outbox.save(same);
    const second = await outbox.save(same);
    expect(second.entry).to.deep.equal(first.entry);
    expect(await outbox.list()).to.have.lengthOf(1);
  });

  it('replaces an acknowledged operation by its receipt', async () => {
    const { entry } = await outbox.save(draft());
    const receipt = receiptFor(entry.operation);
    await outbox.confirm(entry.operation.id, receipt);
    expect(await outbox.list()).to.deep.equal([]);
    expect(await createReceipts(outbox).list()).to.deep.equal([receipt]);
    const left = JSON.stringify(await storage.list(''));
    expect(left).not.to.contain('canary@visitor.example');
  });

  it('keeps what was refused until the visitor discards it', async () => {
    const { entry } = await outbox.save(draft());
    const { id } = entry.operation;
    await outbox.refuse(id, 'validation', [{ pointer: '/x', code: 'required' }]);
    expect((await outbox.list())[0]?.refusal?.code).to.equal('validation');
    await outbox.discard(id);
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('turns a submission that could not be sent in time into a notice without content', async () => {
    const { entry } = await outbox.save(
      draft('submission', { savedAt: clock, expiresAt: clock + 72 * HOUR }),
    );
    clock += 72 * HOUR - 1;
    expect(await outbox.list()).to.have.lengthOf(1);
    clock += 1;
    expect(await outbox.list()).to.deep.equal([]);
    expect(await outbox.expired()).to.deep.equal([
      { id: entry.operation.id, form: 'subscription', savedAt: entry.savedAt },
    ]);
    expect(JSON.stringify(await storage.list(''))).not.to.contain('canary@visitor.example');
    await outbox.discard(entry.operation.id);
    expect(await outbox.expired()).to.deep.equal([]);
  });

  it('lets no withdrawal expire', async () => {
    await outbox.save(draft('withdrawal'));
    clock += 10_000 * HOUR;
    expect(await outbox.list()).to.have.lengthOf(1);
  });

  it('keeps in the page what the device would not take, and says so', async () => {
    const failing = open({ write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) });
    const { entry, keeping } = await failing.save(draft());
    expect(keeping).to.equal('page');
    expect(await failing.list()).to.deep.equal([entry]);
    await failing.refuse(entry.operation.id, 'validation', []);
    expect((await failing.list())[0]?.refusal?.code).to.equal('validation');
    await failing.confirm(entry.operation.id, receiptFor(entry.operation));
    expect(await failing.list()).to.deep.equal([]);
  });

  it('tells every page of the site what became of an operation', async () => {
    const other = createOutbox({
      storage: createDeviceStorage(site),
      openChannel: openChannel(site),
      now: () => clock,
      newId,
    });
    const { entry } = await outbox.save(draft());
    const heard = new Promise<OutboxChange>((resolve) => {
      other.subscribe((change) => {
        if (change.type === 'confirmed') resolve(change);
      });
    });
    await outbox.confirm(entry.operation.id, receiptFor(entry.operation));
    expect(await heard).to.include({ id: entry.operation.id });
  });
});
