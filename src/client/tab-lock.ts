/**
 * One tab sends at a time. The lock only saves traffic: two senders are safe, because the backend
 * applies an operation once. So a holder that never lets go (a frozen tab) is not waited for long.
 */
const PATIENCE = 15_000;

export type TabLock = (work: () => Promise<void>) => Promise<void>;

export function createTabLock(site: string): TabLock {
  return async (work) => {
    const locks = (navigator as { locks?: LockManager }).locks;
    if (locks === undefined) {
      await work();
      return;
    }
    const progress = { hasStarted: false };
    try {
      await locks.request(`smartxpo-consent/${site}`, { signal: AbortSignal.timeout(PATIENCE) }, async () => {
        progress.hasStarted = true;
        await work();
      });
    } catch (cause) {
      // Timed out, or the browser forbids locks here (blocked cookies).
      if (progress.hasStarted) throw cause;
      await work();
    }
  };
}
