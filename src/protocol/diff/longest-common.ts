/**
 * The longest common subsequence of two rows of numbers. Bounded: what is too large is cut at numbers that
 * occur once, and what cannot be cut is called different.
 */
import { halve, table } from './bit-table.ts';
import type { Cut, Stretch } from './bit-table.ts';
import { heaviestChain } from './chain.ts';

/** Cells of the largest table that is worked out with its rows kept: 4 MB of bits. */
const LARGEST_TABLE = 32 * 1024 * 1024;

/** Cells of the largest comparison without such cuts; about a tenth of a second. */
const LARGEST_SEARCH = 640 * 1024 * 1024;

/** Calls `match` for every pair of places that belong together, in their order. */
export function longestCommon(
  a: Int32Array,
  b: Int32Array,
  match: (aPlace: number, bPlace: number) => void,
): void {
  between({ a, b, from: 0, fromEnd: a.length, to: 0, toEnd: b.length }, match);
}

function between(stretch: Stretch, match: (aPlace: number, bPlace: number) => void): void {
  const { a, b } = stretch;
  let { from, fromEnd, to, toEnd } = stretch;
  while (from < fromEnd && to < toEnd && a[from] === b[to]) match(from++, to++);
  let tail = 0;
  while (from < fromEnd && to < toEnd && a[fromEnd - 1] === b[toEnd - 1]) {
    fromEnd--;
    toEnd--;
    tail++;
  }
  if (from < fromEnd && to < toEnd) search({ a, b, from, fromEnd, to, toEnd }, match);
  for (let place = 0; place < tail; place++) match(fromEnd + place, toEnd + place);
}

function search(stretch: Stretch, match: (aPlace: number, bPlace: number) => void): void {
  const { from, fromEnd, to, toEnd } = stretch;
  const cells = (fromEnd - from) * (toEnd - to);
  if (cells <= LARGEST_TABLE) return table(stretch, match);
  const cuts = cells <= LARGEST_SEARCH ? [halve(stretch)] : onceInBoth(stretch);
  if (cuts.length === 0) return;
  let next = { from, to };
  for (const cut of cuts) {
    between({ ...stretch, ...next, fromEnd: cut.from, toEnd: cut.to }, match);
    next = cut;
  }
  between({ ...stretch, ...next }, match);
}

/** Numbers that occur once on each side and stand in the same order; the longest such chain. */
function onceInBoth({ a, b, from, fromEnd, to, toEnd }: Stretch): Cut[] {
  const places = new Map<number, { from: number; to: number; isOnce: boolean }>();
  for (let place = from; place < fromEnd; place++) {
    const number = a[place] as number;
    places.set(number, { from: place, to: -1, isOnce: !places.has(number) });
  }
  for (let place = to; place < toEnd; place++) {
    const found = places.get(b[place] as number);
    if (found === undefined) continue;
    if (found.to !== -1) found.isOnce = false;
    found.to = place;
  }
  const candidates = [...places.values()]
    .filter(({ isOnce, to: place }) => isOnce && place !== -1)
    .sort((one, other) => one.from - other.from);
  return heaviestChain(candidates, () => 1);
}
