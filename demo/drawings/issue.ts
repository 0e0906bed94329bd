import type { Say } from '../pages/language.ts';
import { drawing } from './drawing.ts';
import { face, line, tile, words, type Point } from './isometric.ts';

/** A pile of issues; the plan on the top one shows a single stand. */
export function issueDrawing(say: Say): string {
  const [width, depth] = [4.2, 5.6];
  const sheets = [0, 0.1, 0.2, 0.3, 0.4].map((z, index) => {
    const x = [0.12, -0.06, 0.05, -0.1, 0][index] ?? 0;
    return (
      tile('paper', [x, 0, z], width, depth) +
      face('paper', [x, depth, z], [x + width, depth, z], [x + width, depth, z - 0.03], [x, depth, z - 0.03])
    );
  });
  const z = 0.4;
  const text = [0, 1, 2, 3, 4].map((row) => {
    const y = 3.9 + row * 0.28;
    return (
      line('print', [0.4, y, z], [row === 4 ? 1.3 : 1.9, y, z]) +
      line('print', [2.3, y, z], [row === 4 ? 2.9 : 3.8, y, z])
    );
  });
  const blocks: readonly Point[] = [
    [0.5, 1.75, z],
    [1.6, 1.75, z],
    [2.7, 1.75, z],
    [0.5, 2.75, z],
    [2.7, 2.75, z],
  ];
  return drawing(
    'issue',
    '-300 -60 520 350',
    say({ en: 'A pile of newsletter issues', de: 'Ein Stapel Newsletter-Ausgaben' }),
    [
      ...sheets,
      words('issue-name', 'flat', [0.4, 1.05, z], say({ en: 'Hall Notes', de: 'Hallenpost' })),
      line('print', [0.4, 1.35, z], [3.8, 1.35, z]),
      ...blocks.map((corner) => tile('print-block', corner, 0.95, 0.75)),
      tile('floor', [1.6, 2.75, z], 0.95, 0.75),
      line('route', [0.2, 2.62, z], [4, 2.62, z]),
      ...text,
    ].join(''),
  );
}
