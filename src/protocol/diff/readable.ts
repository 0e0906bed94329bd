/** A shortest list of changes is not always one a person can read: two repairs that keep it as true. */
import { isWord } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Readable marks may cost this much more than the fewest marks possible. */
const PRICE = 0.08;

/** In tokens; where a unit starts is none, because it holds the text's shape. */
const LARGEST_ISLAND = 6;

/** A stretch that stayed, with what changed on both sides of it. */
interface Island {
  at: number;
  to: number;
  size: number;
  words: number;
  /** Words that went or came before and after it. */
  before: number;
  after: number;
}

/**
 * "The", "of" or a comma that happen to stand in both texts tear a rewritten sentence into confetti. The
 * smallest such islands become part of the change around them, as long as the price is kept.
 */
export function mergeIslands(partner: Int32Array, from: readonly Token[], to: readonly Token[]): void {
  const islands = islandsOf(partner, from, to);
  const changed = islands.reduce((sum, { before }) => sum + before, islands.at(-1)?.after ?? 0);
  let left = Math.floor(changed * PRICE);
  const small = islands
    .filter(
      ({ at, to: place, size, words, before, after }) =>
        before > 0 &&
        after > 0 &&
        words * 2 <= Math.min(before, after) &&
        size <= LARGEST_ISLAND &&
        // The end of a unit is no tear in a sentence.
        !isEnd(from[at + size]) &&
        !isEnd(to[place + size]) &&
        !from.slice(at, at + size).some(({ shape }) => shape !== undefined),
    )
    .sort((one, other) => one.words - other.words || other.before + other.after - one.before - one.after);
  for (const { at, size, words } of small) {
    const price = words * 2;
    if (price > left) break;
    left -= price;
    partner.fill(-1, at, at + size);
  }
}

function islandsOf(partner: Int32Array, from: readonly Token[], to: readonly Token[]): Island[] {
  const islands: Island[] = [];
  const wordsIn = (tokens: readonly Token[], start: number, end: number): number => {
    let count = 0;
    for (let place = start; place < end; place++) if (isWord(tokens[place] as Token)) count++;
    return count;
  };
  let [aNext, bNext] = [0, 0];
  for (let at = 0; at < from.length; at++) {
    const other = partner[at] as number;
    if (other === -1) continue;
    let size = 1;
    while (partner[at + size] === other + size) size++;
    const before = wordsIn(from, aNext, at) + wordsIn(to, bNext, other);
    const last = islands.at(-1);
    if (last !== undefined) last.after = before;
    islands.push({ at, to: other, size, words: wordsIn(from, at, at + size), before, after: 0 });
    [aNext, bNext] = [at + size, other + size];
    at = aNext - 1;
  }
  const last = islands.at(-1);
  if (last !== undefined) last.after = wordsIn(from, aNext, from.length) + wordsIn(to, bNext, to.length);
  return islands;
}

/**
 * What only came, or only went, can often stand one place further left or right ("[the big] the" or "the [big
 * the]"). It moves to where a unit or a sentence starts.
 */
export function slide(partner: Int32Array, from: readonly Token[], to: readonly Token[]): void {
  const back = new Int32Array(to.length).fill(-1);
  partner.forEach((other, place) => {
    if (other !== -1) back[other] = place;
  });
  slideSide(back, partner, to);
  slideSide(partner, back, from);
}

/** `lonely`: for each token of a side its partner on the other, or -1. Both maps are kept in step. */
function slideSide(lonely: Int32Array, other: Int32Array, tokens: readonly Token[]): void {
  for (let start = 0; start < lonely.length; start++) {
    if (lonely[start] !== -1) continue;
    let end = start;
    while (end < lonely.length && lonely[end] === -1) end++;
    const left = start === 0 ? -1 : (lonely[start - 1] as number);
    const right = end === lonely.length ? other.length : (lonely[end] as number);
    // Only where nothing went on the other side at this place.
    if (right === left + 1) start = slid({ lonely, other, tokens, start, end });
    else start = end;
  }
}

interface Hunk {
  lonely: Int32Array;
  other: Int32Array;
  tokens: readonly Token[];
  start: number;
  end: number;
}

/** Moves one stretch to its best place; returns its last place. */
function slid({ lonely, other, tokens, start, end }: Hunk): number {
  const isEqual = (one: number, two: number): boolean => tokens[one]?.id === tokens[two]?.id;
  let first = start;
  while (first > 0 && lonely[first - 1] !== -1 && isEqual(first - 1, first - 1 + end - start)) first--;
  let last = start;
  while (
    last + end - start < lonely.length &&
    lonely[last + end - start] !== -1 &&
    isEqual(last, last + end - start)
  )
    last++;
  let best = start;
  for (let place = first; place <= last; place++)
    if (beginning(tokens, place) > beginning(tokens, best)) best = place;
  const move = (free: number, taken: number): void => {
    const partner = lonely[taken] as number;
    lonely[free] = partner;
    lonely[taken] = -1;
    other[partner] = free;
  };
  const size = end - start;
  for (let place = start; place > best; place--) move(place - 1 + size, place - 1);
  for (let place = start; place < best; place++) move(place, place + size);
  return best + size;
}

/** How well a stretch may begin here. */
function beginning(tokens: readonly Token[], place: number): number {
  if (tokens[place]?.shape !== undefined) return 3;
  const before = tokens[place - 1];
  if (before === undefined || before.shape !== undefined || before.text === '\n') return 2;
  if (/^[.!?:;]$/.test(before.text.trim())) return 2;
  return tokens[place]?.text.startsWith(' ') === true ? 1 : 0;
}

/**
 * A full stop at the end of a paragraph also ends the paragraph that came after it: which of the two stayed is a
 * matter of taste, and the one in the same paragraph is read more easily.
 */
export function rejoin(partner: Int32Array, from: readonly Token[], to: readonly Token[]): void {
  const back = new Int32Array(to.length).fill(-1);
  partner.forEach((other, place) => {
    if (other !== -1) back[other] = place;
  });
  rejoinSide(partner, back, { lonely: from, other: to });
  rejoinSide(back, partner, { lonely: to, other: from });
}

/** Of places that follow each other on one side and not on the other, with a new unit between them there. */
function rejoinSide(
  partner: Int32Array,
  back: Int32Array,
  { lonely, other }: { lonely: readonly Token[]; other: readonly Token[] },
): void {
  for (let place = 1; place < partner.length; place++) {
    const [before, now] = [partner[place - 1] as number, partner[place] as number];
    if (before === -1 || now === -1 || now === before + 1 || isStart(lonely[place])) continue;
    let nearer = before + 1;
    while (nearer < now && !isStart(other[nearer]) && other[nearer]?.id !== lonely[place]?.id) nearer++;
    const isFound = nearer < now && other[nearer]?.id === lonely[place]?.id;
    const isAcross = other.slice(nearer, now).some(isStart);
    if (!isFound || !isAcross) continue;
    partner[place] = nearer;
    back[nearer] = place;
    back[now] = -1;
  }
}

function isEnd(next: Token | undefined): boolean {
  return next === undefined || isStart(next);
}

function isStart(token: Token | undefined): boolean {
  return token?.shape !== undefined;
}
