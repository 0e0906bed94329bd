import type { Say } from '../pages/language.ts';
import { drawing } from './drawing.ts';
import { box, cylinder, face, groundGrid, line, tile, visitor, words } from './isometric.ts';

const floorHeight = 0.1;

/** The 6 by 4 metre corner stand, from its open side. */
export function standDrawing(say: Say): string {
  const z = floorHeight;
  const cabin = [
    box([4.3, 0.14, z], 1.7, 1.3, 2.6),
    line('detail', [4.75, 1.44, z], [4.75, 1.44, 2.2], [5.45, 1.44, 2.2], [5.45, 1.44, z]),
  ];
  const lounge = [
    cylinder([1.7, 1, z], 0.24, 0.48),
    visitor([1.7, 1, z + 0.48], 'seated'),
    cylinder([2.3, 1.75, z], 0.1, 0.7),
    cylinder([2.3, 1.75, z + 0.7], 0.5, 0.06),
    cylinder([1.5, 2.5, z], 0.24, 0.48),
  ];
  const counter = [visitor([4.1, 2.6, z]), box([4.6, 2.5, z], 0.6, 1.1, 1.05)];
  const outside = [
    visitor([5.75, 3.1, z]),
    visitor([2.6, 3.5, z]),
    visitor([4.4, 5, 0]),
    visitor([7.2, 3.1, 0]),
    visitor([0.7, 5.1, 0]),
  ];
  return drawing(
    'stand',
    '-300 -170 680 530',
    say({
      en: 'A corner stand of 6 by 4 metres with two walls, a cabin, a table and a counter',
      de: 'Ein Eckstand von 6 mal 4 Metern mit zwei Wänden, Kabine, Tisch und Theke',
    }),
    [groundGrid(-1, -1, 8, 6), walls(), ...cabin, ...lounge, ...counter, ...outside].join(''),
  );
}

/** The same place on the hall floor, before anybody has planned it. */
export function emptyStandDrawing(say: Say): string {
  return drawing(
    'stand',
    '-300 -60 680 420',
    say({ en: 'A bare stand floor, taped out', de: 'Eine leere, abgeklebte Standfläche' }),
    [
      groundGrid(-1, -1, 8, 6),
      tile('tape-outline', [0, 0, 0], 6, 4),
      line('detail', [0, 0, 0], [6, 4, 0]),
      line('detail', [6, 0, 0], [0, 4, 0]),
      visitor([6.9, 3.2, 0]),
    ].join(''),
  );
}

function walls(): string {
  const [z, high] = [floorHeight, 2.7];
  return [
    box([0, 0, 0], 6, 4, floorHeight, 'floor'),
    box([0, 0, z], 6, 0.14, high - z),
    box([0, 0.14, z], 0.14, 3.86, high - z),
    face('panel', [0.14, 0.9, 0.9], [0.14, 3.4, 0.9], [0.14, 3.4, 2.2], [0.14, 0.9, 2.2]),
    words('wall-name', 'alongX', [0.5, 0.14, 1.75], 'SmartXPO'),
  ].join('');
}
