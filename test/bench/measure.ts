/**
 * Figures: what we take beside what a peer takes in the same run, as a ratio. Both are measured in
 * every round, in an order drawn anew each time, so that a busy moment of the machine meets both.
 */

/** Contestant → what it took, one number a round. */
export type Samples<Name extends string> = Record<Name, number[]>;

export interface Spread {
  median: number;
  /** The tenth and the ninetieth percentile. */
  low: number;
  high: number;
}

/** A ratio of medians, and the interval that holds 95 of 100 ratios of rounds drawn again. */
export type Ratio = Spread;

/** What one part of the bench found. */
export interface Report {
  figures: Figure[];
  /** What explains them, to be printed below. */
  notes?: string;
}

export interface Figure {
  id: string;
  /** What `ours` and `peer` count. Less is better in every unit. */
  unit: 'ms' | 'ms/operation' | 'ms/request' | 'kB';
  ours: Spread;
  peer: Spread;
  ratio: Ratio;
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** The value below which `share` of the values lie, between two neighbours where it falls between them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error('Expected at least one value, got none');
  return below + (above - below) * (place - Math.floor(place));
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), low: quantile(values, 0.1), high: quantile(values, 0.9) };
}

const RESAMPLES = 1000;

/** Rounds are drawn again as pairs, because what disturbed one contestant may have disturbed the other. */
export function ratioOf(ours: readonly number[], peer: readonly number[], random: () => number): Ratio {
  if (ours.length !== peer.length) {
    throw new Error(`Expected as many rounds of both, got ${ours.length} and ${peer.length}`);
  }
  const ratios = Array.from({ length: RESAMPLES }, () => {
    const rounds = ours.map(() => Math.floor(random() * ours.length));
    const median = (values: readonly number[]): number =>
      quantile(
        rounds.flatMap((round) => values[round] ?? []),
        0.5,
      );
    return median(ours) / median(peer);
  });
  return {
    median: quantile(ours, 0.5) / quantile(peer, 0.5),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
  };
}

export function figure(
  id: string,
  unit: Figure['unit'],
  ours: readonly number[],
  peer: readonly number[],
): Figure {
  const ratio = ratioOf(ours, peer, seededRandom(1));
  return { id, unit, ours: spreadOf(ours), peer: spreadOf(peer), ratio };
}

/** Runs every contestant once a round; the rounds before the first that counts only warm up. */
export async function race<Name extends string>(
  contestants: Record<Name, () => Promise<number>>,
  { rounds, warmUp, random }: { rounds: number; warmUp: number; random: () => number },
): Promise<Samples<Name>> {
  const names = Object.keys(contestants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Samples<Name>;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of shuffled(names, random)) {
      const taken = await contestants[name]();
      if (round >= 0) samples[name].push(taken);
    }
  }
  return samples;
}
