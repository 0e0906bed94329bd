/** Tables: one row of headings, then rows of cells with words in them. Tables that only lay out a page are none. */
import type { Element, ElementContent } from 'hast';
import type { Block, Run } from '../../../protocol/policy-text.schema.ts';
import { flattened } from './flattened.ts';
import type { ImportNotes } from './notes.ts';
import { piecesOf } from './pieces.ts';
import { lineOf } from './positions.ts';
import { lines, plain, strong } from './runs.ts';
import type { Marks } from './runs.ts';

interface Row {
  cells: Element[];
  isHead: boolean;
}

const WIDEST = 100;

/** The table with its caption before it, or undefined for one that only lays out. */
export function tableIn(node: Element, marks: Marks, notes: ImportNotes): Block[] | undefined {
  const rows = rowsIn(node).filter(({ cells }) => cells.length > 0);
  const columns = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (columns < 2 || node.properties['role'] === 'presentation' || laysOut(rows)) return undefined;
  // The heading of a row is told from its cells by being strong.
  const grid = gridOf(rows, notes).map((cells, index) =>
    cells.map((cell) => {
      const text = cell === undefined ? [] : cellText(cell, marks, notes);
      return index > 0 && cell?.tagName === 'th' ? strong(text) : text;
    }),
  );
  const [first] = rows;
  const isHeaded = first?.isHead === true || first?.cells.every(({ tagName }) => tagName === 'th') === true;
  const filled = grid.filter(
    (cells, index) => (index === 0 && isHeaded) || cells.some((cell) => cell.length > 0),
  );
  const [head, ...body] = filled;
  if (head === undefined) return [];
  if (!isHeaded) notes.add('table-head-guessed', { line: lineOf(node) }, head.map(plain).join(' | '));
  const width = Math.max(...filled.map((cells) => cells.length));
  const padded = (cells: Run[][]): Run[][] => [
    ...cells,
    ...Array.from({ length: width - cells.length }, (): Run[] => []),
  ];
  return [
    ...captionOf(node, marks, notes),
    { kind: 'table', head: padded(head), rows: body.map((cells) => padded(cells)) },
  ];
}

function rowsIn(node: Element, isHead = false): Row[] {
  return node.children.flatMap((child): Row[] => {
    if (child.type !== 'element') return [];
    if (child.tagName === 'tr') return [{ cells: child.children.filter(isCell), isHead }];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName)
      ? rowsIn(child, child.tagName === 'thead')
      : [];
  });
}

function isCell(node: ElementContent): node is Element {
  return node.type === 'element' && (node.tagName === 'td' || node.tagName === 'th');
}

/** Headings or tables in its cells: the page is built with it. */
function laysOut(rows: readonly Row[]): boolean {
  const holds = (node: ElementContent): boolean =>
    node.type === 'element' && (/^(h[1-6]|table)$/.test(node.tagName) || node.children.some(holds));
  return rows.some(({ cells }) => cells.some((cell) => cell.children.some(holds)));
}

/** A cell over several columns or rows stands in the first of its places, the others stay empty. */
function gridOf(rows: readonly Row[], notes: ImportNotes): (Element | undefined)[][] {
  const covered = new Map<number, number>();
  return rows.map(({ cells }) => {
    const places: (Element | undefined)[] = [];
    const waiting = [...cells];
    for (let column = 0; column < WIDEST && (waiting.length > 0 || covered.has(column)); column += 1) {
      const below = covered.get(column) ?? 0;
      if (below > 0) {
        covered.set(column, below - 1);
        places.push(undefined);
        continue;
      }
      const cell = waiting.shift();
      if (cell === undefined) break;
      const across = span(cell, 'colSpan');
      const down = span(cell, 'rowSpan');
      if (across > 1 || down > 1) notes.add('table-span', { line: lineOf(cell) });
      for (let offset = 0; offset < across; offset += 1) {
        places.push(offset === 0 ? cell : undefined);
        if (down > 1) covered.set(column + offset, down - 1);
      }
      column += across - 1;
    }
    // Wider than any table people read: the words still count.
    return [...places, ...waiting];
  });
}

function span(cell: Element, name: 'colSpan' | 'rowSpan'): number {
  const asked = Number(cell.properties[name] ?? 1);
  return Number.isInteger(asked) && asked > 1 ? Math.min(asked, WIDEST) : 1;
}

function cellText(cell: Element, marks: Marks, notes: ImportNotes): Run[] {
  return lines(piecesOf(cell.children, notes, marks).map((piece) => flattened(piece, notes)));
}

function captionOf(node: Element, marks: Marks, notes: ImportNotes): Block[] {
  const caption = node.children.find((child) => child.type === 'element' && child.tagName === 'caption');
  if (caption?.type !== 'element') return [];
  const text = cellText(caption, marks, notes);
  return text.length === 0 ? [] : [{ kind: 'paragraph', text: strong(text) }];
}
