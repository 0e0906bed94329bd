import type { Say } from '../pages/language.ts';
import { drawing } from './drawing.ts';
import { cylinder, groundGrid, tile, visitor } from './isometric.ts';

/** Two people at a table on a taped square of hall floor. */
export function tableDrawing(say: Say): string {
  return drawing(
    'table',
    '-260 -110 520 340',
    say({ en: 'Two people at a table', de: 'Zwei Personen an einem Tisch' }),
    [
      groundGrid(-1, -1, 5, 5),
      tile('floor', [0, 0, 0], 4, 4),
      cylinder([3.1, 0.9, 0], 0.28, 0.48),
      visitor([3.1, 0.9, 0.48], 'seated'),
      cylinder([2, 2, 0], 0.12, 0.72),
      cylinder([2, 2, 0.72], 0.85, 0.06),
      tile('paper', [1.7, 1.8, 0.78], 0.62, 0.44),
      cylinder([0.9, 3.1, 0], 0.28, 0.48),
      visitor([0.9, 3.1, 0.48], 'seated'),
    ].join(''),
  );
}
