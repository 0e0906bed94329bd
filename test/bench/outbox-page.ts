/**
 * Runs in the page: saves through the outbox, and puts the same record in plain strict transactions.
 * Each way has a database of its own that holds as many waiting entries; what it saved is removed
 * outside the measured time, so that the number of waiting entries stays.
 */
import { databaseName, OBJECT_STORE, openDatabase } from '../../src/client/device-database.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import { createOutbox } from '../../src/client/outbox.ts';
import { openChannel } from '../../src/client/outbox-channel.ts';
import { ENTRY_VERSION } from '../../src/client/outbox-entry.ts';
import type { OutboxEntry } from '../../src/client/outbox-entry.ts';
import { draft, freshSite, newId } from '../helpers/elements-operations.ts';
import { race, seededRandom } from './measure.ts';
import type { Samples } from './measure.ts';

const ROUNDS = 150;
const WARM_UP = 15;
const OPEN_TIMEOUT = 5000;

export async function raceSaves(
  waiting: number,
): Promise<Samples<'save' | 'onePut' | 'twoPuts' | 'threeGetsTwoPuts'>> {
  const site = freshSite();
  const storage = createDeviceStorage(site);
  const outbox = createOutbox({ storage, now: Date.now, newId, openChannel: openChannel(site) });
  // The first save makes the database and the device number; it is removed again.
  for (let count = 0; count <= waiting; count += 1) await outbox.save(draft());
  const [first] = await outbox.list();
  if (first !== undefined) await outbox.discard(first.operation.id);
  const held = await storage.list('');

  const save = async (): Promise<number> => {
    const fresh = draft();
    const began = performance.now();
    const { keeping } = await outbox.save(fresh);
    const taken = performance.now() - began;
    if (keeping !== 'device')
      throw new Error(`Expected the operation on the device, got it in the ${keeping}`);
    await outbox.discard(fresh.operation.id);
    return taken;
  };
  const samples = await race(
    {
      save,
      onePut: await plain(held, (store, { key, entry }) => {
        store.put(entry, key);
      }),
      twoPuts: await plain(held, putTwo),
      threeGetsTwoPuts: await plain(held, (store, saved) => {
        for (const key of [saved.key, 'meta:device', 'meta:act']) store.get(key);
        putTwo(store, saved);
      }),
    },
    { rounds: ROUNDS, warmUp: WARM_UP, random: seededRandom(waiting + 1) },
  );
  if ((await outbox.list()).length !== waiting) throw new Error('Expected the waiting entries to stay');
  return samples;
}

interface Saved {
  key: string;
  entry: OutboxEntry;
}

function putTwo(store: IDBObjectStore, { key, entry }: Saved): void {
  store.put(entry.act, 'meta:act');
  store.put(entry, key);
}

/** A transaction without anything around it, in a database that holds the same. */
async function plain(
  held: [string, unknown][],
  work: (store: IDBObjectStore, saved: Saved) => void,
): Promise<() => Promise<number>> {
  const database = await openDatabase(databaseName(freshSite()), true, OPEN_TIMEOUT);
  if (database === undefined) throw new Error('Expected a new database, got none');
  const strictly = (steps: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(OBJECT_STORE, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('Expected the transaction to complete, it was aborted'));
      };
      steps(transaction.objectStore(OBJECT_STORE));
      transaction.commit();
    });
  await strictly((store) => {
    for (const [key, value] of held) store.put(value, key);
  });
  const device = newId();
  let act = held.length;
  return async () => {
    const { operation, savedAt } = draft();
    act += 1;
    const key = `outbox:${operation.id}`;
    const entry: OutboxEntry = {
      v: ENTRY_VERSION,
      operation: { ...operation, device: { number: device, act } },
      savedAt,
      act,
      attempts: 0,
      nextAttemptAt: 0,
    };
    const began = performance.now();
    await strictly((store) => {
      work(store, { key, entry });
    });
    const taken = performance.now() - began;
    await strictly((store) => {
      store.delete(key);
    });
    return taken;
  };
}
