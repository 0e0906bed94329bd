/** Which section of the older version is which of the newer one: renamed and moved ones are found again. */
import type { PolicySection } from '../policy-text.schema.ts';
import { heaviestChain } from './chain.ts';
import { headingKey } from './heading.ts';
import { heaviestPairs, likest, onlyOnes } from './likeness.ts';
import type { Pair, TokensIn } from './likeness.ts';

/** A section without those inside it. */
export interface FlatSection {
  section: PolicySection;
  /** In the order of reading, from 0. */
  place: number;
  /** 1 for one that stands in no other. */
  depth: number;
  parent: FlatSection | undefined;
  /** The sections right inside it. */
  inner: FlatSection[];
  /** Its own text; equal texts have equal ones. */
  text: string;
}

/** In the order of reading. */
export function flatten(
  sections: readonly PolicySection[],
  parent?: FlatSection,
  flats: FlatSection[] = [],
): FlatSection[] {
  for (const section of sections) {
    const text = JSON.stringify([section.summary, section.blocks]);
    const depth = (parent?.depth ?? 0) + 1;
    const flat: FlatSection = { section, place: flats.length, depth, parent, inner: [], text };
    flats.push(flat);
    parent?.inner.push(flat);
    flatten(section.sections ?? [], flat, flats);
  }
  return flats;
}

/** A text with fewer words may stand in any section. */
const LEAST_WORDS = 8;

/**
 * By id; what is left by its text, by its words and its heading, by the sections inside it, and by where it
 * stands. Newer section → older one.
 */
export function matchSections(
  from: readonly FlatSection[],
  to: readonly FlatSection[],
  tokensIn: TokensIn,
): Map<FlatSection, FlatSection> {
  const older = new Map<FlatSection, FlatSection>();
  const taken = new Set<FlatSection>();
  const pair = (now: FlatSection, then: FlatSection): void => {
    older.set(now, then);
    taken.add(then);
  };
  const left = (): FlatSection[] => from.filter((flat) => !taken.has(flat));
  const right = (): FlatSection[] => to.filter((flat) => !older.has(flat));
  const pairBy = (keyOf: (flat: FlatSection) => string | undefined): void => {
    const before = onlyOnes(left(), keyOf);
    for (const [key, now] of onlyOnes(right(), keyOf)) {
      const then = before.get(key);
      if (then !== undefined) pair(now, then);
    }
  };
  pairBy(({ section }) => section.id);
  pairBy(({ text }) => (text.split(' ').length < LEAST_WORDS ? undefined : text));
  for (const { now, then } of likest(left(), right(), tokensIn)) pair(now, then);
  // Round by round: what is found of sections tells what they stand in.
  for (let found = holders(right(), older, taken); found.length > 0; found = holders(right(), older, taken))
    for (const { now, then } of found) pair(now, then);
  pairInside(left(), right(), older, pair);
  pairBy(({ section }) => headingKey(section.heading));
  return older;
}

/** Sections of which at least half of what stands in them, both sides taken together, is the same. */
function holders(
  right: readonly FlatSection[],
  older: ReadonlyMap<FlatSection, FlatSection>,
  taken: ReadonlySet<FlatSection>,
): Pair[] {
  const candidates = right.flatMap((now) => {
    const counts = new Map<FlatSection, number>();
    for (const inner of now.inner) {
      const then = older.get(inner)?.parent;
      if (then !== undefined && !taken.has(then)) counts.set(then, (counts.get(then) ?? 0) + 1);
    }
    return [...counts].map(([then, count]) => {
      const weight = (2 * count) / (now.inner.length + then.inner.length);
      return { now, then, weight };
    });
  });
  return heaviestPairs(candidates.filter(({ weight }) => weight >= 0.5));
}

/** Headings that stand as often in a section as in the one it was, in their order. */
function pairInside(
  left: readonly FlatSection[],
  right: readonly FlatSection[],
  older: ReadonlyMap<FlatSection, FlatSection>,
  pair: (now: FlatSection, then: FlatSection) => void,
): void {
  const before = byPlace(left);
  // In the order of reading, so that a section found here tells of those inside it.
  for (const [parent, headings] of byPlace(right)) {
    const holder = parent === undefined ? undefined : older.get(parent);
    if (parent !== undefined && holder === undefined) continue;
    for (const [key, nows] of headings) {
      const thens = before.get(holder)?.get(key) ?? [];
      if (thens.length === nows.length)
        nows.forEach((now, place) => {
          pair(now, thens[place] as FlatSection);
        });
    }
  }
}

/** By what they stand in, and by heading. */
function byPlace(flats: readonly FlatSection[]): Map<FlatSection | undefined, Map<string, FlatSection[]>> {
  const places = new Map<FlatSection | undefined, Map<string, FlatSection[]>>();
  for (const flat of flats) {
    const key = headingKey(flat.section.heading);
    if (key === undefined) continue;
    const headings = places.get(flat.parent) ?? new Map<string, FlatSection[]>();
    places.set(flat.parent, headings);
    const found = headings.get(key);
    if (found === undefined) headings.set(key, [flat]);
    else found.push(flat);
  }
  return places;
}

/** Matched sections that stand elsewhere: not in the longest row that kept its order, or in another section. */
export function movedSections(
  from: readonly FlatSection[],
  to: readonly FlatSection[],
  older: ReadonlyMap<FlatSection, FlatSection>,
): Set<FlatSection> {
  const placeOf = new Map(from.map((flat, place) => [flat, place]));
  const pairs = to.flatMap((now) => {
    const then = older.get(now);
    return then === undefined ? [] : [{ now, then, to: placeOf.get(then) ?? 0 }];
  });
  const kept = new Set(heaviestChain(pairs, ({ now }) => now.text.length + 1));
  const isElsewhere = ({ now, then }: (typeof pairs)[number]): boolean => {
    if (now.parent === undefined || then.parent === undefined) return now.parent !== then.parent;
    // A parent that is new or gone is said of the parent.
    const before = older.get(now.parent);
    return before !== undefined && before !== then.parent;
  };
  return new Set(pairs.filter((pair) => !kept.has(pair) || isElsewhere(pair)).map(({ now }) => now));
}
