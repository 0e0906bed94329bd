import type { Say } from '../pages/language.ts';
import { drawing, label, path, rect } from './drawing.ts';

/** Streams of visitors through nine blocks of stands; the wider the line, the more people. */
export function flowDrawing(say: Say): string {
  const blocks = [50, 250, 440].flatMap((x) => [40, 190, 340].map((y) => rect('stand', x, y, 130, 90)));
  const streams = [
    path('stream stream-5', 'M0 310H180'),
    path('stream stream-4', 'M180 315H640'),
    path('stream stream-3', 'M180 300C212 300 220 292 220 264V200C220 172 228 160 260 160H640'),
    path('stream stream-2', 'M180 323C214 323 220 330 220 360V480'),
    path(
      'stream stream-1',
      'M220 210V0M380 322C404 322 410 328 410 350V480M380 158C404 158 410 150 410 130V0',
    ),
  ];
  const counts = [
    [4, 284, '100'],
    [588, 298, '58'],
    [588, 146, '31'],
    [234, 472, '8'],
  ] as const;
  return drawing(
    'flow',
    '0 0 640 480',
    say({
      en: 'Of 100 visitors at the entrance, 58 follow the main aisle, 31 turn at the first corner and 8 reach the back',
      de: 'Von 100 Besuchern am Eingang bleiben 58 im Hauptgang, 31 biegen an der ersten Ecke ab und 8 kommen bis hinten',
    }),
    [
      ...blocks,
      rect('floor', 250, 190, 130, 90),
      rect('stand-line', 250, 190, 130, 90),
      ...streams,
      ...counts.map(([x, y, count]) => label('count', x, y, count)),
    ].join(''),
  );
}
