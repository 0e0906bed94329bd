/** A tab: the real client in a page that can freeze, crash and close. */
import { createClient } from '../../src/client/client.ts';
import type { Client } from '../../src/client/client.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { createTabLock } from '../../src/client/tab-lock.ts';
import type { After } from '../../src/client/timers.ts';
import type { Wake } from '../../src/client/wakings.ts';
import { uuidv7 } from '../../src/protocol/uuid.ts';
import type { Device } from './device.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './time.ts';

export const SETTINGS = { site: 'smartxpo', endpoint: 'https://backend.test' };

export interface TabParts {
  device: Device;
  time: VirtualTime;
  random: Random;
  fetch: (tab: Tab, url: string, init: RequestInit) => Promise<Response>;
  storage?: DeviceStorage;
  /** Plain http has no Web Locks. */
  hasLocks: boolean;
  sharedDevice: boolean;
  report: (error: unknown) => void;
}

export class Tab {
  readonly device: Device;
  readonly client: Client;
  /** True time, ms. */
  readonly openedAt: number;
  isAlive = true;
  isFrozen = false;
  #wake: Wake | undefined;
  /** What happens once the tab thaws. */
  #later: (() => void)[] = [];

  constructor({ device, time, random, fetch, storage, hasLocks, sharedDevice, report }: TabParts) {
    this.device = device;
    device.tabs.add(this);
    const opened = time.now;
    this.openedAt = opened;
    const after: After = (ms, work) => time.after(ms, () => this.hear(work));
    const now = (): number => device.now;
    const kept = storage ?? device.openStorage(this);
    const newId = (): string => uuidv7(now(), (count) => random.bytes(count));
    this.client = createClient(
      { ...SETTINGS, sharedDevice },
      {
        now,
        after,
        monotonic: () => time.now - opened,
        random: () => random.next(),
        randomBytes: (count) => random.bytes(count),
        storage: kept,
        lock: createTabLock({
          site: SETTINGS.site,
          storage: kept,
          locks: hasLocks ? device.locks.forTab(this) : undefined,
          now,
          after,
          newId,
        }),
        openChannel: device.openChannel(this),
        guard: () => undefined,
        listen: (wake) => {
          this.#wake = wake;
          return () => {
            this.#wake = undefined;
          };
        },
        fetch: ((url: string, init: RequestInit) =>
          this.hearing(fetch(this, url, init))) as typeof globalThis.fetch,
        report,
      },
    );
    this.client.sync.start();
  }

  /** Runs now, after the thaw, or never. */
  hear(work: () => void): void {
    if (!this.isAlive) return;
    if (this.isFrozen) this.#later.push(work);
    else work();
  }

  /** The outcome of something outside, as this tab learns of it. */
  hearing<T>(outcome: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      outcome.then(
        (value) => this.hear(() => resolve(value)),
        (cause: unknown) =>
          this.hear(() => reject(cause instanceof Error ? cause : new Error(String(cause)))),
      );
    });
  }

  /** The network is back, or the visitor is. */
  wake(isNews: boolean): void {
    this.hear(() => this.#wake?.(isNews));
  }

  freeze(): void {
    this.isFrozen = true;
  }

  thaw(): void {
    this.isFrozen = false;
    for (const work of this.#later.splice(0)) this.hear(work);
  }

  /** Closed by the visitor, killed with its browser, or crashed: the code in it hears nothing any more. */
  end(): void {
    this.isAlive = false;
    this.device.lose(this);
  }
}
