/**
 * Opens a site's database on the device. Reading never creates it: a page load writes nothing
 * (P-01), so a database that is absent is reported as absent.
 */

/** The one object store; its keys are listed in kept.ts. */
export const OBJECT_STORE = 'entries';

/** Followed by the id of a policy: which of its versions was seen. */
export const POLICY_SEEN = 'policySeen:';

export function databaseName(site: string): string {
  return `smartxpo-consent/${site}`;
}

/**
 * 'lost': the connection died under us (WebKit 197050); opening again may heal it. 'newer': a later
 * version of this script has brought the database to a form that this one cannot read.
 */
export type DeviceStorageCode =
  'unavailable' | 'blocked' | 'timed-out' | 'full' | 'lost' | 'newer' | 'failed';

/** Storage on this device did not do what was asked; `code` says which of the known reasons it was. */
export class DeviceStorageError extends Error {
  readonly code: DeviceStorageCode;

  constructor(code: DeviceStorageCode, cause?: unknown) {
    super(`device storage: ${code}`, { cause });
    this.name = 'DeviceStorageError';
    this.code = code;
  }
}

/** Which of the known reasons a DOMException stands for. */
export function storageError(cause: unknown): DeviceStorageError {
  if (cause instanceof DeviceStorageError) return cause;
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError') return new DeviceStorageError('full', cause);
  if (name === 'VersionError') return new DeviceStorageError('newer', cause);
  if (name === 'SecurityError') return new DeviceStorageError('unavailable', cause);
  // Some engines reject an aborted transaction with no reason at all.
  const isLost = cause === null || LOST.includes(name);
  return new DeviceStorageError(isLost ? 'lost' : 'failed', cause);
}

const LOST = ['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'];

/** Reading the property itself throws where storage is forbidden (sandboxed iframe, blocked cookies). */
function factory(): IDBFactory {
  try {
    if (globalThis.indexedDB as IDBFactory | undefined) return globalThis.indexedDB;
  } catch (cause) {
    throw new DeviceStorageError('unavailable', cause);
  }
  throw new DeviceStorageError('unavailable');
}

/**
 * False only when the browser knows that there is no such database. Asked first, because an attempt
 * to open leaves an empty database of version 0 behind in WebKit, even if its upgrade is aborted.
 */
async function mayExist(name: string): Promise<boolean> {
  const { indexedDB } = globalThis as { indexedDB?: Partial<IDBFactory> };
  const all = await indexedDB?.databases?.();
  return all === undefined || all.some((database) => database.name === name && database.version !== 0);
}

/**
 * The open database, or undefined when it does not exist and `create` is false. An open request
 * that never settles (seen in Safari) or stays blocked ends with an error after `timeout` ms.
 */
export function openDatabase(
  name: string,
  create: boolean,
  timeout: number,
): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new DeviceStorageError('timed-out'));
    }, timeout);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      finish();
    };
    let absent = false;
    const open = (): void => {
      let request: IDBOpenDBRequest;
      try {
        request = factory().open(name, 1);
      } catch (cause) {
        settle(() => {
          reject(storageError(cause));
        });
        return;
      }
      request.onupgradeneeded = () => {
        if (create) {
          request.result.createObjectStore(OBJECT_STORE);
          return;
        }
        absent = true;
        request.transaction?.abort();
      };
      request.onblocked = () => {
        settle(() => {
          reject(new DeviceStorageError('blocked'));
        });
      };
      request.onerror = () => {
        settle(() => {
          if (absent) resolve(undefined);
          else reject(storageError(request.error));
        });
      };
      request.onsuccess = () => {
        // Nobody waits any more; an open connection would only be in the way of others.
        if (isLate) request.result.close();
        settle(() => {
          resolve(request.result);
        });
      };
    };
    if (create) {
      open();
      return;
    }
    // A browser that cannot say gets the question by opening.
    mayExist(name).then(
      (exists) => {
        if (exists) open();
        else settle(() => resolve(undefined));
      },
      () => open(),
    );
  });
}

const PATIENCE = 5000;

/** Whether this device holds an entry whose key starts with `prefix`; asking creates no database. */
export async function holdsKeys(site: string, prefix: string): Promise<boolean> {
  try {
    const database = await openDatabase(databaseName(site), false, PATIENCE);
    if (database === undefined) return false;
    // U+FFFF follows every character, so the range holds every key that starts with the prefix.
    const range = IDBKeyRange.bound(prefix, `${prefix}\uFFFF`);
    const request = database.transaction(OBJECT_STORE).objectStore(OBJECT_STORE).getKey(range);
    const holds = await new Promise<boolean>((resolve) => {
      request.onerror = () => {
        resolve(false);
      };
      request.onsuccess = () => {
        resolve(request.result !== undefined);
      };
    });
    database.close();
    return holds;
  } catch {
    // Storage is forbidden here, so nothing of ours is in it.
    return false;
  }
}
