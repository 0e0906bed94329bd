/** Lists: an item is its text, or its text and one list under it. What else stands in an item is fitted into that. */
import type { Element, ElementContent } from 'hast';
import type { Block, ListItem, PolicyList, Run } from '../../../protocol/policy-text.schema.ts';
import { flattened } from './flattened.ts';
import type { ImportNotes, Place } from './notes.ts';
import { piecesOf } from './pieces.ts';
import { lineOf } from './positions.ts';
import { isVisible, lines, strong } from './runs.ts';
import type { Marks } from './runs.ts';

/** The list, or nothing when no item has words. */
export function listIn(node: Element, marks: Marks, notes: ImportNotes): Block[] {
  const ordered = node.tagName === 'ol';
  noteNumbering(node, notes);
  // Lists are written into lists without an item around them, too.
  const items = node.children.flatMap((child) =>
    itemsOf(child.type === 'element' && child.tagName === 'li' ? child.children : [child], marks, notes, {
      line: lineOf(child),
    }),
  );
  return items.length === 0 ? [] : [{ kind: 'list', ...(ordered ? { ordered } : {}), items: adopted(items) }];
}

/** Terms become items, what they mean stands under them. */
export function definitionsIn(node: Element, marks: Marks, notes: ImportNotes): Block[] {
  notes.add('definitions-flattened', { line: lineOf(node) });
  const entries = node.children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'div' ? child.children : [child],
  );
  const items: ListItem[] = [];
  for (const entry of entries) {
    if (entry.type !== 'element') continue;
    const read = itemsOf(entry.children, marks, notes, { line: lineOf(entry) });
    const term = items.at(-1);
    if (entry.tagName === 'dt' || term === undefined)
      items.push(...read.map((item) => (Array.isArray(item) ? strong(item) : item)));
    else items[items.length - 1] = under(term, { kind: 'list', items: read });
  }
  const filled = items.filter((item) => isVisible(Array.isArray(item) ? item : item.text));
  return filled.length === 0 ? [] : [{ kind: 'list', items: filled }];
}

/** One item, or more where text follows the list inside it. An item without text has an empty one, see `adopted`. */
function itemsOf(
  nodes: readonly ElementContent[],
  marks: Marks,
  notes: ImportNotes,
  place: Place,
): ListItem[] {
  const items: { texts: Run[][]; list?: PolicyList }[] = [];
  const split = (): { texts: Run[][]; list?: PolicyList } => {
    if (items.length > 0) notes.add('list-item-split', place);
    const item = { texts: [] };
    items.push(item);
    return item;
  };
  for (const piece of piecesOf(nodes, notes, marks)) {
    const last = items.at(-1);
    if (piece.kind === 'block' && piece.block.kind === 'list') {
      const item = last ?? split();
      item.list = item.list === undefined ? piece.block : joined(item.list, piece.block);
    } else {
      const item = last === undefined || last.list !== undefined ? split() : last;
      item.texts.push(flattened(piece, notes));
    }
  }
  return items.map(({ texts, list }) => (list === undefined ? lines(texts) : { text: lines(texts), list }));
}

/** A list without an item of its own belongs to the item before it; before the first, its items are ours. */
function adopted(items: readonly ListItem[]): ListItem[] {
  const result: ListItem[] = [];
  for (const item of items) {
    const before = result.at(-1);
    if (Array.isArray(item) || item.text.length > 0) result.push(item);
    else if (before === undefined) result.push(...item.list.items);
    else result[result.length - 1] = under(before, item.list);
  }
  return result;
}

function under(item: ListItem, list: PolicyList): ListItem {
  if (list.items.length === 0) return item;
  if (Array.isArray(item)) return { text: item, list };
  return { text: item.text, list: joined(item.list, list) };
}

function joined(one: PolicyList, other: PolicyList): PolicyList {
  return { ...one, items: [...one.items, ...other.items] };
}

/** Numbers are counted from one again where they are shown. */
function noteNumbering({ tagName, properties, position }: Element, notes: ImportNotes): void {
  const { start, type, reversed } = properties;
  const first = start == null ? 1 : Number(start);
  if (tagName !== 'ol' || (first === 1 && (type == null || type === '1') && reversed == null)) return;
  notes.add('list-numbering', { line: position?.start.line }, `${String(first)} ${type ?? ''}`);
}
