/** A device that fails in a way of the test's choice, until it is mended. */
import { databaseName, OBJECT_STORE } from '../../src/client/device-database.ts';

const steps: (() => void)[] = [];

/** Everything works again as the browser has it. */
export function mend(): void {
  for (const step of steps.splice(0).toReversed()) step();
}

/** Puts `property` in the place of what `owner` has there. */
export function replace(owner: object, name: PropertyKey, property: PropertyDescriptor): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...property });
  steps.push(() => {
    if (own === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, own);
  });
}

/** IndexedDB answers every attempt to open with this error. */
export function openFails(name: string): void {
  replace(IDBFactory.prototype, 'open', {
    value: () => {
      throw new DOMException('the test forbids it', name);
    },
  });
}

/** Attempts to open come to nothing and to no error either. */
export function openNeverSettles(): void {
  replace(IDBFactory.prototype, 'open', { value: () => new EventTarget() });
}

/** Timers of just so many ms end at once: nobody waits for what the browser takes its time for. */
export function hurry(limit: number): void {
  const usual = globalThis.setTimeout;
  replace(globalThis, 'setTimeout', {
    value: (work: () => void, ms = 0) => usual(work, ms === limit ? 20 : ms),
  });
}

type Begin = IDBDatabase['transaction'];

/** What the next `times` transactions that write meet. */
function breakWrites(fault: (transaction: IDBTransaction) => void, times = Infinity): void {
  const begin = IDBDatabase.prototype.transaction;
  let left = times;
  const broken = function (this: IDBDatabase, ...call: Parameters<Begin>): IDBTransaction {
    const transaction = begin.apply(this, call);
    if (call[1] === 'readwrite' && left > 0) {
      left -= 1;
      fault(transaction);
    }
    return transaction;
  };
  replace(IDBDatabase.prototype, 'transaction', { value: broken });
}

function giveError(transaction: IDBTransaction, name: string): void {
  Object.defineProperty(transaction, 'error', { value: new DOMException('the test wants it so', name) });
}

/** Each put succeeds; then the transaction it belongs to aborts. */
function abortAfterPut(transaction: IDBTransaction, name: string): void {
  const store = transaction.objectStore(OBJECT_STORE);
  const put = store.put.bind(store);
  Object.defineProperty(transaction, 'objectStore', { value: () => store });
  Object.defineProperty(store, 'put', {
    value: (value: unknown, key: IDBValidKey) => {
      // Whoever puts something commits at once; the browser would have found out only then.
      Object.defineProperty(transaction, 'commit', { configurable: true, value: () => undefined });
      const request = put(value, key);
      request.addEventListener('success', () => {
        if (transaction.error !== null) return;
        giveError(transaction, name);
        transaction.abort();
      });
      return request;
    },
  });
}

/** Puts succeed, then there is no room after all. What only deletes gets through. */
export function noRoom(name = 'QuotaExceededError'): void {
  breakWrites((transaction) => abortAfterPut(transaction, name));
}

/** Writes abort on their way, and the browser does not say why. */
export function abortsWithoutReason(times?: number): void {
  breakWrites((transaction) => {
    let isOver = false;
    const store = transaction.objectStore(OBJECT_STORE);
    Object.defineProperty(transaction, 'commit', { value: () => undefined });
    Object.defineProperty(transaction, 'error', { value: null });
    transaction.addEventListener('abort', () => (isOver = true));
    const look = store.get('meta:act');
    look.addEventListener('success', () => {
      if (!isOver) transaction.abort();
    });
  }, times);
}

/** The connection is gone when somebody wants to use it. */
export function losesConnection(times?: number): void {
  const begin = IDBDatabase.prototype.transaction;
  let left = times ?? Infinity;
  const broken = function (this: IDBDatabase, ...call: Parameters<Begin>): IDBTransaction {
    if (left > 0) this.close();
    left -= 1;
    return begin.apply(this, call);
  };
  replace(IDBDatabase.prototype, 'transaction', { value: broken });
}

/** Writes are kept, and said not to be. */
export function commitUnknown(name: string, times?: number): void {
  breakWrites((transaction) => {
    transaction.addEventListener('complete', (event) => {
      event.stopImmediatePropagation();
      giveError(transaction, name);
      transaction.dispatchEvent(new Event('abort'));
    });
  }, times);
}

/** Writes are kept, and nobody hears of it. */
export function writesNeverSettle(times?: number): void {
  breakWrites((transaction) => {
    transaction.addEventListener('complete', (event) => event.stopImmediatePropagation());
  }, times);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('Expected a reason, got none'));
  });
}

/** A connection without any manners: it lets go of the database when it is told to, and not before. */
export function hold(device: string, version?: number): Promise<IDBDatabase> {
  return done(indexedDB.open(databaseName(device), version));
}

/** The browser is asked to delete it, and tells those who hold it; resolves when they have been told. */
export async function beginDeleting(
  device: string,
  held: IDBDatabase,
): Promise<{ deleted: Promise<unknown> }> {
  const told = new Promise((resolve) => {
    held.onversionchange = resolve;
  });
  const deleted = deleteDevice(device);
  await told;
  return { deleted };
}

export function deleteDevice(device: string): Promise<unknown> {
  return done(indexedDB.deleteDatabase(databaseName(device)));
}

/** Everything on the device, by key, as it stands there. */
export async function contents(device: string): Promise<Map<string, unknown>> {
  const database = await hold(device);
  const store = database.transaction(OBJECT_STORE).objectStore(OBJECT_STORE);
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  database.close();
  return new Map(keys.map((key, index) => [key as string, values[index] as unknown]));
}

/** Puts these in the place of what stands under their keys. */
export async function overwrite(device: string, entries: Iterable<[string, unknown]>): Promise<void> {
  const database = await hold(device);
  const transaction = database.transaction(OBJECT_STORE, 'readwrite');
  const kept = new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  for (const [key, value] of entries) transaction.objectStore(OBJECT_STORE).put(value, key);
  await kept;
  database.close();
}

/** Puts the device back to how it was. */
export async function restore(device: string, before: ReadonlyMap<string, unknown>): Promise<void> {
  const database = await hold(device);
  const transaction = database.transaction(OBJECT_STORE, 'readwrite');
  const kept = new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  transaction.objectStore(OBJECT_STORE).clear();
  for (const [key, value] of before) transaction.objectStore(OBJECT_STORE).put(value, key);
  await kept;
  database.close();
}
