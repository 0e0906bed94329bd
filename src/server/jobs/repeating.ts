/** Work that is done when something wakes it, and every now and then; never twice at once. */

export interface Job {
  /** There may be work: the job looks now. */
  wake: () => void;
  /** Finishes what is under way and stops. */
  stop: () => Promise<void>;
}

/** `isStopped` is asked by work that goes on for long. A failure is logged without its words and tried again. */
export function startRepeating(
  name: string,
  interval: number,
  work: (isStopped: () => boolean) => Promise<void>,
): Job {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const wake = (): void => {
    if (stopped || running) return;
    clearTimeout(timer);
    running = work(() => stopped)
      .catch((error: unknown) => {
        console.error(
          JSON.stringify({ event: `${name}-failed`, name: error instanceof Error ? error.name : 'unknown' }),
        );
      })
      .finally(() => {
        running = undefined;
        if (!stopped) timer = setTimeout(wake, interval);
      });
  };
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
