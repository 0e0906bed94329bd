/** Which lines of a plain text are headings: those that stand alone, are short and do not end as sentences do. */
import { datesIn } from './dates-in-text.ts';
import { markerOf } from './text-lines.ts';
import type { TextLine } from './text-lines.ts';

const LONGEST = 80;
const MOST_WORDS = 14;
/** This many in a row, without a text below any of them, are an address or a list. */
const TOO_MANY = 3;

export interface TextHeading {
  level: number;
  text: string;
}

/** By the number of the block; the first block of the file may be the title. */
export function headingsIn(blocks: readonly TextLine[][], language: string): Map<number, TextHeading> {
  const candidates = blocks.map((block, index) => candidate(block, blocks[index - 1], language));
  const headings = new Map<number, TextHeading>();
  for (let index = 0; index < blocks.length; index += 1) {
    let end = index;
    while (candidates[end] !== undefined) end += 1;
    const isTitled = index === 0;
    const isEnd = blocks.slice(end).every(isDamage);
    // Nothing follows the last lines of a file: they are a signature, or a date.
    const inRow = end - index - (isTitled ? 1 : 0);
    for (; index < end; index += 1) {
      const found = candidates[index];
      const isTitle = isTitled && index === 0;
      if (found === undefined || (!isTitle && (isEnd || inRow >= TOO_MANY))) continue;
      headings.set(index, isTitle ? { ...found, level: 1 } : found);
    }
  }
  return headings;
}

function candidate(
  block: readonly TextLine[],
  before: readonly TextLine[] | undefined,
  language: string,
): TextHeading | undefined {
  const [line, more] = block;
  if (line === undefined || more !== undefined) return undefined;
  const { text } = line;
  const marker = markerOf(text);
  // After a colon comes what was announced.
  if (
    before?.at(-1)?.text.endsWith(':') === true ||
    (before !== undefined && isItem(before) && isItem(block))
  )
    return undefined;
  if (marker !== undefined && (!marker.ordered || text.startsWith('('))) return undefined;
  const words = marker?.rest ?? text;
  const isHeading =
    text.length <= LONGEST &&
    text.split(/\s+/).length <= MOST_WORDS &&
    /^["“„«‘'(¿]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(words) &&
    /\p{L}/u.test(words) &&
    !/[.,;:!…]["”’)]?$/.test(words) &&
    !/@|https?:|www\.|;/.test(words) &&
    datesIn(words, language).length === 0;
  return isHeading ? { level: 1 + (marker?.depth ?? 1), text } : undefined;
}

/** A numbered line after another is an item; a chapter has a text between it and the next. */
function isItem([line]: readonly TextLine[]): boolean {
  return line !== undefined && markerOf(line.text) !== undefined;
}

function isDamage(block: readonly TextLine[]): boolean {
  return block.every(({ text }) => /^[?\s]+$/.test(text));
}
