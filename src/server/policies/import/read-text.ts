/** Plain text → hast: what its author showed with blank lines, bullets, semicolons and short lines. */
import type { Element, ElementContent, Root } from 'hast';
import type { ImportNotes } from './notes.ts';
import { DEEPEST, ImportRefused } from './refusal.ts';
import { headingsIn } from './text-headings.ts';
import { linked } from './text-links.ts';
import { blocksOf, markerOf, Wrapping } from './text-lines.ts';
import type { TextLine } from './text-lines.ts';

/** A list and its item are two levels. */
const DEEPEST_LIST = DEEPEST / 4;

export function readPlainText(source: string, language: string, notes: ImportNotes): Root {
  const blocks = blocksOf(source.replace(/^\ufeff/, ''));
  const reader = new TextReader(new Wrapping(blocks), notes);
  const headings = headingsIn(blocks, language);
  for (const [index, block] of blocks.entries()) {
    const heading = headings.get(index);
    if (heading === undefined) reader.block(block);
    else reader.heading(heading.level, heading.text, block[0]?.number);
  }
  return reader.root;
}

class TextReader {
  readonly root: Root = { type: 'root', children: [] };
  readonly #wrapping: Wrapping;
  readonly #notes: ImportNotes;
  /** Lists that are open, the outermost first. */
  #lists: { list: Element; indent: number }[] = [];
  /** The last line said what follows, or was an item of it. */
  #announced: 'no' | 'yes' | 'items' = 'no';

  constructor(wrapping: Wrapping, notes: ImportNotes) {
    this.#wrapping = wrapping;
    this.#notes = notes;
  }

  heading(level: number, text: string, line: number | undefined): void {
    this.#close();
    this.#notes.add('heading-recognised', { line }, text);
    this.#append(element(`h${String(Math.min(level, 6))}`, [textNode(text, line)], line));
  }

  block(block: readonly TextLine[]): void {
    if (this.#underlined(block)) return;
    for (let index = 0; index < block.length;) {
      const lines = this.#together(block, index);
      this.#lines(lines);
      index += lines.length;
    }
  }

  /** A line over a line of `=` or `-`. */
  #underlined([line, rule, ...rest]: readonly TextLine[]): boolean {
    if (line === undefined || rule === undefined || !/^(={3,}|-{3,})$/.test(rule.text)) return false;
    this.heading(rule.text.startsWith('=') ? 1 : 2, line.text, line.number);
    this.block(rest);
    return true;
  }

  /** The line and those that go on with it. */
  #together(block: readonly TextLine[], start: number): TextLine[] {
    const lines = block.slice(start, start + 1);
    for (let index = start + 1; index < block.length; index += 1) {
      const [line, next] = [block[index - 1], block[index]];
      if (line === undefined || next === undefined || markerOf(next.text) !== undefined) break;
      const first = block[start];
      const hangs = first !== undefined && markerOf(first.text) !== undefined && next.indent > first.indent;
      const isAddress =
        this.#announced !== 'items' &&
        !this.#isListed(line) &&
        this.#wrapping.isShort(line) &&
        this.#wrapping.isShort(next);
      if (!hangs && !this.#wrapping.isSoft(line, next) && !isAddress) break;
      lines.push(next);
    }
    return lines;
  }

  #lines(lines: readonly TextLine[]): void {
    const [first] = lines;
    if (first === undefined) return;
    const marker = markerOf(first.text);
    if (marker !== undefined) return this.#item(marker.ordered, this.#content(lines, marker.rest), first);
    const last = lines.at(-1) ?? first;
    const isItem = this.#isListed(last) || this.#announced === 'items';
    if (isItem) {
      const isLast = !endsItem(last.text);
      this.#notes.add('list-recognised', { line: first.number }, first.text);
      this.#item(false, this.#content(lines), first);
      if (isLast) this.#close();
      else this.#announced = 'items';
      return;
    }
    this.#close();
    this.#append(element('p', this.#content(lines), first.number));
    if (last.text.endsWith(':')) this.#announced = 'yes';
  }

  /** After a colon, lines that end in semicolons are a list, and so is the one after them. */
  #isListed({ text }: TextLine): boolean {
    return this.#announced !== 'no' && endsItem(text);
  }

  #item(ordered: boolean, content: ElementContent[], { indent, number }: TextLine): void {
    const isMarked = this.#announced !== 'items';
    this.#announced = isMarked ? 'no' : this.#announced;
    while ((this.#lists.at(-1)?.indent ?? -1) > indent) this.#lists.pop();
    const tag = ordered ? 'ol' : 'ul';
    let open = this.#lists.at(-1);
    if (open === undefined || open.indent < indent || open.list.tagName !== tag) {
      if (open?.indent === indent) this.#lists.pop();
      open = { list: element(tag, [], number), indent };
      const item = this.#lists.at(-1)?.list.children.at(-1);
      if (item?.type === 'element') item.children.push(open.list);
      else this.#append(open.list);
      this.#lists.push(open);
      if (this.#lists.length > DEEPEST_LIST) throw new ImportRefused('too-deep', 'lists inside each other');
    }
    open.list.children.push(element('li', content, number));
  }

  #content(lines: readonly TextLine[], firstText = lines[0]?.text ?? ''): ElementContent[] {
    return lines.flatMap((line, index) => {
      const words = linked(index === 0 ? firstText : line.text, line.number);
      const before = lines[index - 1];
      if (before === undefined) return words;
      const isSoft = this.#wrapping.isSoft(before, line) || markerOf(lines[0]?.text ?? '') !== undefined;
      return isSoft ? [textNode(' '), ...words] : [element('br', []), ...words];
    });
  }

  #close(): void {
    this.#lists = [];
    this.#announced = 'no';
  }

  #append(node: Element): void {
    this.root.children.push(node);
  }
}

function endsItem(text: string): boolean {
  return /;(?:\s+(?:and|or|und|oder|et|ou|y|o|e))?$/i.test(text);
}

function element(tagName: string, children: ElementContent[], line?: number): Element {
  return { type: 'element', tagName, properties: {}, children, ...at(line) };
}

function textNode(value: string, line?: number): ElementContent {
  return { type: 'text', value, ...at(line) };
}

function at(line: number | undefined): Pick<Element, 'position'> {
  if (line === undefined) return {};
  const point = { line, column: 1 };
  return { position: { start: point, end: point } };
}
