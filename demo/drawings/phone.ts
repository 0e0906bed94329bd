import type { Say } from '../pages/language.ts';
import { drawing } from './drawing.ts';
import { box, cylinder, face, groundGrid, tile, visitor } from './isometric.ts';

/** A telephone on a table, and somebody on the way to it. */
export function phoneDrawing(say: Say): string {
  const top = 0.78;
  return drawing(
    'phone',
    '-260 -110 520 340',
    say({ en: 'A telephone on a table', de: 'Ein Telefon auf einem Tisch' }),
    [
      groundGrid(-1, -1, 5, 5),
      tile('floor', [0, 0, 0], 4, 4),
      cylinder([3, 0.8, 0], 0.28, 0.48),
      visitor([3, 0.8, 0.48], 'seated'),
      cylinder([2, 2, 0], 0.12, top - 0.06),
      cylinder([2, 2, top - 0.06], 0.95, 0.06),
      box([1.7, 1.7, top], 0.62, 0.5, 0.14),
      face(
        'furniture',
        [1.8, 1.8, top + 0.15],
        [2.22, 1.8, top + 0.15],
        [2.22, 2.1, top + 0.15],
        [1.8, 2.1, top + 0.15],
      ),
      box([1.62, 1.62, top + 0.14], 0.78, 0.16, 0.14),
      tile('paper', [2.42, 1.9, top], 0.3, 0.4),
    ].join(''),
  );
}
