/** A tree without anything but text, structure and links that lead somewhere; each thing left out is noted. */
import type { Element, Properties, Root, RootContent } from 'hast';
import { cleanLink } from './clean-link.ts';
import { cleanText } from './clean-text.ts';
import type { ImportNotes, NoteCode, Place } from './notes.ts';
import { lineOf } from './positions.ts';
import { textOf } from './text-of.ts';

/** Taken out with everything in it. */
const REMOVED: Partial<Record<string, NoteCode>> = Object.fromEntries(
  Object.entries({
    'code-removed': 'script style template object embed applet base link meta noembed noframes',
    'frame-removed': 'iframe frame frameset portal',
    'controls-removed': 'input button select textarea datalist option optgroup output progress meter',
    'media-removed': 'svg math canvas video audio map',
    'navigation-removed': 'nav',
  } satisfies Partial<Record<NoteCode, string>>).flatMap(([code, tags]) =>
    tags.split(' ').map((tag) => [tag, code as NoteCode]),
  ),
);

/** What structure is read from later. */
const KEPT = ['alt', 'colSpan', 'rowSpan', 'start', 'type', 'reversed', 'role'];

export interface Cleaned {
  root: Root;
  /** What `<title>` says. */
  pageTitle: string;
}

export function cleanTree(root: Root, base: string | undefined, notes: ImportNotes): Cleaned {
  const html = root.children.find((node) => node.type === 'element' && node.tagName === 'html');
  const page = html?.type === 'element' ? html : undefined;
  const head = page?.children.find((node) => node.type === 'element' && node.tagName === 'head');
  const title =
    head?.type === 'element'
      ? head.children.find((node) => node.type === 'element' && node.tagName === 'title')
      : undefined;
  const cleaner = new Cleaner(base, notes);
  const kept = root.children.flatMap((child) => cleaner.clean(child));
  return {
    root: { type: 'root', children: mainOnly(kept, notes) },
    pageTitle: title === undefined ? '' : cleanText(textOf(title), {}, notes).replace(/\s+/g, ' ').trim(),
  };
}

class Cleaner {
  readonly #base: string | undefined;
  readonly #notes: ImportNotes;
  /** The heading that was passed last: the place of what has no line. */
  #under: string | undefined;

  constructor(base: string | undefined, notes: ImportNotes) {
    this.#base = base;
    this.#notes = notes;
  }

  clean(node: RootContent): RootContent[] {
    const place: Place = { line: lineOf(node), under: this.#under };
    if (node.type === 'text') return [{ ...node, value: cleanText(node.value, place, this.#notes) }];
    if (node.type === 'comment') this.#notes.add('comment-removed', place, node.value);
    return node.type === 'element' ? this.#element(node, place) : [];
  }

  #element(node: Element, place: Place): RootContent[] {
    const { tagName: tag, properties } = node;
    if (/^h[1-6]$/.test(tag)) this.#under = textOf(node).replace(/\s+/g, ' ').trim();
    if (isTaskBox(node)) return [{ type: 'text', value: properties.checked ? '[x]' : '[ ]' }];
    const removal = REMOVED[tag];
    if (removal !== undefined) {
      this.#notes.add(removal, place, textOf(node) || `<${tag}>`);
      return [];
    }
    if (tag === 'head' || properties.dataFootnoteBackref !== undefined) return [];
    if (isHidden(properties)) {
      if (textOf(node).trim() !== '') this.#notes.add('hidden-removed', place, textOf(node));
      return [];
    }
    if (tag === 'form') this.#notes.add('form-unwrapped', place);
    for (const name of Object.keys(properties))
      if (/^on/i.test(name)) this.#notes.add('handler-removed', place, name.toLowerCase());
    const children = node.children.flatMap((child) => this.clean(child)) as Element['children'];
    return [{ ...node, properties: this.#properties(node, place), children }];
  }

  #properties({ tagName, properties }: Element, place: Place): Properties {
    const kept: Properties = Object.fromEntries(
      KEPT.flatMap((name) => (properties[name] == null ? [] : [[name, properties[name]]])),
    );
    const classes = Array.isArray(properties.className) ? properties.className : [];
    if (classes.includes('document-title')) kept['isTitle'] = true;
    if (properties.dataFootnotes !== undefined) kept['isFootnotes'] = true;
    if (properties.dataFootnoteRef !== undefined) kept['isReference'] = true;
    else if (tagName === 'a' && typeof properties.href === 'string') {
      const href = cleanLink(properties.href, this.#base, place, this.#notes);
      if (href !== undefined) kept['href'] = href;
    }
    if (typeof kept['alt'] === 'string') kept['alt'] = cleanText(kept['alt'], place, this.#notes);
    return kept;
  }
}

function isTaskBox({ tagName, properties }: Element): boolean {
  return tagName === 'input' && properties.type === 'checkbox' && properties.disabled === true;
}

function isHidden({ hidden, style }: Properties): boolean {
  return (
    hidden != null || (typeof style === 'string' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style))
  );
}

/** A page that says which part of it is the text is taken at its word. */
function mainOnly(nodes: RootContent[], notes: ImportNotes): RootContent[] {
  const mains = nodes.flatMap(mainsIn);
  const [main] = mains;
  if (main === undefined || mains.length > 1 || textOf(main).trim() === '') return nodes;
  const outside = wordsIn(nodes.map(textOf).join(' ')) - wordsIn(textOf(main));
  if (outside > 0) notes.add('outside-main-removed', {}, undefined, outside);
  return [main];
}

function mainsIn(node: RootContent): Element[] {
  if (node.type !== 'element') return [];
  if (node.tagName === 'main' || node.properties['role'] === 'main') return [node];
  return node.children.flatMap(mainsIn);
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
