/**
 * What may stand on the device, through idb-keyval over a store of our own: writes ask for strict
 * durability and resolve when the transaction is complete, not when a request succeeded; a lost
 * connection is opened again. The only file that imports idb-keyval.
 */
import { clear, del, get, keys } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import {
  databaseName,
  DeviceStorageError,
  OBJECT_STORE,
  openDatabase,
  storageError,
} from './device-database.ts';
import { after, within } from './timers.ts';

const OPEN_TIMEOUT = 5000;
/** One that takes longer may never settle (seen in Safari); whether it was kept is not known then. */
const TRANSACTION_TIMEOUT = 10_000;
/** A connection can be lost at any time (WebKit 197050); a few attempts heal it, more hide a fault. */
const ATTEMPTS = 3;

/** Requests of one readwrite transaction; everything in `work` commits together or not at all. */
export type Transaction = IDBObjectStore;

export interface DeviceStorage {
  get(key: string): Promise<unknown>;
  /** All entries whose key starts with `prefix`. */
  list(prefix: string): Promise<[string, unknown][]>;
  /** All keys, without what stands under them. */
  keys(): Promise<string[]>;
  delete(key: string): Promise<void>;
  /** Whether there is a database at all; asking makes none. */
  exists(): Promise<boolean>;
  clear(): Promise<void>;
  /** Runs `work` in one strict transaction and resolves when that is on the disk. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): void;
}

/** All keys that start with `prefix`; U+FFFF follows every character. */
export function keysWith(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uFFFF`);
}

/** The answer of one request inside a transaction. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(storageError(request.error));
    };
  });
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    // Listeners, because idb-keyval sets the `on…` properties of the same transaction.
    transaction.addEventListener('complete', () => {
      resolve();
    });
    transaction.addEventListener('abort', () => {
      reject(storageError(transaction.error ?? new DOMException('aborted', 'AbortError')));
    });
  });
}

/** The storage of one site on this device; nothing is opened or created before it is used. */
export function createDeviceStorage(site: string): DeviceStorage {
  const name = databaseName(site);
  let connection: Promise<IDBDatabase | undefined> | undefined;

  const forget = (): void => {
    connection = undefined;
  };
  const close = (): void => {
    const open = connection;
    forget();
    open?.then((database) => database?.close(), forget);
  };
  const connect = async (create: boolean): Promise<IDBDatabase | undefined> => {
    const pending = (connection ??= openDatabase(name, create, OPEN_TIMEOUT).then((database) => {
      // A newer script or "clear site data" must not wait for this page.
      if (database) {
        database.onversionchange = () => {
          database.close();
          forget();
        };
        database.onclose = forget;
      }
      return database;
    }));
    const forgetPending = (): void => {
      if (connection === pending) forget();
    };
    try {
      const database = await pending;
      if (database !== undefined) return database;
    } catch (cause) {
      forgetPending();
      throw cause;
    }
    // Asked without creating; whoever has to create asks again.
    forgetPending();
    return create ? connect(true) : undefined;
  };

  const useStore: UseStore = async (mode, work) => {
    for (let attempt = 1; ; attempt += 1) {
      const database = await connect(true);
      if (database === undefined) throw new DeviceStorageError('lost');
      try {
        const late = (): Error => new DeviceStorageError('timed-out');
        return await within(after, TRANSACTION_TIMEOUT, runTransaction(database, mode, work), late);
      } catch (cause) {
        const error = storageError(cause);
        if (error.code === 'lost' || error.code === 'timed-out') close();
        if (error.code !== 'lost' || attempt === ATTEMPTS) throw error;
      }
    }
  };
  const isPresent = async (): Promise<boolean> => (await connect(false)) !== undefined;

  return {
    get: async (key) => ((await isPresent()) ? get<unknown>(key, useStore) : undefined),
    list: async (prefix) => {
      if (!(await isPresent())) return [];
      return useStore('readonly', async (store) => {
        // Both are asked for at once: a transaction that waits for nothing ends.
        const [keys, values] = await Promise.all([
          answer(store.getAllKeys(keysWith(prefix))),
          answer(store.getAll(keysWith(prefix))),
        ]);
        return keys.map((key, index) => [key as string, values[index] as unknown]);
      });
    },
    keys: async () => ((await isPresent()) ? keys<string>(useStore) : []),
    delete: async (key) => {
      if (await isPresent()) await del(key, useStore);
    },
    clear: async () => {
      if (await isPresent()) await clear(useStore);
    },
    exists: isPresent,
    write: (work) => useStore('readwrite', work),
    close,
  };
}

/** All of `work` is kept or nothing; resolves when it is on the disk. */
async function runTransaction<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: Transaction) => T | PromiseLike<T>,
): Promise<T> {
  const transaction = database.transaction(OBJECT_STORE, mode, { durability: 'strict' });
  const done = completion(transaction);
  let result: T;
  try {
    result = await work(transaction.objectStore(OBJECT_STORE));
  } catch (cause) {
    // The steps before the one that failed go with it; what failed first is the reason that counts.
    finish(() => {
      transaction.abort();
    });
    await done.catch(() => undefined);
    throw cause;
  }
  // Without an explicit commit a write begun while the page goes away is lost.
  if (mode === 'readwrite') {
    finish(() => {
      transaction.commit();
    });
  }
  await done;
  return result;
}

/** idb-keyval's own writes await the transaction, so it may be over already. */
function finish(step: () => void): void {
  try {
    step();
  } catch (cause) {
    if (!(cause instanceof DOMException && cause.name === 'InvalidStateError')) throw cause;
  }
}
