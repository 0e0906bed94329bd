import type { Say } from '../pages/language.ts';
import { drawing } from './drawing.ts';
import { line, tile } from './isometric.ts';

/** A sheet of questions; on every row one box is marked. */
export function sheetDrawing(say: Say): string {
  const [width, depth] = [4.2, 5.6];
  const marks = [3, 4, 2, 4, 3];
  const rows = marks.map((marked, row) => {
    const y = 0.7 + row * 0.95;
    const boxes = [0, 1, 2, 3, 4].map((column) =>
      tile(column === marked ? 'floor' : 'paper', [0.45 + column * 0.7, y + 0.25, 0], 0.45, 0.35),
    );
    return line('print', [0.45, y, 0], [row % 2 === 0 ? 3.1 : 2.5, y, 0]) + boxes.join('');
  });
  return drawing(
    'sheet',
    '-300 -20 520 320',
    say({
      en: 'A sheet with five rows of boxes, one of them marked in each row',
      de: 'Ein Bogen mit fünf Reihen von Kästchen, in jeder ist eines markiert',
    }),
    [
      tile('paper', [-0.14, 0.1, -0.12], width, depth),
      tile('paper', [0.08, -0.05, -0.06], width, depth),
      tile('paper', [0, 0, 0], width, depth),
      ...rows,
    ].join(''),
  );
}
