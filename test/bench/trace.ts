/** Tasks of a page's main thread, read from a trace of the browser. */
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** By the clock, and of the thread's own time, µs. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** ms of the thread's own time: other programs on the machine do not count. */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: TraceEvent[];
  };
  return longestIn(traceEvents);
}

/** Of all renderers: the page under test is the only one that does anything. */
export function longestIn(events: readonly TraceEvent[]): number {
  const thread = ({ pid, tid }: TraceEvent): string => `${String(pid)} ${String(tid)}`;
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(thread),
  );
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && main.has(thread(event)));
  if (tasks.length === 0) throw new Error('Expected tasks of the main thread in the trace, got none');
  return Math.max(...tasks.map(({ tdur, dur = 0 }) => tdur ?? dur)) / 1000;
}
