/**
 * The table of common subsequences with one bit per place of the second row, so that a step costs a
 * thirty-second of the table's width (Hyyrö 2004), and only where the bit pattern can change.
 */

export interface Stretch {
  /** Two rows of numbers, and what of them is compared. */
  a: Int32Array;
  b: Int32Array;
  from: number;
  fromEnd: number;
  to: number;
  toEnd: number;
}

/** A place of both rows. */
export interface Cut {
  from: number;
  to: number;
}

/** Every number's places in the second row, by word of 32 places: [word, bits, word, bits, …]. */
function masksOf({ b, to, toEnd }: Stretch): Map<number, number[]> {
  const masks = new Map<number, number[]>();
  for (let place = to; place < toEnd; place++) {
    const number = b[place] as number;
    const mask = masks.get(number) ?? [];
    if (mask.length === 0) masks.set(number, mask);
    const word = (place - to) >>> 5;
    const bit = 1 << ((place - to) & 31);
    if (mask.at(-2) === word) mask[mask.length - 1] = (mask.at(-1) as number) | bit;
    else mask.push(word, bit);
  }
  return masks;
}

/** One step of the bit pattern: a zero says that the common subsequence grows at this place. */
function step(row: Uint32Array, mask: readonly number[]): void {
  let carry = 0;
  let word = 0;
  for (let index = 0; index < mask.length; index += 2) {
    const next = mask[index] as number;
    // A carry runs on through words without a place of this number.
    while (carry === 1 && word < next) {
      const value = row[word] as number;
      carry = value === 0xffffffff ? 1 : 0;
      row[word] = (value + 1) | value;
      word++;
    }
    const value = row[next] as number;
    const matched = (value & (mask[index + 1] as number)) >>> 0;
    const sum = value + matched + carry;
    carry = sum > 0xffffffff ? 1 : 0;
    row[next] = sum | (value & ~matched);
    word = next + 1;
  }
  while (carry === 1 && word < row.length) {
    const value = row[word] as number;
    carry = value === 0xffffffff ? 1 : 0;
    row[word] = (value + 1) | value;
    word++;
  }
}

const NOWHERE: readonly number[] = [];

/** With every row of the table kept, the way back through it is known. */
export function table(stretch: Stretch, match: (aPlace: number, bPlace: number) => void): void {
  const { a, from, fromEnd, to, toEnd } = stretch;
  const masks = masksOf(stretch);
  const width = (toEnd - to + 31) >>> 5;
  const row = new Uint32Array(width).fill(0xffffffff);
  const rows = new Uint32Array(width * (fromEnd - from + 1));
  rows.set(row, 0);
  for (let place = from; place < fromEnd; place++) {
    step(row, masks.get(a[place] as number) ?? NOWHERE);
    rows.set(row, width * (place - from + 1));
  }
  const grows = (line: number, column: number): boolean =>
    (((rows[line * width + (column >>> 5)] as number) >>> (column & 31)) & 1) === 0;
  const pairs: number[] = [];
  let line = fromEnd - from;
  let column = toEnd - to;
  while (line > 0 && column > 0) {
    if (!grows(line, column - 1)) column--;
    else if (grows(line - 1, column - 1)) line--;
    else {
      line--;
      column--;
      pairs.push(line, column);
    }
  }
  for (let index = pairs.length - 2; index >= 0; index -= 2)
    match(from + (pairs[index] as number), to + (pairs[index + 1] as number));
}

/** Where the halves of the first row meet in the second (Hirschberg 1975). */
export function halve(stretch: Stretch): Cut {
  const { a, b, from, fromEnd, to, toEnd } = stretch;
  const middle = from + ((fromEnd - from) >>> 1);
  const width = toEnd - to;
  const ahead = lengths({ ...stretch, fromEnd: middle });
  const back = lengths({
    a: a.slice(middle, fromEnd).reverse(),
    b: b.slice(to, toEnd).reverse(),
    from: 0,
    fromEnd: fromEnd - middle,
    to: 0,
    toEnd: width,
  });
  let best = 0;
  const lengthAt = (place: number): number => (ahead[place] as number) + (back[width - place] as number);
  for (let place = 1; place <= width; place++) if (lengthAt(place) > lengthAt(best)) best = place;
  return { from: middle, to: to + best };
}

/** How long the common subsequence of the first row is with each beginning of the second. */
function lengths(stretch: Stretch): Int32Array {
  const { a, from, fromEnd, to, toEnd } = stretch;
  const masks = masksOf(stretch);
  const row = new Uint32Array((toEnd - to + 31) >>> 5).fill(0xffffffff);
  for (let place = from; place < fromEnd; place++) step(row, masks.get(a[place] as number) ?? NOWHERE);
  const result = new Int32Array(toEnd - to + 1);
  for (let place = 0; place < toEnd - to; place++) {
    const grows = (((row[place >>> 5] as number) >>> (place & 31)) & 1) === 0;
    result[place + 1] = (result[place] as number) + (grows ? 1 : 0);
  }
  return result;
}
