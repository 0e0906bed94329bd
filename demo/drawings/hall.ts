import type { Say } from '../pages/language.ts';
import { dot, drawing, label, path, rect } from './drawing.ts';

/** Part of a hall from above, 20 units to the metre; our stand is where two aisles meet. */
export function hallDrawing(say: Say): string {
  return drawing(
    'hall',
    '0 0 860 700',
    say({
      en: 'Hall plan: one stand of 6 by 4 metres where two aisles meet, with the paths of visitors',
      de: 'Hallenplan: ein Stand von 6 mal 4 Metern, an dem sich zwei Gänge treffen, mit den Wegen der Besucher',
    }),
    [axes(), building(), stands(), ourStand(), paths(), visitors(), dimensions()].join(''),
  );
}

/** Grid lines of the columns with their letters and numbers. */
function axes(): string {
  const letters = ['A', 'B', 'C', 'D'].map((letter, index) => {
    const x = 160 + index * 200;
    return (
      path('grid', `M${String(x)} 34V700`) + dot('bubble', x, 20, 14) + label('bubble-name', x, 25, letter)
    );
  });
  const numbers = ['1', '2', '3'].map((number, index) => {
    const y = 150 + index * 200;
    return (
      path('grid', `M34 ${String(y)}H860`) +
      dot('bubble', 20, y, 14) +
      label('bubble-name', 20, y + 5, number)
    );
  });
  return [...letters, ...numbers].join('');
}

/** Outer walls, the entrance with its doors, and the columns. */
function building(): string {
  const columns = [
    [160, 150],
    [360, 150],
    [560, 150],
    [760, 150],
    [760, 350],
    [760, 550],
  ] as const;
  return [
    path('wall', 'M860 66H66V352M66 452V700'),
    path('detail', 'M66 352h50a50 50 0 0 1 -50 50M66 452h50a50 50 0 0 0 -50 -50'),
    ...columns.map(([x, y]) => rect('column', x - 7, y - 7, 14, 14)),
  ].join('');
}

/** The neighbours: left, top, width, height and number. */
function stands(): string {
  const neighbours = [
    [150, 76, 120, 60, 'A10'],
    [270, 76, 80, 60, 'A12'],
    [350, 76, 160, 60, 'A14'],
    [510, 76, 80, 60, 'A18'],
    [590, 76, 120, 60, 'A20'],
    [710, 76, 150, 60, 'A22'],
    [150, 196, 100, 76, 'B11'],
    [250, 196, 140, 76, 'B13'],
    [150, 272, 140, 80, 'B10'],
    [290, 272, 100, 80, 'B12'],
    [460, 192, 120, 80, 'B21'],
    [580, 192, 160, 80, 'B23'],
    [580, 272, 80, 80, 'B22'],
    [660, 272, 80, 80, 'B24'],
    [800, 192, 60, 160, ''],
    [150, 452, 80, 80, 'C11'],
    [230, 452, 160, 80, 'C13'],
    [150, 532, 240, 80, 'C10'],
    [460, 452, 280, 160, 'C20'],
    [800, 452, 60, 160, ''],
    [150, 672, 240, 40, ''],
    [460, 672, 280, 40, ''],
  ] as const;
  return neighbours
    .map(([x, y, width, height, number]) => {
      const name = number === '' ? '' : label('stand-name', x + 9, y + 20, number);
      return rect('stand', x, y, width, height) + name;
    })
    .join('');
}

function ourStand(): string {
  return [
    rect('floor', 460, 272, 120, 80),
    rect('stand', 540, 276, 36, 30),
    path('door', 'M540 306l-14 -10'),
    dot('furniture', 500, 302, 9),
    dot('furniture', 485, 297, 4.5),
    dot('furniture', 506, 287, 4.5),
    dot('furniture', 509, 317, 4.5),
    rect('furniture', 536, 330, 30, 9),
    path('wall', 'M460 272H580V352'),
  ].join('');
}

function paths(): string {
  return [
    path('route', 'M16 402H380C410 402 425 392 425 362V180C425 166 436 160 450 160H860'),
    path('route', 'M380 402H860'),
    path('route route-in', 'M380 402C440 402 470 384 482 330'),
    path('route', 'M395 402C415 402 425 420 425 440V700'),
    path('arrow', 'M840 152l14 8l-14 8M840 394l14 8l-14 8M417 676l8 14l8 -14'),
  ].join('');
}

function visitors(): string {
  const places = [
    [96, 391],
    [140, 412],
    [186, 396],
    [232, 409],
    [268, 394],
    [312, 411],
    [342, 396],
    [368, 414],
    [402, 380],
    [408, 418],
    [436, 388],
    [440, 352],
    [416, 330],
    [447, 318],
    [433, 296],
    [452, 372],
    [478, 378],
    [497, 366],
    [520, 373],
    [471, 343],
    [517, 343],
    [478, 322],
    [430, 250],
    [421, 208],
    [540, 411],
    [596, 395],
    [668, 409],
    [742, 396],
    [812, 412],
    [520, 166],
    [640, 154],
    [770, 166],
    [431, 468],
    [419, 540],
    [430, 624],
  ] as const;
  return places.map(([x, y]) => dot('person', x, y, 4.2)).join('');
}

/** Six metres by four, written the way a plan does. */
function dimensions(): string {
  return [
    path('dimension', 'M460 440H580M460 358V448M580 358V448M454 446l12 -12M574 446l12 -12'),
    label('dimension-name', 520, 434, '6 m'),
    path('dimension', 'M392 272V352M398 272H454M398 352H454M386 278l12 -12M386 358l12 -12'),
    `<text class="dimension-name" transform="translate(386 312) rotate(-90)">4 m</text>`,
  ].join('');
}
