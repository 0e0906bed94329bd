import { short } from './drawing.ts';

/** A place in metres: x runs to the right, y to the left, both towards the viewer; z is the height. */
export type Point = readonly [x: number, y: number, z: number];

const metre = 52;
const across = Math.cos(Math.PI / 6) * metre;
const down = Math.sin(Math.PI / 6) * metre;

/** Where a place falls on the drawing. */
export function project([x, y, z]: Point): readonly [number, number] {
  return [(x - y) * across, (x + y) * down - z * metre];
}

function at(point: Point): string {
  const [x, y] = project(point);
  return `${short(x)} ${short(y)}`;
}

/** A flat shape through the given places. */
export function face(kind: string, ...points: readonly Point[]): string {
  return `<path class="${kind}" d="M${points.map(at).join('L')}Z"/>`;
}

export function line(kind: string, ...points: readonly Point[]): string {
  return `<path class="${kind}" d="M${points.map(at).join('L')}"/>`;
}

/** A rectangle lying on the ground or on something. */
export function tile(kind: string, [x, y, z]: Point, width: number, depth: number): string {
  return face(kind, [x, y, z], [x + width, y, z], [x + width, y + depth, z], [x, y + depth, z]);
}

/** A box by its far corner and its size; only the three sides towards the viewer are drawn. */
export function box([x, y, z]: Point, width: number, depth: number, height: number, top = 'top'): string {
  const [right, front, high] = [x + width, y + depth, z + height];
  return [
    face('side-left', [x, front, z], [right, front, z], [right, front, high], [x, front, high]),
    face('side-right', [right, y, z], [right, front, z], [right, front, high], [right, y, high]),
    tile(top, [x, y, high], width, depth),
  ].join('');
}

/** An upright cylinder around a place. */
export function cylinder([x, y, z]: Point, radius: number, height: number): string {
  const rx = radius * metre * 1.2247;
  const ry = radius * metre * 0.7071;
  const [cx, bottom] = project([x, y, z]);
  const top = bottom - height * metre;
  const size = `${short(rx)} ${short(ry)}`;
  return (
    `<path class="side-right" d="M${short(cx - rx)} ${short(top)}V${short(bottom)}A${size} 0 0 0 ${short(cx + rx)} ${short(bottom)}V${short(top)}Z"/>` +
    `<ellipse class="top" cx="${short(cx)}" cy="${short(top)}" rx="${short(rx)}" ry="${short(ry)}"/>`
  );
}

/** A visitor: a body and a head, on a place; whoever sits there is as much shorter as legs are long. */
export function visitor(place: Point, posture: 'standing' | 'seated' = 'standing'): string {
  const [cx, foot] = project(place);
  const shoulder = foot - (posture === 'standing' ? 1.22 : 0.7) * metre;
  const body = `M${short(cx)} ${short(foot - 6)}V${short(shoulder)}`;
  return (
    `<ellipse class="shadow" cx="${short(cx)}" cy="${short(foot)}" rx="13" ry="6.5"/>` +
    `<path class="body-edge" d="${body}"/><path class="body" d="${body}"/>` +
    `<circle class="head" cx="${short(cx)}" cy="${short(shoulder - 20)}" r="8.5"/>`
  );
}

const planes = {
  /** a wall that runs along x */
  alongX: '0.866 0.5 0 1',
  /** a wall that runs along y */
  alongY: '0.866 -0.5 0 1',
  /** lying on the ground, read along x */
  flat: '0.866 0.5 -0.866 0.5',
} as const;

/** Words on a wall or on the ground, starting at a place. */
export function words(kind: string, plane: keyof typeof planes, start: Point, text: string): string {
  const [x, y] = project(start);
  return `<text class="${kind}" transform="matrix(${planes[plane]} ${short(x)} ${short(y)})">${text}</text>`;
}

/** A one-metre grid on the ground. */
export function groundGrid(fromX: number, fromY: number, toX: number, toY: number): string {
  const lines: string[] = [];
  for (let x = fromX; x <= toX; x += 1) lines.push(line('grid', [x, fromY, 0], [x, toY, 0]));
  for (let y = fromY; y <= toY; y += 1) lines.push(line('grid', [fromX, y, 0], [toX, y, 0]));
  return lines.join('');
}
