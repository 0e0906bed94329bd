/** A block where only words fit, as in a cell: lists and tables become lines. */
import type { ListItem, Run } from '../../../protocol/policy-text.schema.ts';
import type { ImportNotes } from './notes.ts';
import type { Piece } from './pieces.ts';
import { lines, strong, tidy } from './runs.ts';

export function flattened(piece: Piece, notes: ImportNotes): Run[] {
  if (piece.kind === 'heading') return strong(piece.text);
  const { block, line } = piece;
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'list':
      notes.add('cell-flattened', { line });
      return lines(block.items.flatMap((item) => itemLines(item)));
    case 'table':
      notes.add('table-flattened', { line });
      return lines([block.head, ...block.rows].map(row));
  }
}

function itemLines(item: ListItem): Run[][] {
  const text = Array.isArray(item) ? item : item.text;
  const below = Array.isArray(item) ? [] : item.list.items.flatMap(itemLines);
  return [[{ text: '• ' }, ...text], ...below];
}

function row(cells: readonly Run[][]): Run[] {
  return tidy(cells.flatMap((cell, index) => (index === 0 ? cell : [{ text: ' | ' }, ...cell])));
}
