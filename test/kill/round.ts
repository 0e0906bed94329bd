/** One round: tabs act in bad weather, things are killed, the network heals, and nothing may be missing. */
import type { Page } from 'playwright-core';
import { check } from './check.ts';
import type { Verdict } from './check.ts';
import { WAYS } from './ledger.ts';
import { pause } from './pause.ts';
import type { Waiting } from './page.ts';
import { arrivesLate, devicesIn, stallOf, storyOf } from './evidence.ts';
import type { Random } from './random.ts';
import type { Tally, Target } from './report.ts';
import { killIfThere } from './signals.ts';
import { weatherOf } from './weather.ts';
import type { Visit, World } from './world.ts';

/** Far longer than sending takes; only a failure takes so long, ms. */
const PATIENCE = 60_000;
/**
 * After this, ms, and then as often, a device that waits for its next attempt is told that the network is back.
 * Not more often: a word about the network ends what is under way.
 */
const LONG = 8000;
/** How long a kill waits for an operation to be in flight before it happens anyway, ms. */
const CHASE = 1000;

/** Resolves to what went wrong, in words. */
export async function round(world: World, random: Random, tally: Tally): Promise<string[]> {
  const { proxy, ledger } = world;
  const before = { saved: ledger.saved.size, confirmed: ledger.confirmed.size };
  proxy.disturb(weatherOf(random));
  const visits = Array.from({ length: random.between(1, 3) }, (_, place): Visit => ({
    manner: WAYS[place] ?? 'package',
    seed: random.between(1, 1e9),
    acts: random.between(8, 25),
  }));
  await Promise.all(visits.map((visit) => begin(world, visit)));

  if (random.chance(0.7)) {
    const target = random.pick(['renderer', 'server'] as const);
    await moment(world, random);
    await kill(world, random, target, tally);
    if (target === 'server') await world.backend.start();
    else await begin(world, { ...visits[0]!, seed: random.between(1, 1e9) });
  }
  const last = random.weighted({ browser: 70, both: 30 });
  await moment(world, random);
  await kill(world, random, last, tally);
  if (last === 'both') await world.backend.start();
  await world.openBrowser();

  const how = random.chance(0.9) ? 'online' : 'silent';
  const { page, waiting } = await heal(world, how, tally);
  tally.saved += ledger.saved.size - before.saved;
  tally.confirmed += ledger.confirmed.size - before.confirmed;
  const stored = await world.stored();
  return [
    ...(waiting.length > 0 ? [await stallOf(page, world)] : []),
    ...waiting.map(
      ({ id, attempts, due }) =>
        `still waiting after ${PATIENCE / 1000} s: ${id}, ${attempts} attempts, due in ${due - Date.now()} ms`,
    ),
    ...ledger.complaints.splice(0),
    ...(await judge(world, page, { verdict: check(ledger, stored, Date.now()), waiting, tally })),
    ...forgotten(devicesIn(stored), tally, world.browser().complaints()),
  ];
}

/** A profile has one device number for ever; a browser that makes another has thrown away what it stored. */
function forgotten(devices: number, tally: Tally, complaints: string[]): string[] {
  if (devices <= tally.profiles) return [];
  tally.profiles = devices;
  return ['the browser threw away what the device had stored', ...complaints];
}

/** Opens a page; once its script has run it acts by itself, and whatever it sends meets the weather. */
async function begin(world: World, visit: Visit): Promise<void> {
  const page = await world.open(visit);
  await page.waitForFunction(() => 'visit' in globalThis);
}

/** Some time passes; mostly until an operation is on its way. */
async function moment(world: World, random: Random): Promise<void> {
  await pause(random.between(50, 600));
  if (!random.chance(0.6)) return;
  const end = Date.now() + CHASE;
  while (world.proxy.inFlight() === 0 && Date.now() < end) await pause(1);
}

async function kill(world: World, random: Random, target: Target, tally: Tally): Promise<void> {
  if (target === 'renderer') {
    await killRenderer(world, random, tally);
    return;
  }
  tally.kills.push({ target, inFlight: world.proxy.inFlight() > 0, at: Date.now() });
  await Promise.all([
    target === 'server' ? undefined : world.browser().kill(),
    target === 'browser' ? undefined : world.backend.kill(),
  ]);
}

/** Some renderers show no page, or one that has just been left; only a page that crashes counts. */
async function killRenderer(world: World, random: Random, tally: Tally): Promise<void> {
  const renderers = await world.browser().renderers();
  for (const renderer of random.shuffled(renderers)) {
    const pages = world.browser().context.pages();
    const crashes = pages.map((page) => page.waitForEvent('crash', { timeout: 1000 }).then(() => page));
    const inFlight = world.proxy.inFlight() > 0;
    const at = Date.now();
    if (!killIfThere(renderer)) continue;
    const crashed = await Promise.any(crashes).catch(() => undefined);
    if (crashed === undefined) continue;
    tally.kills.push({ target: 'renderer', inFlight, at });
    await crashed.close();
    return;
  }
  throw new Error('Expected a renderer that shows a page');
}

/** The weather ends; resolves to what still waits on the device when patience has run out. */
async function heal(
  world: World,
  how: 'online' | 'silent',
  tally: Tally,
): Promise<{ page: Page; waiting: Waiting[] }> {
  const { context } = world.browser();
  const page = await world.open({ manner: 'idle', seed: 0, acts: 0 });
  await page.waitForFunction(() => 'visit' in globalThis);
  if (how === 'online') await context.setOffline(true);
  await world.proxy.heal();
  const healed = performance.now();
  if (how === 'online') await context.setOffline(false);
  let ending: Tally['emptied'][number]['how'] = how;
  let told = healed;
  let waiting = await waitingOn(page);
  while (waiting.length > 0 && performance.now() - healed < PATIENCE) {
    await pause(20);
    waiting = await waitingOn(page);
    const isLong = performance.now() - told > LONG;
    if (!isLong || !waiting.some(({ due }) => due > Date.now())) continue;
    // It waits for a moment that the client chose itself, as it should; a run need not. The first word may
    // have come before the script tag listened.
    ending = 'told';
    told = performance.now();
    await context.setOffline(true);
    await context.setOffline(false);
  }
  tally.emptied.push({ ms: performance.now() - healed, how: ending });
  for (const id of await page.evaluate(() => globalThis.visit.receipts())) world.ledger.confirmed.add(id);
  return { page, waiting };
}

function waitingOn(page: Page): Promise<Waiting[]> {
  return page.evaluate(() => globalThis.visit.waiting());
}

interface Judged {
  verdict: Verdict;
  waiting: Waiting[];
  tally: Tally;
}

/** Counts each fault of the product once, in the round that finds it; what still waits is not lost. */
async function judge(world: World, page: Page, { verdict, waiting, tally }: Judged): Promise<string[]> {
  const isWaiting = (what: string): boolean => waiting.some(({ id }) => what.endsWith(id));
  const words: string[] = [];
  for (const name of ['lost', 'doubled', 'wrong'] as const) {
    for (const what of verdict[name].filter((one) => !tally[name].has(one) && !isWaiting(one))) {
      tally[name].add(what);
      const late = name === 'lost' && (await arrivesLate(page, world, what)) ? ', arrives late' : '';
      words.push(`${name}: ${name === 'lost' ? storyOf(what, world.ledger, tally) : what}${late}`);
    }
  }
  return words;
}
