/** A device: its storage with the faults that browsers have, its locks, and what its tabs tell each other. */
import type { DeviceStorage, Transaction } from '../../src/client/device-storage.ts';
import type { OpenChannel } from '../../src/client/outbox-channel.ts';
import type { Random } from './random.ts';
import type { Tab } from './tab.ts';
import type { VirtualTime } from './time.ts';

/**
 * What the storage does at the moment. 'unknown': it commits and says that it failed. 'torn': as
 * often as not, a write is lost with an error.
 */
export type StorageMood = 'well' | 'full' | 'torn' | 'unknown' | 'unavailable';

export type Contents = Map<string, unknown>;

const GONE = Symbol('gone');

export const NEWER_KEY = 'outbox:newer';
export const NEWER_ENTRY = Object.freeze({ v: 2, kept: 'in a way that is not known yet' });

interface KeyRange {
  lower: string;
  upper: string;
}

/** Node has no key ranges; the product makes them for prefixes. */
export function provideKeyRanges(): void {
  const bound = (lower: string, upper: string): KeyRange => ({ lower, upper });
  if (!('IDBKeyRange' in globalThis)) Object.assign(globalThis, { IDBKeyRange: { bound } });
}

export class Device {
  readonly name: string;
  /** Undefined: there is no database. */
  contents: Contents | undefined;
  mood: StorageMood = 'well';
  /** How far the device's clock is off, ms. */
  clockOffset = 0;
  readonly tabs = new Set<Tab>();
  /** A newer script has saved something here. */
  hasNewer = false;
  readonly #time: VirtualTime;
  readonly #random: Random;
  #line: Promise<unknown> = Promise.resolve();
  readonly #channels = new Map<Tab, (change: never) => void>();
  readonly locks: DeviceLocks;

  constructor(name: string, time: VirtualTime, random: Random) {
    this.name = name;
    this.#time = time;
    this.#random = random;
    this.locks = new DeviceLocks();
  }

  get now(): number {
    return this.#time.now + this.clockOffset;
  }

  snapshot(): Promise<Contents | undefined> {
    return Promise.resolve(this.contents && new Map(this.contents));
  }

  /** An earlier state of the profile is put back. */
  restore(snapshot: Contents | undefined): Promise<void> {
    this.contents = snapshot && new Map(snapshot);
    return Promise.resolve();
  }

  wipe(): Promise<void> {
    this.contents = undefined;
    return Promise.resolve();
  }

  /** Everything the device holds, as text. */
  text(): Promise<string> {
    return Promise.resolve(JSON.stringify([...(this.contents ?? [])]));
  }

  /** Nothing of it is needed any more. */
  end(): Promise<void> {
    return Promise.resolve();
  }

  /** A newer script, in a tab of its own, saves something that this one cannot read. */
  saveNewer(): void {
    if (this.contents === undefined) return;
    this.contents.set(NEWER_KEY, NEWER_ENTRY);
    this.hasNewer = true;
  }

  openStorage(tab: Tab): DeviceStorage {
    const entriesOf = (prefix: string): [string, unknown][] =>
      [...(this.contents ?? [])]
        .filter(([key]) => key.startsWith(prefix))
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const read = <T>(look: () => T): Promise<T> =>
      this.#inLine(tab, () => {
        if (this.mood === 'unavailable') throw new DOMException('', 'SecurityError');
        return Promise.resolve(look());
      });
    const storage: DeviceStorage = {
      get: (key) => read(() => this.contents?.get(key)),
      list: (prefix) => read(() => entriesOf(prefix)),
      keys: () => read(() => [...(this.contents?.keys() ?? [])]),
      exists: () => read(() => this.contents !== undefined),
      delete: async (key) => {
        if (await storage.exists()) {
          await storage.write((transaction) => {
            transaction.delete(key);
            return Promise.resolve();
          });
        }
      },
      clear: () =>
        read(() => {
          this.contents = undefined;
        }),
      write: (work) => this.#inLine(tab, () => this.#write(tab, work)),
      close: () => undefined,
    };
    return storage;
  }

  /** Transactions of one database come one after the other. */
  #inLine<T>(tab: Tab, work: () => Promise<T>): Promise<T> {
    const run = this.#line.then(() => (tab.isAlive ? work() : Promise.reject(new Error('the page is gone'))));
    this.#line = run.catch(() => undefined);
    return tab.hearing(run);
  }

  async #write<T>(tab: Tab, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.mood === 'unavailable') throw new DOMException('', 'SecurityError');
    const changes = new Map<string, unknown>();
    const result = await work(transactionOver(() => this.contents, changes) as unknown as Transaction);
    await this.#pass(this.#random.between(0, 8));
    // A transaction whose page has died may have been committed or not.
    if (!tab.isAlive && this.#random.chance(0.5)) return result;
    const isGrowing = [...changes.values()].some((value) => value !== GONE);
    if (this.mood === 'full' && isGrowing) throw new DOMException('', 'QuotaExceededError');
    if (this.mood === 'torn' && this.#random.chance(0.5)) throw new DOMException('', 'AbortError');
    this.contents ??= new Map();
    for (const [key, value] of changes) {
      if (value === GONE) this.contents.delete(key);
      else this.contents.set(key, value);
    }
    if (this.mood === 'unknown' && this.#random.chance(0.7)) throw new DOMException('', 'UnknownError');
    return result;
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#time.after(ms, resolve);
    });
  }

  openChannel(tab: Tab): OpenChannel {
    return (hear) => {
      this.#channels.set(tab, hear);
      return {
        tell: (change) => {
          for (const [other, listener] of this.#channels) {
            if (other === tab || !other.isAlive) continue;
            this.#time.after(this.#random.between(0, 5), () => other.hear(() => listener(change as never)));
          }
        },
      };
    };
  }

  /** A tab has closed or died. */
  lose(tab: Tab): void {
    this.tabs.delete(tab);
    this.#channels.delete(tab);
    this.locks.lose(tab);
  }
}

/** Kept once and given out as it is; whoever changed it would fail. */
function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** An object store as far as the product uses one; requests are answered as promises settle. */
function transactionOver(contents: () => Contents | undefined, changes: Map<string, unknown>) {
  const keysIn = ({ lower, upper }: KeyRange): string[] =>
    [...new Set([...(contents()?.keys() ?? []), ...changes.keys()])].filter(
      (key) => key >= lower && key <= upper,
    );
  return {
    get(key: string) {
      const changed = changes.get(key);
      const value = changes.has(key) ? (changed === GONE ? undefined : changed) : contents()?.get(key);
      const request: { result: unknown; onsuccess?: () => void } = { result: value };
      queueMicrotask(() => request.onsuccess?.());
      return request;
    },
    put(value: unknown, key: string) {
      changes.set(key, frozen(structuredClone(value)));
    },
    delete(key: string | KeyRange) {
      for (const each of typeof key === 'string' ? [key] : keysIn(key)) changes.set(each, GONE);
    },
  };
}

interface Waiting {
  tab: Tab;
  grant: () => void;
}

/** Web Locks as browsers have them: a frozen tab keeps its lock, and a thief leaves its victim running. */
class DeviceLocks {
  #holder: { tab: Tab; stolen: (reason: unknown) => void } | undefined;
  #queue: Waiting[] = [];

  forTab(tab: Tab): Pick<LockManager, 'request'> {
    const request = (
      name: string,
      options: LockOptions,
      work: (lock: Lock | null) => Promise<void>,
    ): Promise<void> =>
      new Promise((resolve, reject) => {
        const grant = (): void => {
          this.#holder = { tab, stolen: reject };
          const mine = this.#holder;
          tab.hear(() => {
            work({ name, mode: 'exclusive' })
              .then(resolve, reject)
              .finally(() => {
                if (this.#holder === mine) this.#next();
              });
          });
        };
        if (options.steal === true) {
          this.#holder?.stolen(new DOMException('', 'AbortError'));
          grant();
          return;
        }
        if (options.ifAvailable === true && this.#holder !== undefined) {
          tab.hear(() => void work(null).then(resolve, reject));
          return;
        }
        const waiting = { tab, grant };
        options.signal?.addEventListener('abort', () => {
          if (!this.#queue.includes(waiting)) return;
          this.#queue = this.#queue.filter((other) => other !== waiting);
          reject(new DOMException('', 'AbortError'));
        });
        this.#queue.push(waiting);
        if (this.#holder === undefined) this.#next();
      });
    return { request: request as unknown as LockManager['request'] };
  }

  #next(): void {
    this.#holder = undefined;
    this.#queue.shift()?.grant();
  }

  lose(tab: Tab): void {
    this.#queue = this.#queue.filter((waiting) => waiting.tab !== tab);
    if (this.#holder?.tab === tab) this.#next();
  }
}
