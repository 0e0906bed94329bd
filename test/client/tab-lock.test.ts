import { expect } from '@open-wc/testing';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { browserLocks, createTabLock } from '../../src/client/tab-lock.ts';
import type { TabLock } from '../../src/client/tab-lock.ts';
import { until } from '../helpers/elements.ts';
import { freshSite, newId } from '../helpers/elements-operations.ts';

/** Timers that a test lets run out. */
class Timers {
  #waiting: { at: number; work: () => void }[] = [];
  now = 0;

  after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: this.now + ms, work };
    this.#waiting.push(timer);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== timer);
    };
  };

  get count(): number {
    return this.#waiting.length;
  }

  /** Lets so many ms pass. */
  pass(ms: number): void {
    this.now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    for (const { work } of due) work();
  }
}

const LOCKS: Record<string, () => Pick<LockManager, 'request'> | undefined> = {
  'with Web Locks': browserLocks,
  'without, by a lease on the device': () => undefined,
};

for (const [how, locks] of Object.entries(LOCKS)) {
  describe(`tab lock ${how}`, () => {
    let site: string;
    let storage: DeviceStorage;
    let clock: number;
    const tab = (timers: Timers): TabLock =>
      createTabLock({
        site,
        storage,
        locks: locks(),
        now: () => clock + timers.now,
        after: timers.after,
        newId,
      });

    beforeEach(() => {
      site = freshSite();
      storage = createDeviceStorage(site);
      clock = Date.parse('2026-11-22T10:00:00Z');
    });
    afterEach(() => {
      storage.close();
    });

    /** Work that goes on until it is told to end. */
    function task(): { work: () => Promise<void>; end: () => void; isBegun: () => boolean } {
      let end: () => void = () => undefined;
      let isBegun = false;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      return {
        work: () => {
          isBegun = true;
          return ended;
        },
        end: () => {
          end();
        },
        isBegun: () => isBegun,
      };
    }

    it('lets one tab work at a time', async () => {
      const [first, second] = [task(), task()];
      const timers = new Timers();
      const one = tab(new Timers())(first.work);
      await until(first.isBegun, 'the first tab');
      const two = tab(timers)(second.work);
      for (let look = 0; look < 2; look += 1) {
        timers.pass(4000);
        await storage.get('meta:sender');
      }
      expect(second.isBegun()).to.equal(false);
      first.end();
      await one;
      await until(() => {
        timers.pass(4000);
        return second.isBegun();
      }, 'the second tab');
      second.end();
      await two;
      expect(await storage.list('meta:sender')).to.deep.equal([]);
    });

    it('waits for a tab that shows signs of life, however long it takes', async () => {
      const [first, second] = [task(), task()];
      const [ours, theirs] = [new Timers(), new Timers()];
      const one = tab(theirs)(first.work);
      await until(first.isBegun, 'the first tab');
      const two = tab(ours)(second.work);
      await until(() => ours.count > 0, 'the second tab waits');
      for (let look = 0; look < 10; look += 1) {
        theirs.pass(4000);
        const sign = clock + theirs.now + 16_000;
        await until(
          async () => ((await storage.get('meta:sender')) as { until: number } | undefined)?.until === sign,
          'a sign of life',
        );
        ours.pass(4000);
        await until(() => ours.count > 0, 'the next look');
      }
      expect(second.isBegun()).to.equal(false);
      first.end();
      await one;
      await until(() => {
        ours.pass(4000);
        return second.isBegun();
      }, 'the second tab');
      second.end();
      await two;
    });

    it('takes the turn of a tab that shows none, and leaves that one to end by itself', async () => {
      const [frozen, second] = [task(), task()];
      const timers = new Timers();
      let isEnded = false;
      const one = tab(new Timers())(frozen.work).then(() => (isEnded = true));
      await until(frozen.isBegun, 'the first tab');
      const two = tab(timers)(second.work);
      await until(async () => {
        if (timers.count > 0) timers.pass(4000);
        await storage.get('meta:sender');
        return second.isBegun();
      }, 'the turn is taken');
      expect(isEnded).to.equal(false);
      second.end();
      await two;
      frozen.end();
      await one;
    });

    it('does not wait for a lease that the clock has made endless', async () => {
      const far = { tab: 'another', until: clock + 40 * 24 * 3_600_000 };
      await storage.write((transaction) => {
        transaction.put(far, 'meta:sender');
        return Promise.resolve();
      });
      const { work, end, isBegun } = task();
      const one = tab(new Timers())(work);
      await until(isBegun, 'the turn');
      end();
      await one;
    });

    it('hands on what the work fails with, and frees the turn', async () => {
      const lock = tab(new Timers());
      const failed = await lock(() => Promise.reject(new Error('failed'))).catch(String);
      expect(failed).to.equal('Error: failed');
      let isRun = false;
      await lock(() => {
        isRun = true;
        return Promise.resolve();
      });
      expect(isRun).to.equal(true);
    });

    it('works where the device takes nothing', async () => {
      const refuse = (): Promise<never> => Promise.reject(new DOMException('', 'SecurityError'));
      storage = { ...storage, get: refuse, write: refuse };
      let isRun = false;
      await tab(new Timers())(() => {
        isRun = true;
        return Promise.resolve();
      });
      expect(isRun).to.equal(true);
    });
  });
}

describe('tab lock where the browser forbids locks', () => {
  it('works without', async () => {
    const request = () => Promise.reject(new DOMException('', 'SecurityError'));
    const lock = createTabLock({
      site: freshSite(),
      storage: createDeviceStorage(freshSite()),
      locks: { request: request as unknown as LockManager['request'] },
      now: Date.now,
      after: new Timers().after,
      newId,
    });
    let isRun = false;
    await lock(() => {
      isRun = true;
      return Promise.resolve();
    });
    expect(isRun).to.equal(true);
  });
});
