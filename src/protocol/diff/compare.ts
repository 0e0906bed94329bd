/** What stayed, went and came between two rows of tokens, as a reader would mark it. */
import { heaviestChain } from './chain.ts';
import { partGlued } from './glued.ts';
import { longestCommon } from './longest-common.ts';
import { mergeIslands, rejoin, slide } from './readable.ts';
import type { Token } from './tokens.ts';

/** Tokens in a row that share one fate. */
export interface Stretched {
  op: 'same' | 'removed' | 'added';
  /** Of 'same' and 'added' those of the new text, of 'removed' those of the old one. */
  tokens: readonly Token[];
  /** Of 'same': the same tokens in the old text, where their stress or link may be another. */
  before?: readonly Token[];
}

/**
 * Units that did not change stand first; between them the longest common subsequence of words; then what
 * only looks torn is put together (`readable.ts`).
 */
export function compare(from: readonly Token[], to: readonly Token[]): Stretched[] {
  const [a, b] = [from, to].map((tokens) => Int32Array.from(tokens, ({ id }) => id)) as [
    Int32Array,
    Int32Array,
  ];
  /** For each token of the old text its place in the new one, or -1. */
  const partner = new Int32Array(a.length).fill(-1);
  let [aNext, bNext] = [0, 0];
  const fill = (aEnd: number, bEnd: number): void => {
    const [aStart, bStart] = [aNext, bNext];
    longestCommon(a.subarray(aStart, aEnd), b.subarray(bStart, bEnd), (aPlace, bPlace) => {
      partner[aStart + aPlace] = bStart + bPlace;
    });
  };
  for (const { at, to: start, size } of unchangedUnits(from, to)) {
    fill(at, start);
    for (let offset = 0; offset < size; offset++) partner[at + offset] = start + offset;
    [aNext, bNext] = [at + size, start + size];
  }
  fill(a.length, b.length);
  rejoin(partner, from, to);
  mergeIslands(partner, from, to);
  slide(partner, from, to);
  partGlued(partner, from, to);
  return stretches(partner, from, to);
}

interface Anchor {
  at: number;
  to: number;
  size: number;
}

/** Units that stand on both sides with the same words, as often here as there, and in the same order. */
function unchangedUnits(from: readonly Token[], to: readonly Token[]): Anchor[] {
  const [ours, theirs] = [startsByWords(from), startsByWords(to)];
  const pairs: Anchor[] = [];
  for (const [words, starts] of ours) {
    const others = theirs.get(words) ?? [];
    if (others.length !== starts.length) continue;
    const size = words.split(' ').length;
    // A unit without words of its own (the start of a row) says nothing of where it belongs.
    if (size > 1) starts.forEach((at, index) => pairs.push({ at, to: others[index] as number, size }));
  }
  pairs.sort((one, other) => one.at - other.at);
  return heaviestChain(pairs, ({ size }) => size);
}

function startsByWords(tokens: readonly Token[]): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  let at = 0;
  for (let end = 1; end <= tokens.length; end++) {
    if (end < tokens.length && tokens[end]?.shape === undefined) continue;
    const words = tokens
      .slice(at, end)
      .map(({ id }) => id)
      .join(' ');
    starts.set(words, [...(starts.get(words) ?? []), at]);
    at = end;
  }
  return starts;
}

/**
 * What went stands before what came in its place; words that join the unit before stand before the units
 * that went.
 */
function stretches(partner: Int32Array, from: readonly Token[], to: readonly Token[]): Stretched[] {
  const result: Stretched[] = [];
  let [aNext, bNext] = [0, 0];
  const put = (op: Stretched['op'], tokens: readonly Token[]): void => {
    if (tokens.length > 0) result.push({ op, tokens });
  };
  const putGap = (aEnd: number, bEnd: number): void => {
    const gone = from.slice(aNext, aEnd);
    const come = to.slice(bNext, bEnd);
    const [goneUnits, comeUnits] = [firstStart(gone), firstStart(come)];
    put('removed', gone.slice(0, goneUnits));
    put('added', come.slice(0, comeUnits));
    put('removed', gone.slice(goneUnits));
    put('added', come.slice(comeUnits));
  };
  let place = 0;
  while (place < from.length) {
    const other = partner[place] as number;
    if (other === -1) {
      place++;
      continue;
    }
    putGap(place, other);
    let size = 1;
    while (partner[place + size] === other + size) size++;
    result.push({
      op: 'same',
      tokens: to.slice(other, other + size),
      before: from.slice(place, place + size),
    });
    [aNext, bNext] = [place + size, other + size];
    place = aNext;
  }
  putGap(from.length, to.length);
  return result;
}

function firstStart(tokens: readonly Token[]): number {
  const start = tokens.findIndex(({ shape }) => shape !== undefined);
  return start === -1 ? tokens.length : start;
}
