/** A policy with 500 versions beside one with 5: until the viewer stands, the list's bytes, the server's work. */
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { figure, race, seededRandom } from './measure.ts';
import type { Figure } from './measure.ts';
import { HISTORIES } from './policy-backend.ts';
import type { PolicyBackend } from './policy-backend.ts';
import { withProfile } from './profile-browser.ts';

const ROUNDS = 15;
const WARM_UP = 3;
/** In one sample. */
const REQUESTS = 100;

const [FEW, MANY] = HISTORIES;

export async function historyFigures(backend: PolicyBackend): Promise<Figure[]> {
  const random = seededRandom(1);
  const options = { rounds: ROUNDS, warmUp: WARM_UP, random };
  const work = await race(
    { few: () => serverWork(backend, FEW), many: () => serverWork(backend, MANY) },
    options,
  );
  const [few, many] = [await listOf(backend, FEW), await listOf(backend, MANY)];
  const ready = await withProfile((context) =>
    race(
      { few: () => untilReady(context, backend, FEW), many: () => untilReady(context, backend, MANY) },
      options,
    ),
  );
  const kilobytes = (text: string): number[] => [gzipSync(text).byteLength / 1000];
  return [
    figure('policy.history.ready/5-versions', 'ms', ready.many, ready.few),
    figure('policy.history.server/5-versions', 'ms/request', work.many, work.few),
    figure('policy.history.list/5-versions', 'kB', kilobytes(many), kilobytes(few)),
  ];
}

function path(versions: number): string {
  return `/v1/sites/smartxpo/policies/history-${String(versions)}`;
}

async function listOf({ request }: PolicyBackend, versions: number): Promise<string> {
  const response = await request(path(versions));
  const { total } = (await response.clone().json()) as { total?: unknown };
  if (total !== versions) throw new Error(`Expected ${String(versions)} versions, got ${String(total)}`);
  return response.text();
}

/** Processor time of one answer, its database included; without HTTP. */
async function serverWork(backend: PolicyBackend, versions: number): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < REQUESTS; count++) await listOf(backend, versions);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / REQUESTS;
}

/** From the navigation to the frame in which text and versions stand; code and documents are not cached. */
async function untilReady(
  context: BrowserContext,
  { origin }: PolicyBackend,
  versions: number,
): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${origin}/empty`);
  await page.goto(`${origin}/history-${String(versions)}`);
  const ready = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const root = document.querySelector('sx-policy')?.shadowRoot;
          if (root?.querySelector('.section') && root.querySelector('.timeline li'))
            resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.close();
  return ready;
}
