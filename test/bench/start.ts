/**
 * What a page pays for operations that wait on the device while the backend does not answer: the script
 * tag and one form, with none waiting and with 1,000. The visitor has been here before: code and
 * documents come from the browser's cache, as they would for anybody who has something waiting.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { figure, race, seededRandom } from './measure.ts';
import type { Figure, Report } from './measure.ts';
import { bundled, servePages } from './pages.ts';
import type { Pages } from './pages.ts';
import { withProfile } from './profile-browser.ts';
import { startSilentBackend } from './silent-backend.ts';
import type { SilentBackend } from './silent-backend.ts';
import type * as Script from './start-page.ts';
import { METRICS, visit } from './visit.ts';
import type { Visit } from './visit.ts';

declare global {
  /** The bundled script, while it runs in a page. */
  var startPage: typeof Script;
}

const ROUNDS = 15;
const WARM_UP = 2;
const MANY = 1000;
/** Of the processor: this machine, and a phone. */
const SLOWDOWNS = [1, 4];

export async function startBench(): Promise<Report> {
  await promisify(execFile)(process.execPath, ['tools/build.ts'], {
    cwd: join(import.meta.dirname, '../..'),
  });
  // The pages name the backend and the backend lists their origins, so one of them is told later.
  const pages: Record<string, string> = { '/empty': '<!doctype html><title>Bench</title>' };
  const [none, many] = [await servePages(pages), await servePages(pages)];
  const backend = await startSilentBackend([none.origin, many.origin]);
  pages['/'] = page(backend.url);
  try {
    return await withProfile(async (context) => {
      const script = await bundled(join(import.meta.dirname, 'start-page.ts'), 'startPage');
      const figures: Figure[] = [];
      for (const slowdown of SLOWDOWNS) {
        figures.push(...(await startFigures({ context, script, backend, none, many }, slowdown)));
      }
      return { figures };
    });
  } finally {
    await backend.stop();
    await none.stop();
    await many.stop();
  }
}

interface World {
  context: BrowserContext;
  script: string;
  backend: SilentBackend;
  none: Pages;
  many: Pages;
}

async function startFigures(world: World, slowdown: number): Promise<Figure[]> {
  const visits: Record<'none' | 'many', Visit[]> = { none: [], many: [] };
  const come = (name: 'none' | 'many', waiting: number) => async (): Promise<number> => {
    const { context, script, backend } = world;
    const { origin } = world[name];
    await leaveWaiting(context, script, origin, waiting);
    const arrival = waiting > 0 ? backend.nextOperation() : Promise.resolve();
    const seen = await visit(context, origin, { slowdown, arrival });
    visits[name].push(seen);
    return seen.cpu;
  };
  await race(
    { none: come('none', 0), many: come('many', MANY) },
    { rounds: ROUNDS, warmUp: WARM_UP, random: seededRandom(slowdown) },
  );
  return METRICS.map((metric) => {
    const counted = (list: Visit[]): number[] => list.slice(WARM_UP).map((seen) => seen[metric]);
    const id = `start.${metric}/none-waiting.${String(slowdown)}x`;
    return figure(id, 'ms', counted(visits.many), counted(visits.none));
  });
}

async function leaveWaiting(
  context: BrowserContext,
  script: string,
  origin: string,
  count: number,
): Promise<void> {
  const tab = await context.newPage();
  await tab.goto(`${origin}/empty`);
  await tab.addScriptTag({ content: script });
  const waiting = await tab.evaluate(
    (wanted) => globalThis.startPage.leaveWaiting('smartxpo', wanted),
    count,
  );
  if (waiting !== count) throw new Error(`Expected ${count} operations waiting, got ${waiting}`);
  await tab.close();
}

/** A page of a customer's, and the observer of what keeps its main thread. */
function page(backendUrl: string): string {
  return `<!doctype html><html lang="en"><head><title>Host</title>
<script>
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
</script>
<script src="${backendUrl}/smartxpo-consent.js" data-site="smartxpo" async></script>
</head><body><h1>Subscribe</h1><sx-form form-id="subscription">Write to us</sx-form></body></html>`;
}
