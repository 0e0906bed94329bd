/** One visit to a page with the script tag and a form, and what it took. */
import type { BrowserContext, CDPSession } from 'playwright-core';

/** Milliseconds. */
export interface Visit {
  /** From the navigation to the load event. */
  load: number;
  /** From the navigation to the frame in which the form's button stands. */
  ready: number;
  /** Of the main thread alone, until the form is ready and the first operation is on its way. */
  cpu: number;
  /** What each task took beyond 50 ms, plus 1: without blocking there would be nothing to divide by. */
  blocking: number;
}

export type Metric = keyof Visit;
export const METRICS: readonly Metric[] = ['load', 'ready', 'cpu', 'blocking'];

export interface Circumstances {
  /** How many times slower than this machine's the processor is. */
  slowdown: number;
  /** Resolves when the backend has seen what this page sends, if it sends anything. */
  arrival: Promise<void>;
}

export async function visit(
  context: BrowserContext,
  origin: string,
  { slowdown, arrival }: Circumstances,
): Promise<Visit> {
  const page = await context.newPage();
  // The process of this origin is there before the clock starts.
  await page.goto(`${origin}/empty`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const before = await taskTime(devtools);
  await page.goto(`${origin}/`, { waitUntil: 'load' });
  const ready = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const form = document.querySelector('sx-form')?.shadowRoot;
          if (form?.querySelector('button[type=submit]')) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await arrival;
  // What the page was still busy with is counted: an idle moment comes after it.
  const seen = await page.evaluate(
    () =>
      new Promise<{ load: number; blocking: number }>((resolve) => {
        requestIdleCallback(() => {
          const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
          const { longTasks } = globalThis as unknown as { longTasks: number[] };
          resolve({
            load: navigation?.loadEventEnd ?? 0,
            blocking: longTasks.reduce((sum, duration) => sum + duration - 50, 0),
          });
        });
      }),
  );
  const cpu = (await taskTime(devtools)) - before;
  await page.close();
  return { load: seen.load, ready, cpu, blocking: seen.blocking + 1 };
}

/** What the main thread has worked so far, ms of its own time: other programs do not count. */
async function taskTime(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('Expected the metric TaskDuration, got none');
  return found.value * 1000;
}
