/** What lets time pass; a simulation has its own. */

/** Runs `work` after so many milliseconds; the result calls it off. */
export type After = (ms: number, work: () => void) => () => void;

export const after: After = (ms, work) => {
  const timer = setTimeout(work, ms);
  return () => {
    clearTimeout(timer);
  };
};

/**
 * Runs `work` after so many milliseconds in which the page was awake: while it is frozen its timers
 * stand still, and afterwards the clock alone would blame what stood still with it.
 */
export function afterAwake(pass: After, ms: number, work: () => void): () => void {
  let left = SLICES;
  let callOff = (): void => undefined;
  const next = (): void => {
    callOff = pass(ms / SLICES, () => {
      left -= 1;
      if (left > 0) next();
      else work();
    });
  };
  next();
  return () => {
    callOff();
  };
}

const SLICES = 5;

/** A signal that aborts after so many milliseconds, unless it is called off. */
export function deadline(pass: After, ms: number): { signal: AbortSignal; callOff: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, callOff: pass(ms, () => controller.abort()) };
}

/** Milliseconds in which something must have ended; the value of `late` in its place otherwise. */
export function within<T>(pass: After, ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = pass(ms, () => {
      reject(late());
    });
    work.then(resolve, reject).finally(callOff);
  });
}
