/** How much two sections say the same: the word triples they have in common. */
import type { PolicySection } from '../policy-text.schema.ts';
import { headingKey } from './heading.ts';
import type { FlatSection } from './sections.ts';
import type { Token } from './tokens.ts';

/** A section's own words. */
export type TokensIn = (section: PolicySection) => readonly Token[];

export interface Pair {
  now: FlatSection;
  then: FlatSection;
}

/** Sections with fewer words say too little to be found again by them. */
const LEAST_WORDS = 8;
/** The share of word triples two sections must have in common to be the same one. */
const LEAST_LIKENESS = 0.35;
/**
 * What an equal heading counts. A section that kept its heading and none of its words is that section still,
 * unless another one took most of the words along.
 */
const SAME_HEADING = 0.6;
/** Tokens that are told apart in a triple; what more there are may be taken for others. */
const TOLD_APART = 2 ** 17;
/** A triple that stands in more sections than these says nothing of one. */
const COMMON = 20;

export interface Candidate extends Pair {
  weight: number;
}

/** Pairs from the likest on; each section once. */
export function likest(from: readonly FlatSection[], to: readonly FlatSection[], tokensIn: TokensIn): Pair[] {
  if (from.length === 0 || to.length === 0) return [];
  return heaviestPairs([...byWords(from, to, tokensIn), ...byHeading(from, to)]);
}

/** Each section once; of equal weight, those that stand nearest. The same the other way round. */
export function heaviestPairs(candidates: readonly Candidate[]): Pair[] {
  const used = new Set<FlatSection>();
  const apart = ({ now, then }: Pair): number => Math.abs(now.place - then.place);
  return candidates
    .toSorted(
      (one, other) =>
        other.weight - one.weight ||
        apart(one) - apart(other) ||
        one.now.place + one.then.place - other.now.place - other.then.place,
    )
    .filter(({ now, then }) => {
      const isFree = !used.has(now) && !used.has(then);
      if (isFree) used.add(now).add(then);
      return isFree;
    });
}

function byWords(from: readonly FlatSection[], to: readonly FlatSection[], tokensIn: TokensIn): Candidate[] {
  const triples = new Map([...from, ...to].map((flat) => [flat, triplesOf(flat, tokensIn)]));
  const holders = new Map<number, FlatSection[]>();
  for (const then of from) {
    for (const triple of triples.get(then) ?? []) {
      const found = holders.get(triple);
      if (found === undefined) holders.set(triple, [then]);
      else found.push(then);
    }
  }
  return to.flatMap((now) => {
    const shared = new Map<FlatSection, number>();
    for (const triple of triples.get(now) ?? []) {
      const found = holders.get(triple) ?? [];
      if (found.length <= COMMON) for (const then of found) shared.set(then, (shared.get(then) ?? 0) + 1);
    }
    return [...shared].flatMap(([then, count]): Candidate[] => {
      const size = (triples.get(now)?.size ?? 0) + (triples.get(then)?.size ?? 0);
      const likeness = (2 * count) / size;
      const isSame = hasSameHeading(now, then);
      // Sections of one heading need only a little in common.
      if (likeness < LEAST_LIKENESS && !isSame) return [];
      return [{ now, then, weight: likeness + (isSame ? SAME_HEADING : 0) }];
    });
  });
}

/** Headings that no other section has on its side. */
function byHeading(from: readonly FlatSection[], to: readonly FlatSection[]): Candidate[] {
  const keyOf = ({ section }: FlatSection): string | undefined => headingKey(section.heading);
  const left = onlyOnes(from, keyOf);
  return [...onlyOnes(to, keyOf)].flatMap(([key, now]): Candidate[] => {
    const then = left.get(key);
    return then === undefined ? [] : [{ now, then, weight: SAME_HEADING }];
  });
}

function hasSameHeading(now: FlatSection, then: FlatSection): boolean {
  const key = headingKey(now.section.heading);
  return key !== undefined && key === headingKey(then.section.heading);
}

function triplesOf({ section }: FlatSection, tokensIn: TokensIn): Set<number> {
  const tokens = tokensIn(section);
  const triples = new Set<number>();
  if (tokens.length < LEAST_WORDS) return triples;
  for (let place = 2; place < tokens.length; place++) {
    let triple = 0;
    for (let word = place - 2; word <= place; word++)
      triple = triple * TOLD_APART + ((tokens[word] as Token).id % TOLD_APART);
    triples.add(triple);
  }
  return triples;
}

/** Those whose key is no other's. */
export function onlyOnes(
  flats: readonly FlatSection[],
  keyOf: (flat: FlatSection) => string | undefined,
): Map<string, FlatSection> {
  const found = new Map<string, FlatSection>();
  const several = new Set<string>();
  for (const flat of flats) {
    const key = keyOf(flat);
    if (key === undefined) continue;
    if (found.has(key)) several.add(key);
    found.set(key, flat);
  }
  for (const key of several) found.delete(key);
  return found;
}
