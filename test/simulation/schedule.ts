/** A random schedule of acts, tabs, faults, crashes, rollbacks and clock changes, from one seed. */
import type { StorageMood } from './device.ts';
import type { Weather } from './network.ts';
import type { Random } from './random.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What can happen next, and how often it does. */
const STEPS = {
  submit: 14,
  withdraw: 9,
  'withdraw all': 2,
  'several at once': 4,
  discard: 1,
  'try now': 2,
  open: 4,
  close: 2,
  crash: 4,
  freeze: 3,
  thaw: 4,
  wake: 3,
  flap: 1,
  weather: 8,
  server: 4,
  mood: 5,
  clock: 2,
  snapshot: 2,
  'roll back': 1,
  wipe: 0.5,
  clear: 0.4,
  poison: 0.7,
} as const;
export type Step = keyof typeof STEPS;

const ALWAYS: readonly Step[] = ['submit', 'open', 'wake'];

/** Each schedule has its own mix: what it leaves out makes room for runs of what is left. */
function mix(random: Random): Record<Step, number> {
  const weights = Object.entries(STEPS) as [Step, number][];
  return Object.fromEntries(
    weights.map(([step, weight]) => [step, ALWAYS.includes(step) || random.chance(0.6) ? weight : 0]),
  ) as Record<Step, number>;
}

/** Plays it. What an act rejects with is the product's failure, and ends the schedule with it. */
export async function play(world: World, random: Random): Promise<void> {
  const weights = mix(random);
  /** Most gaps are short, some are days. */
  const gap = random.pick([
    () => random.between(0, 2 * SECOND),
    () => random.between(0, 30 * SECOND),
    () => random.between(0, 10 * MINUTE),
    () => (random.chance(0.9) ? random.between(0, MINUTE) : random.between(0, 30 * HOUR)),
  ]);
  const failures: unknown[] = [];
  /** Acts go on side by side; one in a page that has gone ends nowhere. */
  const begin = (act: Promise<void>): void => {
    act.catch((cause: unknown) => failures.push(cause));
  };
  const steps = random.between(6, 40);
  for (let index = 0; index < steps; index += 1) {
    if (world.tabs.length === 0 || random.chance(0.02)) world.open(random.pick(world.devices));
    step(world, random, random.weighted(weights), begin);
    await world.time.runUntil(world.time.now + patience(world, gap()));
    if (failures.length > 0) throw failures[0];
  }
}

/** An outage of days shows no more than one of an hour, and takes as many attempts. */
function patience(world: World, gap: number): number {
  const isFair = world.network.weather === 'fair' && !world.network.isServerDown;
  return isFair ? gap : Math.min(gap, HOUR);
}

function step(world: World, random: Random, name: Step, begin: (act: Promise<void>) => void): void {
  const device = random.pick(world.devices);
  const tab = random.pick(world.tabs);
  switch (name) {
    case 'submit':
      return begin(world.submit(tab));
    case 'withdraw':
      return begin(world.withdraw(tab));
    case 'withdraw all':
      return begin(world.withdrawAll(tab));
    case 'several at once':
      for (const each of world.tabs) {
        begin(world.submit(each));
        if (random.chance(0.5)) begin(world.withdraw(each));
      }
      return;
    case 'discard':
      return begin(world.discard(tab));
    case 'try now':
      world.history.stirrings.push({ device: tab.device, at: world.time.now });
      return tab.hear(() => void tab.client.sync.drain({ now: true }));
    case 'open':
      world.open(device, random.chance(0.05));
      return;
    case 'close':
    case 'crash':
      return world.close(tab);
    case 'freeze':
      return tab.freeze();
    case 'thaw':
      return tab.thaw();
    case 'wake':
      return tab.wake(random.chance(0.5));
    case 'flap':
      return flap(world, tab);
    case 'weather':
      return world.setWeather(random.weighted<Weather>({ fair: 3, rough: 5, down: 3, portal: 1, busy: 1 }));
    case 'server':
      world.network.isServerDown = !world.network.isServerDown;
      return;
    case 'mood':
      return world.setMood(
        device,
        random.weighted<StorageMood>({ well: 5, full: 2, torn: 3, unknown: 3, unavailable: 1 }),
      );
    case 'clock':
      return world.setClock(device);
    case 'snapshot':
      return begin(world.takeSnapshot(device));
    case 'roll back':
      return begin(world.rollBack(device));
    case 'wipe':
      return begin(world.wipe(device));
    case 'clear':
      return begin(world.clear(tab));
    case 'poison':
      return world.poison();
  }
}

/**
 * A network that comes and goes five times a second, for ten seconds. It is looked at once a second, and
 * each look may try the head of every lane and one behind it: what two people would cause.
 */
function flap(world: World, tab: Tab): void {
  for (let count = 0; count < 2; count += 1) {
    world.history.stirrings.push({ device: tab.device, at: world.time.now });
  }
  for (let index = 0; index < 50; index += 1) {
    world.time.after(index * 200, () => tab.wake(true));
  }
}
