import type { Say } from '../pages/language.ts';
import { dot, drawing, label, path } from './drawing.ts';

/** Shows by cost and by buyers; two are worth the money. */
export function chartDrawing(say: Say): string {
  const shows = [
    [130, 330, 9],
    [176, 366, 14],
    [214, 300, 20],
    [252, 380, 8],
    [300, 342, 26],
    [322, 252, 12],
    [368, 388, 16],
    [392, 300, 9],
    [426, 348, 34],
    [470, 258, 18],
    [500, 392, 12],
    [536, 318, 22],
    [560, 214, 13],
    [584, 376, 9],
    [402, 206, 10],
    [272, 232, 15],
    [498, 150, 24],
  ] as const;
  return drawing(
    'chart',
    '0 0 640 480',
    say({
      en: 'Shows plotted by cost per square metre and number of buyers; two stand out with many buyers at low cost',
      de: 'Messen nach Kosten je Quadratmeter und Zahl der Käufer; zwei haben viele Käufer bei niedrigen Kosten',
    }),
    [
      path(
        'grid',
        'M80 120H620M80 200H620M80 280H620M80 360H620M190 40V430M300 40V430M410 40V430M520 40V430',
      ),
      path('axis', 'M80 30V430H626M74 42l6 -12l6 12M614 424l12 6l-12 6'),
      ...shows.map(([x, y, size]) => dot('show', x, y, size)),
      dot('show-chosen', 168, 150, 44),
      dot('show-chosen', 268, 96, 30),
      path('dimension', 'M168 150V430M168 150H80M268 96V430M268 96H80'),
      dot('person', 168, 150, 4),
      dot('person', 268, 96, 4),
      label('axis-name', 626, 458, say({ en: 'Cost per m²', de: 'Kosten je m²' })),
      `<text class="axis-name" transform="translate(60 30) rotate(-90)">${say({ en: 'Buyers', de: 'Käufer' })}</text>`,
    ].join(''),
  );
}
