/** A tree read from top to bottom: headings and blocks in the order in which they stand. */
import type { Element, RootContent } from 'hast';
import type { Block, Run } from '../../../protocol/policy-text.schema.ts';
import { definitionsIn, listIn } from './lists.ts';
import type { ImportNotes, NoteCode, Place } from './notes.ts';
import { lineOf } from './positions.ts';
import { BREAK, isVisible, paragraphsIn, plain, tidy, words } from './runs.ts';
import type { Marks } from './runs.ts';
import { tableIn } from './tables.ts';

export interface HeadingPiece {
  kind: 'heading';
  level: number;
  text: Run[];
  line: number | undefined;
  /** The style of the file says that it is the title of the document. */
  isTitle: boolean;
}
export interface BlockPiece {
  kind: 'block';
  block: Block;
  line: number | undefined;
  isFootnote?: boolean;
}
export type Piece = HeadingPiece | BlockPiece;

const INLINE_MARKS: Partial<Record<string, Marks>> = {
  strong: { strong: true },
  b: { strong: true },
  em: { emphasis: true },
  i: { emphasis: true },
  cite: { emphasis: true },
  dfn: { emphasis: true },
  var: { emphasis: true },
};

/** Text before and after these stands on lines of its own. */
const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dt fieldset figcaption figure
   footer form header hgroup hr html legend li main p search section summary tbody td tfoot th thead tr`.split(
    /\s+/,
  ),
);

const NOTED: Partial<Record<string, NoteCode>> = {
  blockquote: 'quote-flattened',
  code: 'code-flattened',
  pre: 'code-flattened',
  sup: 'raised-text-flattened',
  sub: 'raised-text-flattened',
  del: 'struck-text',
  s: 'struck-text',
  strike: 'struck-text',
};

/** Longer, and it is no heading whatever the file says. */
const LONGEST_HEADING = 300;

export function piecesOf(nodes: readonly RootContent[], notes: ImportNotes, marks: Marks = {}): Piece[] {
  const reader = new PieceReader(notes);
  for (const node of nodes) reader.read(node, marks);
  return reader.end();
}

class PieceReader {
  readonly #notes: ImportNotes;
  readonly #pieces: Piece[] = [];
  #pending: Run[] = [];
  #line: number | undefined;
  #under: string | undefined;
  #isFootnote = false;
  #isPre = false;

  constructor(notes: ImportNotes) {
    this.#notes = notes;
  }

  end(): Piece[] {
    this.#flush();
    return this.#pieces;
  }

  read(node: RootContent, marks: Marks): void {
    if (node.type === 'text') this.#text(node.value, marks, lineOf(node));
    if (node.type === 'element') this.#element(node, marks);
  }

  #text(value: string, marks: Marks, line: number | undefined): void {
    if (value.trim() !== '') this.#line ??= line;
    this.#pending.push(this.#isPre ? { ...marks, text: value } : words(value, marks));
  }

  #element(node: Element, marks: Marks): void {
    const { tagName: tag, properties } = node;
    const place: Place = { line: lineOf(node), under: this.#under };
    const note = NOTED[tag];
    if (note !== undefined && !isReference(node)) this.#notes.add(note, place);
    if (tag === 'br') this.#pending.push(BREAK);
    else if (tag === 'img') this.#image(node, marks, place);
    else if (/^h[1-6]$/.test(tag)) this.#heading(node, marks, place);
    else if (tag === 'ul' || tag === 'ol' || tag === 'menu')
      this.#blocks(listIn(node, marks, this.#notes), place);
    else if (tag === 'dl') this.#blocks(definitionsIn(node, marks, this.#notes), place);
    else if (tag === 'table') this.#table(node, marks, place);
    else if (tag === 'pre') this.#preformatted(node, marks);
    else if (properties['isFootnotes'] === true) this.#footnotes(node, marks);
    else if (properties['isReference'] === true) {
      this.#pending.push({ ...marks, text: '[' });
      this.#children(node, marks);
      this.#pending.push({ ...marks, text: ']' });
    } else if (BLOCKS.has(tag)) {
      this.#flush();
      this.#children(node, tag === 'summary' ? { ...marks, strong: true } : marks);
      this.#flush();
    } else this.#children(node, { ...marks, ...INLINE_MARKS[tag], ...linkOf(node) });
  }

  #children(node: Element, marks: Marks): void {
    for (const child of node.children) this.read(child, marks);
  }

  #heading(node: Element, marks: Marks, place: Place): void {
    this.#flush();
    const pieces = piecesOf(node.children, this.#notes);
    const text = tidy(
      pieces.flatMap((piece, index) => (index === 0 ? runsOf(piece) : [BREAK, ...runsOf(piece)])),
    );
    if (!isVisible(text)) this.#notes.add('empty-heading', place);
    else if (plain(text).length > LONGEST_HEADING) {
      this.#notes.add('long-heading', place, plain(text));
      this.#pieces.push({ kind: 'block', block: { kind: 'paragraph', text }, line: place.line });
    } else {
      this.#under = plain(text);
      for (const { href } of text) if (href !== undefined) this.#notes.add('link-in-heading', place, href);
      const isTitle = node.properties['isTitle'] === true;
      const level = Number(node.tagName.slice(1));
      this.#pieces.push({ kind: 'heading', level, text: text.map((run) => ({ ...run, ...marks })), line: place.line, isTitle }); // prettier-ignore
    }
  }

  #image(node: Element, marks: Marks, place: Place): void {
    const { alt } = node.properties;
    const text = typeof alt === 'string' ? alt.trim() : '';
    this.#notes.add(text === '' ? 'image-without-text' : 'image-as-text', place, text);
    if (text !== '') this.#text(text, marks, place.line);
  }

  #table(node: Element, marks: Marks, place: Place): void {
    const table = tableIn(node, marks, this.#notes);
    if (table !== undefined) return this.#blocks(table, place);
    this.#notes.add('table-unwrapped', place);
    this.#flush();
    this.#children(node, marks);
    this.#flush();
  }

  #preformatted(node: Element, marks: Marks): void {
    this.#flush();
    this.#isPre = true;
    this.#children(node, marks);
    this.#flush();
    this.#isPre = false;
  }

  /** Their own heading is made with the others that are added. */
  #footnotes(node: Element, marks: Marks): void {
    this.#flush();
    this.#isFootnote = true;
    for (const child of node.children)
      if (!(child.type === 'element' && child.tagName === 'h2')) this.read(child, marks);
    this.#flush();
    this.#isFootnote = false;
  }

  #blocks(blocks: Block[], { line }: Place): void {
    this.#flush();
    for (const block of blocks) this.#push(block, line);
  }

  /** What was gathered becomes paragraphs; a question mark that stands alone is damage, not text. */
  #flush(): void {
    for (const text of paragraphsIn(this.#pending)) {
      if (!isVisible(text)) continue;
      if (/^[?\s]+$/.test(plain(text)))
        this.#notes.add('orphan-question-mark', { line: this.#line, under: this.#under });
      else this.#push({ kind: 'paragraph', text }, this.#line);
    }
    this.#pending = [];
    this.#line = undefined;
  }

  #push(block: Block, line: number | undefined): void {
    this.#pieces.push({ kind: 'block', block, line, ...(this.#isFootnote ? { isFootnote: true } : {}) });
  }
}

function runsOf(piece: Piece): Run[] {
  if (piece.kind === 'heading') return piece.text;
  return piece.block.kind === 'paragraph' ? piece.block.text : [];
}

function linkOf({ tagName, properties }: Element): Marks {
  return tagName === 'a' && typeof properties['href'] === 'string' ? { href: properties['href'] } : {};
}

/** `<sup>` around the number of a footnote. */
function isReference({ children: [only, more] }: Element): boolean {
  return more === undefined && only?.type === 'element' && only.properties['isReference'] === true;
}
