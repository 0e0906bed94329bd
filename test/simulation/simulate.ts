/** Plays one schedule from its seed and says what was broken. */
import { provideKeyRanges } from './device.ts';
import { violationsOf } from './invariants.ts';
import type { Violation } from './invariants.ts';
import { Random } from './random.ts';
import { play } from './schedule.ts';
import { World } from './world.ts';
import type { WorldParts } from './world.ts';

/** Twice the longest delay between attempts, and what a frozen sender may cost. */
const HEALING = 2 * 5 * 60_000 + 60_000;

export interface Outcome {
  violations: Violation[];
  acts: number;
  confirmed: number;
  requests: number;
}

export async function simulate(
  seed: number,
  { backend, form, openDevice }: Pick<WorldParts, 'backend' | 'form' | 'openDevice'>,
): Promise<Outcome> {
  provideKeyRanges();
  const random = new Random(seed);
  const world = new World({
    random,
    backend,
    form,
    name: `s${seed}`,
    devices: random.between(1, 3),
    ...(openDevice === undefined ? {} : { openDevice }),
  });
  try {
    await play(world, random);
    const fresh = await world.heal();
    await world.time.runUntil(world.time.now + HEALING);
    const violations = await world.time.passUntil(violationsOf(world, fresh));
    return {
      violations,
      acts: world.history.acts.size,
      confirmed: world.history.confirmed.size,
      requests: world.network.requests.length,
    };
  } catch (cause) {
    const about = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    return { violations: [{ invariant: 'I0 no error', about }], acts: 0, confirmed: 0, requests: 0 };
  } finally {
    await world.end();
  }
}
