import { expect } from '@open-wc/testing';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { createOutbox } from '../../src/client/outbox.ts';
import type { Outbox, OutboxChange } from '../../src/client/outbox.ts';
import { openChannel } from '../../src/client/outbox-channel.ts';
import { draft, freshSite, newId, receiptFor } from '../helpers/elements-operations.ts';

const HOUR = 3_600_000;

/** What the device does with writes: it takes them, refuses them, or takes them and says it did not. */
type Mood = 'well' | 'full' | 'torn' | 'unknown';

/** IndexedDB of the browser, with a device around it that has moods. */
function moody(storage: DeviceStorage): DeviceStorage & { mood: Mood } {
  const device = {
    ...storage,
    mood: 'well' as Mood,
    write: async <T>(work: Parameters<typeof storage.write<T>>[0]): Promise<T> => {
      if (device.mood === 'torn') throw new DOMException('', 'NotReadableError');
      const result = await storage.write<T>(async (transaction) => {
        let puts = 0;
        const put = transaction.put.bind(transaction);
        transaction.put = (...call) => {
          puts += 1;
          return put(...call);
        };
        const done = await work(transaction);
        if (device.mood === 'full' && puts > 0) throw new DOMException('', 'QuotaExceededError');
        return done;
      });
      if (device.mood === 'unknown') throw new DOMException('', 'NotReadableError');
      return result;
    },
  };
  return device;
}

describe('outbox in trouble', () => {
  let site: string;
  let storage: DeviceStorage;
  let device: ReturnType<typeof moody>;
  let clock: number;
  let outbox: Outbox;
  let heard: OutboxChange[];
  const open = (over: DeviceStorage = device): Outbox =>
    createOutbox({ storage: over, now: () => clock, newId, openChannel: openChannel(site) });

  beforeEach(() => {
    site = freshSite();
    clock = Date.parse('2026-11-22T10:00:00Z');
    storage = createDeviceStorage(site);
    device = moody(storage);
    outbox = open();
    heard = [];
    outbox.subscribe((change) => heard.push(change));
  });
  afterEach(() => {
    storage.close();
  });

  it('holds in the page what the device refuses, says why, and moves it once the device takes it', async () => {
    device.mood = 'full';
    const { entry, keeping } = await outbox.save(draft(), new Map([['cv', new ArrayBuffer(3)]]));
    expect([keeping, entry.pageReason]).to.deep.equal(['page', 'full']);
    await outbox.settle();
    expect((await outbox.list())[0]?.pageReason).to.equal('full');
    device.mood = 'well';
    await outbox.settle();
    const [moved] = await open().list();
    expect(moved?.operation).to.deep.equal(entry.operation);
    expect(moved).not.to.have.property('pageReason');
    expect((await open().filesOf(entry.operation.id)).get('cv')?.byteLength).to.equal(3);
    expect(heard.at(-1)).to.deep.equal({ type: 'saved', id: entry.operation.id });
  });

  it('does not make a second act of one that was kept although the device said no', async () => {
    device.mood = 'unknown';
    const { entry, keeping } = await outbox.save(draft());
    expect(keeping).to.equal('page');
    expect(await outbox.list()).to.have.lengthOf(1);
    device.mood = 'well';
    await outbox.settle();
    const [kept] = await open().list();
    expect(kept?.operation).to.deep.equal(entry.operation);
    const next = await outbox.save(draft());
    expect(next.entry.act).to.equal(entry.act + 1);
  });

  it('gives two acts at once two places, also when the device refuses the first', async () => {
    device.mood = 'full';
    const first = outbox.save(draft());
    const second = outbox.save(draft());
    const acts = [(await first).entry.act, (await second).entry.act];
    device.mood = 'well';
    acts.push((await outbox.save(draft())).entry.act);
    expect(new Set(acts).size).to.equal(3);
  });

  it('lets go of what is acknowledged although there is no room for the receipt', async () => {
    const { entry } = await outbox.save(draft());
    const { id } = entry.operation;
    device.mood = 'full';
    await outbox.confirm(id, receiptFor(entry.operation));
    expect(await storage.list('outbox:')).to.deep.equal([]);
    expect((await outbox.receipts()).map((receipt) => receipt.id)).to.deep.equal([id]);
  });

  it('does not leave a permission as given where there is no room for its withdrawal', async () => {
    const { entry: grant } = await outbox.save(draft());
    await outbox.confirm(grant.operation.id, receiptFor(grant.operation));
    const { entry: end } = await outbox.save(draft('withdrawal'));
    const receipt = receiptFor(end.operation);
    const withdrawal = {
      purpose: 'direct-marketing',
      channel: 'email' as const,
      grants: [grant.operation.id],
      whole: false,
    };
    device.mood = 'full';
    await outbox.confirm(end.operation.id, { ...receipt, statement: { ...receipt.statement, withdrawal } });
    expect(await storage.list('receipts:')).to.deep.equal([]);
  });

  it('does not send again in this page what is acknowledged, while the device does not let go of it', async () => {
    const { entry } = await outbox.save(draft());
    const { id } = entry.operation;
    device.mood = 'torn';
    await outbox.confirm(id, receiptFor(entry.operation));
    expect(heard.at(-1)?.type).to.equal('confirmed');
    expect(await outbox.list()).to.deep.equal([]);
    expect(await outbox.find(id)).to.equal(undefined);
    device.mood = 'well';
    await outbox.settle();
    expect(await storage.list('outbox:')).to.deep.equal([]);
    expect(await storage.list('receipts:')).to.have.lengthOf(1);
  });

  it('rejects when the device does not let go of what the visitor gives up, and keeps it', async () => {
    const { entry } = await outbox.save(draft());
    device.mood = 'torn';
    const said = await outbox.discard(entry.operation.id).catch(() => 'rejected');
    expect(said).to.equal('rejected');
    expect(await outbox.list()).to.have.lengthOf(1);
  });

  it('keeps nothing on a shared device, not even a receipt', async () => {
    outbox.keepInPage(true);
    const { entry, keeping } = await outbox.save(draft());
    expect([keeping, entry.pageReason]).to.deep.equal(['page', 'shared']);
    await outbox.settle();
    await outbox.confirm(entry.operation.id, receiptFor(entry.operation));
    expect(await outbox.receipts()).to.have.lengthOf(1);
    expect(await storage.exists()).to.equal(false);
    expect(await open().receipts()).to.deep.equal([]);
  });

  it('clears everything, and an answer that comes later leaves nothing behind', async () => {
    const { entry } = await outbox.save(draft());
    const other = open();
    const told = new Promise<void>((resolve) => {
      other.subscribe(({ type }) => {
        if (type === 'cleared') resolve();
      });
    });
    await outbox.list();
    await other.list();
    await outbox.clear();
    await told;
    for (const each of [outbox, other]) await each.confirm(entry.operation.id, receiptFor(entry.operation));
    expect(await storage.list('')).to.deep.equal([]);
    expect(await outbox.receipts()).to.deep.equal([]);
  });

  it('leaves alone what it cannot read, names it, and lists the others', async () => {
    const { entry } = await outbox.save(draft());
    const damaged = [
      undefined,
      null,
      7,
      'text',
      {},
      { v: 1 },
      { ...entry, operation: { id: 1 } },
      { ...entry, act: 'x' },
    ];
    await storage.write((transaction) => {
      damaged.forEach((value, index) => transaction.put(value, `outbox:damaged-${String(index)}`));
      transaction.put({ v: 2, sealed: true }, 'outbox:newer');
      return Promise.resolve();
    });
    expect((await outbox.list()).map(({ operation }) => operation.id)).to.deep.equal([entry.operation.id]);
    const unreadable = await outbox.unreadable();
    expect(unreadable.filter(({ why }) => why === 'damaged')).to.have.lengthOf(damaged.length);
    expect(unreadable.filter(({ why }) => why === 'newer')).to.deep.equal([{ id: 'newer', why: 'newer' }]);
    await outbox.confirm(entry.operation.id, receiptFor(entry.operation));
    await outbox.refuse('newer', 'validation', []);
    expect(await storage.list('outbox:')).to.have.lengthOf(damaged.length + 1);
    await outbox.discard('damaged-3');
    expect(await outbox.unreadable()).to.have.lengthOf(damaged.length);
  });

  it('carries along what a newer script added to an entry', async () => {
    const { entry } = await outbox.save(draft());
    const key = `outbox:${entry.operation.id}`;
    await storage.write((transaction) => {
      transaction.put({ ...entry, addedLater: 'kept' }, key);
      return Promise.resolve();
    });
    await outbox.postpone(entry.operation.id, {
      attempts: 1,
      triedAt: clock,
      nextAttemptAt: clock,
      notBefore: 0,
    });
    expect(await storage.get(key)).to.include({ addedLater: 'kept', attempts: 1 });
  });

  it('says in the page what has run out there', async () => {
    device.mood = 'full';
    const { entry } = await outbox.save(draft('submission', { expiresAt: clock + HOUR }));
    clock += 2 * HOUR;
    expect(await outbox.list()).to.deep.equal([]);
    const [notice] = await outbox.expired();
    expect(notice).to.include({ id: entry.operation.id, form: 'subscription' });
    await outbox.discard(entry.operation.id);
    expect(await outbox.expired()).to.deep.equal([]);
  });
});
