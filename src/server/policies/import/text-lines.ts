/** Lines of a plain text: where each stands, what marker it begins with, and whether a break in it means something. */

export interface TextLine {
  /** Without spaces around it; no-break spaces count as such. */
  text: string;
  /** From 1. */
  number: number;
  indent: number;
}

export interface Marker {
  ordered: boolean;
  /** Chapters such as 2.1 have two. */
  depth: number;
  /** What follows the marker. */
  rest: string;
}

const BULLET = /^(?:[•‣⁃◦▪■●○·*]|[–—-](?=\s))\s*(?=\S)/u;
const NUMBER = /^(?:\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:\d{1,3}|[a-z])\)|\d{1,3}\.(?:\d{1,3}\.?)*)\s+(?=\S)/i;

/** Lines of the file in groups that blank lines separate. */
export function blocksOf(source: string): TextLine[][] {
  const blocks: TextLine[][] = [];
  let block: TextLine[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    const text = line.trim();
    if (text === '') {
      if (block.length > 0) blocks.push(block);
      block = [];
    } else {
      const [space = ''] = /^\s*/.exec(line) ?? [];
      block.push({ text, number: index + 1, indent: space.replaceAll('\t', '    ').length });
    }
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

export function markerOf(text: string): Marker | undefined {
  const bullet = BULLET.exec(text)?.[0];
  // A star or a dash joined to a word is a part of it.
  if (bullet !== undefined && (/\s$/.test(bullet) || !/^[*·]/.test(bullet)))
    return { ordered: false, depth: 1, rest: text.slice(bullet.length) };
  const number = NUMBER.exec(text)?.[0];
  if (number === undefined) return undefined;
  return { ordered: true, depth: number.match(/\d+/g)?.length ?? 1, rest: text.slice(number.length) };
}

/** Whether a text was wrapped at a width by the program that wrote it, and where. */
export class Wrapping {
  readonly #width: number;

  constructor(blocks: readonly TextLine[][]) {
    this.#width = Math.max(0, ...blocks.flat().map(({ text, indent }) => text.length + indent));
  }

  /** The next line goes on with this one: its first word had no room any more. */
  isSoft(line: TextLine, next: TextLine): boolean {
    if (this.#width < 60 || this.#width > 100) return false;
    const [word = ''] = next.text.split(/\s/);
    return line.indent + line.text.length + 1 + word.length > this.#width * 0.92;
  }

  /** Lines under each other, such as an address; longer ones are paragraphs. */
  isShort({ text }: TextLine): boolean {
    return text.length <= Math.min(60, this.#width * 0.8);
  }
}
