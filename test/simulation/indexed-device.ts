/** A device with the product's own storage, over an IndexedDB in memory that keeps to the standard. */
import 'fake-indexeddb/auto';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage, Transaction } from '../../src/client/device-storage.ts';
import { Device, NEWER_ENTRY, NEWER_KEY } from './device.ts';
import type { Contents } from './device.ts';
import type { Random } from './random.ts';
import type { Tab } from './tab.ts';
import type { VirtualTime } from './time.ts';

export class IndexedDevice extends Device {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #site: string;
  readonly #open = new Map<Tab | 'outside', DeviceStorage>();

  constructor(name: string, time: VirtualTime, random: Random, site: string) {
    super(name, time, random);
    this.#time = time;
    this.#random = random;
    this.#site = site;
  }

  /** Looks and changes from outside of any tab. */
  get #outside(): DeviceStorage {
    let storage = this.#open.get('outside');
    if (storage === undefined) {
      storage = createDeviceStorage(this.#site);
      this.#open.set('outside', storage);
    }
    return storage;
  }

  override openStorage(tab: Tab): DeviceStorage {
    const storage = createDeviceStorage(this.#site);
    this.#open.set(tab, storage);
    const through =
      <Call extends unknown[], T>(work: (...call: Call) => Promise<T>) =>
      (...call: Call): Promise<T> => {
        if (this.mood === 'unavailable') return Promise.reject(new DOMException('', 'SecurityError'));
        return tab.hearing(this.#time.hold(work(...call)));
      };
    return {
      get: through((key) => storage.get(key)),
      list: through((prefix) => storage.list(prefix)),
      keys: through(() => storage.keys()),
      exists: through(() => storage.exists()),
      delete: through((key) => storage.delete(key)),
      clear: through(() => storage.clear()),
      write: <T>(work: (transaction: Transaction) => Promise<T>) =>
        through(() => this.#write(storage, work))(),
      close: () => {
        storage.close();
      },
    };
  }

  async #write<T>(storage: DeviceStorage, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const result = await storage.write(async (transaction) => {
      let puts = 0;
      const put = transaction.put.bind(transaction);
      transaction.put = (...call) => {
        puts += 1;
        return put(...call);
      };
      const done = await work(transaction);
      if (this.mood === 'full' && puts > 0) throw new DOMException('', 'QuotaExceededError');
      if (this.mood === 'torn' && this.#random.chance(0.5)) throw new DOMException('', 'AbortError');
      return done;
    });
    if (this.mood === 'unknown' && this.#random.chance(0.7)) throw new DOMException('', 'UnknownError');
    return result;
  }

  override async snapshot(): Promise<Contents> {
    return new Map(await this.#time.hold(this.#outside.list('')));
  }

  override async restore(snapshot: Contents | undefined): Promise<void> {
    await this.wipe();
    if (snapshot === undefined || snapshot.size === 0) return;
    await this.#time.hold(
      this.#outside.write((transaction) => {
        for (const [key, value] of snapshot) transaction.put(value, key);
        return Promise.resolve();
      }),
    );
  }

  override saveNewer(): void {
    const saved = this.#outside.exists().then(async (exists) => {
      if (!exists) return;
      await this.#outside.write((transaction) => {
        transaction.put(NEWER_ENTRY, NEWER_KEY);
        return Promise.resolve();
      });
      this.hasNewer = true;
    });
    void this.#time.hold(saved);
  }

  override async wipe(): Promise<void> {
    const gone = new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`smartxpo-consent/${this.#site}`);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error('not deleted'));
    });
    await this.#time.hold(gone);
  }

  override async text(): Promise<string> {
    return JSON.stringify(await this.#time.hold(this.#outside.list('')));
  }

  override lose(tab: Tab): void {
    super.lose(tab);
    this.#open.get(tab)?.close();
    this.#open.delete(tab);
  }

  override async end(): Promise<void> {
    for (const storage of this.#open.values()) storage.close();
    await this.wipe();
  }
}
