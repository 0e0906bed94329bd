import { expect } from '@open-wc/testing';
import {
  databaseName,
  DeviceStorageError,
  openDatabase,
  storageError,
} from '../../src/client/device-database.ts';
import { answer, createDeviceStorage } from '../../src/client/device-storage.ts';
import { freshSite } from '../helpers/elements-operations.ts';

describe('device storage', () => {
  it('asks for strict durability and resolves when the transaction is complete', async () => {
    const site = freshSite();
    const storage = createDeviceStorage(site);
    const asked: unknown[] = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function spy(
      this: IDBDatabase,
      ...call: Parameters<typeof transaction>
    ) {
      asked.push(call[2]?.durability);
      return transaction.apply(this, call);
    };
    try {
      await storage.write((store) => answer(store.put('value', 'meta:device')));
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    expect(asked).to.deep.equal(['strict']);
    expect(await createDeviceStorage(site).get('meta:device')).to.equal('value');
  });

  it('rejects when the transaction aborts after its requests succeeded', async () => {
    const storage = createDeviceStorage(freshSite());
    const error = await storage
      .write(async (store) => {
        await answer(store.put('value', 'outbox:1'));
        store.transaction.abort();
      })
      .catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(DeviceStorageError);
    expect(await storage.get('outbox:1')).to.equal(undefined);
  });

  it('keeps everything of a transaction or nothing', async () => {
    const storage = createDeviceStorage(freshSite());
    const failed = await storage
      .write(async (store) => {
        await answer(store.put('first', 'outbox:1'));
        await answer(store.put(() => 'functions cannot be stored', 'outbox:2'));
      })
      .catch(() => 'failed');
    expect(failed).to.equal('failed');
    expect(await storage.list('outbox:')).to.deep.equal([]);
  });

  it('opens again when the connection was lost', async () => {
    const site = freshSite();
    const storage = createDeviceStorage(site);
    await storage.write((store) => answer(store.put(1, 'meta:act')));
    // Another page asks for the database; ours lets go, so that nobody waits for this page.
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseName(site));
      request.onsuccess = () => {
        resolve();
      };
      request.onblocked = () => {
        reject(new Error('the page held on to its connection'));
      };
    });
    await storage.write((store) => answer(store.put(2, 'meta:act')));
    expect(await storage.get('meta:act')).to.equal(2);
  });

  it('takes a wiped device for a first visit', async () => {
    const site = freshSite();
    expect(await openDatabase(databaseName(site), false, 1000)).to.equal(undefined);
    expect(await createDeviceStorage(site).list('')).to.deep.equal([]);
  });

  it('names the known reasons', () => {
    const named = (name: string): string => storageError(new DOMException('', name)).code;
    expect(named('QuotaExceededError')).to.equal('full');
    expect(named('SecurityError')).to.equal('unavailable');
    expect(named('UnknownError')).to.equal('lost');
    expect(named('DataCloneError')).to.equal('failed');
    expect(storageError(null).code).to.equal('lost');
  });

  it('gives up on an open request that never settles', async () => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
    try {
      const error = await openDatabase('never', true, 10).catch((cause: unknown) => cause);
      expect((error as DeviceStorageError).code).to.equal('timed-out');
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});
