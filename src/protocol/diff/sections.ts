/** Which section of the older version is which of the newer one: renamed and moved ones are found again. */
import type { PolicySection } from '../policy-text.schema.ts';
import { heaviestChain } from './chain.ts';
import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import { unitsOf } from './units.ts';

/** A section without those inside it. */
export interface FlatSection {
  section: PolicySection;
  depth: number;
  parent: FlatSection | undefined;
  /** Its own text; equal texts have equal ones. */
  text: string;
}

/** In the order of reading. */
export function flatten(sections: readonly PolicySection[], parent?: FlatSection, depth = 1): FlatSection[] {
  return sections.flatMap((section) => {
    const text = JSON.stringify([section.summary, section.blocks]);
    const flat: FlatSection = { section, depth, parent, text };
    return [flat, ...flatten(section.sections ?? [], flat, depth + 1)];
  });
}

/** Sections with fewer words say too little to be found again by them. */
const LEAST_WORDS = 8;
/** The share of word triples two sections must have in common to be the same one. */
const LEAST_LIKENESS = 0.35;
/** A triple that stands in more sections than these says nothing of one. */
const COMMON = 20;

/** By id; what is left by its words, by its heading, and by likeness. Newer section → older one. */
export function matchSections(
  from: readonly FlatSection[],
  to: readonly FlatSection[],
  numberOf: (key: string) => number,
): Map<FlatSection, FlatSection> {
  const older = new Map<FlatSection, FlatSection>();
  const taken = new Set<FlatSection>();
  const pair = (now: FlatSection, then: FlatSection): void => {
    older.set(now, then);
    taken.add(then);
  };
  const pairBy = (keyOf: (flat: FlatSection) => string | undefined): void => {
    const left = onlyOnes(
      from.filter((flat) => !taken.has(flat)),
      keyOf,
    );
    const right = onlyOnes(
      to.filter((flat) => !older.has(flat)),
      keyOf,
    );
    for (const [key, now] of right) {
      const then = left.get(key);
      if (then !== undefined) pair(now, then);
    }
  };
  pairBy(({ section }) => section.id);
  pairBy(({ text }) => (text.split(' ').length < LEAST_WORDS ? undefined : text));
  pairBy(({ section }) => section.heading.trim().toLowerCase());
  const rest = { from: from.filter((flat) => !taken.has(flat)), to: to.filter((flat) => !older.has(flat)) };
  for (const { now, then } of likest(rest.from, rest.to, numberOf)) pair(now, then);
  return older;
}

/** Those whose key is no other's. */
function onlyOnes(
  flats: readonly FlatSection[],
  keyOf: (flat: FlatSection) => string | undefined,
): Map<string, FlatSection> {
  const found = new Map<string, FlatSection[]>();
  for (const flat of flats) {
    const key = keyOf(flat);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), flat]);
  }
  return new Map(
    [...found].flatMap(([key, [only, ...others]]) => (only && others.length === 0 ? [[key, only]] : [])),
  );
}

/** Pairs from the likest on; each section once. */
function likest(
  from: readonly FlatSection[],
  to: readonly FlatSection[],
  numberOf: (key: string) => number,
): { now: FlatSection; then: FlatSection }[] {
  if (from.length === 0 || to.length === 0) return [];
  const triples = new Map([...from, ...to].map((flat) => [flat, triplesOf(flat, numberOf)]));
  const holders = new Map<string, FlatSection[]>();
  for (const then of from) {
    for (const triple of triples.get(then) ?? []) holders.set(triple, [...(holders.get(triple) ?? []), then]);
  }
  const candidates = to.flatMap((now) => {
    const shared = new Map<FlatSection, number>();
    for (const triple of triples.get(now) ?? []) {
      const found = holders.get(triple) ?? [];
      if (found.length <= COMMON) for (const then of found) shared.set(then, (shared.get(then) ?? 0) + 1);
    }
    return [...shared].map(([then, count]) => {
      const size = (triples.get(now)?.size ?? 0) + (triples.get(then)?.size ?? 0);
      return { now, then, likeness: (2 * count) / size };
    });
  });
  const used = new Set<FlatSection>();
  return candidates
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort((one, other) => other.likeness - one.likeness)
    .filter(({ now, then }) => {
      const isFree = !used.has(now) && !used.has(then);
      if (isFree) used.add(now).add(then);
      return isFree;
    });
}

function triplesOf({ section }: FlatSection, numberOf: (key: string) => number): Set<string> {
  const tokens: Token[] = tokensOf(unitsOf(section), numberOf);
  const triples = new Set<string>();
  if (tokens.length < LEAST_WORDS) return triples;
  for (let place = 2; place < tokens.length; place++) {
    triples.add(
      tokens
        .slice(place - 2, place + 1)
        .map(({ id }) => id)
        .join(' '),
    );
  }
  return triples;
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
