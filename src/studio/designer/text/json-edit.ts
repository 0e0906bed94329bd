/**
 * Commands on a JSON text. Each one becomes an edit of the characters of its own path; every other character
 * stays as somebody wrote it: order of keys, spaces, line ends, keys we know nothing of.
 */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { serialised, styleOf } from './json-style.ts';
import type { Style } from './json-style.ts';

export type Path = readonly (string | number)[];
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Command =
  /**
   * Replaces a value or adds a key, with the objects on the way to it that are not there yet.
   * `after`: the keys it stands behind, where they are there.
   */
  | { do: 'set'; path: Path; value: Json; after?: readonly string[] }
  | { do: 'remove'; path: Path }
  /** Puts an element in; the path ends with its index. */
  | { do: 'insert'; path: Path; value: Json }
  /** Moves an element of the list at `path`. */
  | { do: 'move'; path: Path; from: number; to: number }
  | { do: 'rename'; path: Path; key: string };

/** `removed` at `offset` becomes `inserted`. */
export interface Edit {
  offset: number;
  removed: string;
  inserted: string;
}

/** Thrown for a path that is not there: a mistake of the caller's. */
export class NoSuchPath extends Error {
  constructor(path: Path) {
    super(`Expected a value at ${JSON.stringify(path)}.`);
    this.name = 'NoSuchPath';
  }
}

export function applied(text: string, { offset, removed, inserted }: Edit): string {
  return text.slice(0, offset) + inserted + text.slice(offset + removed.length);
}

export function reversed({ offset, removed, inserted }: Edit): Edit {
  return { offset, removed: inserted, inserted: removed };
}

/** Undefined where the command changes nothing. */
export function editFor(text: string, command: Command): Edit | undefined {
  return changing(editIn(documentOf(text), command));
}

/** A text that has been read. */
export function documentOf(text: string): Document {
  // A byte order mark is one character that the parser takes for white space.
  const root = parseTree(text);
  if (root === undefined) throw new NoSuchPath([]);
  return { text, root, style: styleOf(text) };
}

export function changing(edit: Edit): Edit | undefined {
  return edit.removed === edit.inserted ? undefined : edit;
}

export interface Document {
  text: string;
  root: Node;
  style: Style;
}

export function editIn(document: Document, command: Command): Edit {
  switch (command.do) {
    case 'set':
      return set(document, command);
    case 'remove':
      return remove(document, command.path);
    case 'insert':
      return insertElement(document, command);
    case 'move':
      return move(document, command);
    case 'rename':
      return rename(document, command);
  }
}

function set(document: Document, { path, value, after = [] }: Command & { do: 'set' }): Edit {
  const known = findNodeAtLocation(document.root, [...path]);
  if (known) {
    const { text, style } = document;
    const isSame = JSON.stringify(JSON.parse(rawOf(text, known))) === JSON.stringify(value);
    const inserted = isSame
      ? rawOf(text, known)
      : serialised(value, style, { indent: indentAt(text, known.offset), isInline: isInline(text, known) });
    return replaced(text, known.offset, endOf(known), inserted);
  }
  const key = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = findNodeAtLocation(document.root, [...parentPath]);
  if (typeof key !== 'string') throw new NoSuchPath(path);
  if (parent === undefined) return set(document, { do: 'set', path: parentPath, value: { [key]: value } });
  if (parent.type !== 'object') throw new NoSuchPath(path);
  const keys = childrenOf(parent).map((property) => String(property.children?.[0]?.value));
  const index = Math.max(
    ...after.map((earlier) => keys.indexOf(earlier)),
    after.length > 0 ? -1 : keys.length - 1,
  );
  return inserted(document, parent, index + 1, (place) => {
    const colon = colonIn(document, parent);
    return `${JSON.stringify(key)}${colon}${serialised(value, document.style, place)}`;
  });
}

function insertElement(document: Document, { path, value }: Command & { do: 'insert' }): Edit {
  const index = path.at(-1);
  const parent = nodeAt(document, path.slice(0, -1));
  const isThere = typeof index === 'number' && index >= 0 && index <= childrenOf(parent).length;
  if (!isThere || parent.type !== 'array') throw new NoSuchPath(path);
  return inserted(document, parent, index, (place) => serialised(value, document.style, place));
}

/** Where a new child stands, and whether it stands on one line as its neighbours do. */
interface Place {
  indent: string;
  isInline: boolean;
}

function inserted(document: Document, parent: Node, index: number, write: (place: Place) => string): Edit {
  const { text, style } = document;
  const children = childrenOf(parent);
  const [first] = children;
  const outer = indentAt(text, parent.offset);
  if (first === undefined) {
    const indent = outer + style.indent;
    const child = write({ indent, isInline: !style.isBroken });
    const inside = style.isBroken ? `${style.eol}${indent}${child}${style.eol}${outer}` : child;
    return replaced(text, parent.offset + 1, endOf(parent) - 1, inside);
  }
  const lead = text.slice(parent.offset + 1, first.offset);
  const isBroken = /[\r\n]/.test(lead);
  const indent = isBroken ? indentAt(text, first.offset) : outer;
  const neighbour = children[Math.max(index - 1, 0)] ?? first;
  const child = write({ indent, isInline: !isBroken || isInline(text, valueOf(neighbour)) });
  const gap = isBroken ? style.eol + indent : gapIn(text, children, style);
  const next = children[index];
  const at = next ? next.offset : endOf(children.at(-1) ?? first);
  return { offset: at, removed: '', inserted: next ? `${child},${gap}` : `,${gap}${child}` };
}

function remove(document: Document, path: Path): Edit {
  const { text } = document;
  const value = nodeAt(document, path);
  const node = value.parent?.type === 'property' ? value.parent : value;
  const { parent } = node;
  if (parent === undefined) throw new NoSuchPath(path);
  const siblings = childrenOf(parent);
  const index = siblings.indexOf(node);
  const [before, next] = [siblings[index - 1], siblings[index + 1]];
  if (next) return replaced(text, node.offset, next.offset, '');
  if (before) return replaced(text, endOf(before), endOf(node), '');
  return replaced(text, parent.offset + 1, endOf(parent) - 1, '');
}

/** The elements change places; what stands between them does not. */
function move(document: Document, { path, from, to }: Command & { do: 'move' }): Edit {
  const { text } = document;
  const list = nodeAt(document, path);
  const elements = childrenOf(list);
  const [low, high] = [elements[Math.min(from, to)], elements[Math.max(from, to)]];
  if (list.type !== 'array' || low === undefined || high === undefined) throw new NoSuchPath([...path, from]);
  const range = elements.slice(elements.indexOf(low), elements.indexOf(high) + 1);
  const raws = range.map((node) => rawOf(text, node));
  const gaps = range.slice(1).map((node, index) => text.slice(endOf(range[index] ?? node), node.offset));
  const moved =
    from < to ? [...raws.slice(1), ...raws.slice(0, 1)] : [...raws.slice(-1), ...raws.slice(0, -1)];
  const inserted = moved.map((raw, index) => raw + (gaps[index] ?? '')).join('');
  return replaced(text, low.offset, endOf(high), inserted);
}

function rename(document: Document, { path, key }: Command & { do: 'rename' }): Edit {
  const name = nodeAt(document, path).parent?.children?.[0];
  if (name?.parent?.type !== 'property') throw new NoSuchPath(path);
  return replaced(document.text, name.offset, endOf(name), JSON.stringify(key));
}

function nodeAt({ root }: Document, path: Path): Node {
  const node = findNodeAtLocation(root, [...path]);
  if (node === undefined) throw new NoSuchPath(path);
  return node;
}

function childrenOf(node: Node): Node[] {
  return node.children ?? [];
}

function valueOf(node: Node): Node {
  return (node.type === 'property' ? node.children?.[1] : node) ?? node;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function rawOf(text: string, node: Node): string {
  return text.slice(node.offset, endOf(node));
}

function replaced(text: string, from: number, to: number, inserted: string): Edit {
  return { offset: from, removed: text.slice(from, to), inserted };
}

/** The white space that begins the line of an offset. */
function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** A list or an object with something in it, on one line. */
function isInline(text: string, node: Node): boolean {
  return childrenOf(node).length > 0 && !/[\r\n]/.test(rawOf(text, node));
}

function gapIn(text: string, [first, second]: Node[], style: Style): string {
  if (first === undefined || second === undefined) return style.gap;
  return text.slice(endOf(first), second.offset).replace(',', '');
}

function colonIn({ text, style }: Document, parent: Node): string {
  const [name, value] = childrenOf(parent)[0]?.children ?? [];
  return name && value ? text.slice(endOf(name), value.offset) : style.colon;
}
