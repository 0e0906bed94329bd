/**
 * One tab sends at a time. This only saves traffic: two senders are safe, because the backend applies
 * an operation once. So a tab that holds the turn and shows no sign of life (frozen, kept in the
 * browser's history) is not waited for. Where the browser has no locks (plain http), a lease on the
 * device takes their place.
 */
import type { DeviceStorage, Transaction } from './device-storage.ts';
import { answer } from './device-storage.ts';
import type { After } from './timers.ts';

/** The tab whose turn it is, and until when at least; a sign of life while it works. */
interface Turn {
  tab: string;
  /** The device's clock, ms. */
  until: number;
}

export type TabLock = (work: () => Promise<void>) => Promise<void>;

export interface TabLockParts {
  site: string;
  storage: DeviceStorage;
  /** The browser's locks; undefined where there are none. */
  locks: Pick<LockManager, 'request'> | undefined;
  now: () => number;
  after: After;
  newId: () => string;
}

export const SENDER = 'meta:sender';
/** Between two signs of life, ms. */
const BEAT = 4000;
/** Looks without a sign of life after which a tab is given up. */
const PATIENCE = 4;
const LEASE = BEAT * PATIENCE;

/** Locks of the browser; reading them may throw where cookies are blocked. */
export function browserLocks(): LockManager | undefined {
  try {
    return (navigator as { locks?: LockManager }).locks;
  } catch {
    return undefined;
  }
}

export function createTabLock({ site, storage, locks, now, after, newId }: TabLockParts): TabLock {
  const tab = newId();

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      after(ms, resolve);
    });
  const turnIn = async (transaction: Transaction): Promise<Turn | undefined> =>
    (await answer(transaction.get(SENDER))) as Turn | undefined;
  const show = (transaction: Transaction): void => {
    transaction.put({ tab, until: now() + LEASE } satisfies Turn, SENDER);
  };
  const takeAway = async (): Promise<void> => {
    await storage.write(async (transaction) => {
      if ((await turnIn(transaction))?.tab === tab) transaction.delete(SENDER);
    });
  };

  /** Gives signs of life while `work` runs. A short run gives none, and writes nothing. */
  const alive = async (work: () => Promise<void>, isShown: boolean): Promise<void> => {
    const sign = { isShown, isOver: false, callOff: (): void => undefined };
    const beat = async (): Promise<void> => {
      sign.isShown = true;
      // A device that takes no sign makes this tab look dead, which costs a request at most.
      await storage
        .write((transaction) => {
          show(transaction);
          return Promise.resolve();
        })
        .catch(() => undefined);
      next();
    };
    const next = (): void => {
      if (!sign.isOver) sign.callOff = after(BEAT, () => void beat());
    };
    next();
    try {
      await work();
    } finally {
      sign.isOver = true;
      sign.callOff();
      if (sign.isShown) await takeAway().catch(() => undefined);
    }
  };

  /** Looks for signs of life of the tab that is waited for; the result ends the watch. */
  const watch = (giveUp: () => void): (() => void) => {
    const watched = { last: '', silent: 0, isOver: false };
    const look = async (): Promise<void> => {
      const sign = JSON.stringify((await storage.get(SENDER).catch(() => null)) ?? null);
      // Looks are counted, not time: a watcher that was frozen itself must not blame the other.
      watched.silent = sign === watched.last ? watched.silent + 1 : 0;
      watched.last = sign;
      if (watched.isOver) return;
      if (watched.silent >= PATIENCE) giveUp();
      else next();
    };
    let callOff = (): void => undefined;
    const next = (): void => {
      callOff = after(BEAT, () => void look());
    };
    next();
    return () => {
      watched.isOver = true;
      callOff();
    };
  };

  const withLocks = async (
    manager: Pick<LockManager, 'request'>,
    work: () => Promise<void>,
  ): Promise<void> => {
    const name = `smartxpo-consent/${site}`;
    const patience = new AbortController();
    const stopWatching = watch(() => patience.abort());
    let working: Promise<void> | undefined;
    const begin = (): Promise<void> => {
      stopWatching();
      return (working = alive(work, false));
    };
    try {
      await manager.request(name, { signal: patience.signal }, begin).catch(async (cause: unknown) => {
        if (working !== undefined) throw cause;
        if (patience.signal.aborted) await manager.request(name, { steal: true }, begin);
        // Locks are there, but forbidden here (blocked cookies).
        else await begin();
      });
    } catch (cause) {
      // Somebody took the turn from this tab; its work goes on all the same.
      if (working === undefined) throw cause;
      await working;
    } finally {
      stopWatching();
    }
  };

  const withLease = async (work: () => Promise<void>): Promise<void> => {
    const take = (): Promise<number> =>
      storage.write(async (transaction) => {
        const turn = await turnIn(transaction);
        const left = turn === undefined || turn.tab === tab ? 0 : turn.until - now();
        // A lease from the far future was given by a clock that has been set back since.
        if (left > 0 && left <= LEASE) return left;
        show(transaction);
        return 0;
      });
    for (;;) {
      const left = await take().catch(() => 0);
      if (left === 0) break;
      await pause(Math.min(left, BEAT));
    }
    await alive(work, true);
  };

  return (work) => (locks === undefined ? withLease(work) : withLocks(locks, work));
}
