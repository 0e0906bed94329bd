/**
 * Colours as screens show them: contrast as WCAG 2.2 defines it, and mixing as `color-mix(in oklab, …)` does it
 * (CSS Color 5). A colour is red, green and blue of sRGB without its curve (linear light), 0 to 1.
 */

export type Colour = readonly [red: number, green: number, blue: number];

/** Of `#rgb` or `#rrggbb`; anything else throws. */
export function colourOf(hex: string): Colour {
  const digits = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(hex);
  if (digits === null) throw new TypeError(`Expected a colour such as #0b57a4, got ${hex}`);
  const [, short = '', long = short.replaceAll(/./g, '$&$&')] = digits;
  return threeOf((index) => linear(Number.parseInt(long.slice(2 * index, 2 * index + 2), 16) / 255));
}

/** As `#rrggbb`, the nearest there is. */
export function hexOf(colour: Colour): string {
  const digits = colour.map((value) =>
    Math.round(curved(value) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

/** The contrast ratio of two colours, 1 to 21, whichever of them is the lighter one. */
export function contrast(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, "relative luminance": 0 for black, 1 for white. */
export function luminance([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of the first colour, 0 to 1, in the second one. What no screen can show is cut off, as browsers do. */
export function mixed(first: Colour, share: number, second: Colour): Colour {
  const [a, b] = [oklabOf(first), oklabOf(second)];
  const between = threeOf((index) => part(a, index) * share + part(b, index) * (1 - share));
  const roots = times(TO_ROOTS, between);
  const shown = times(FROM_CONES, threeOf((index) => part(roots, index) ** 3)); // prettier-ignore
  return threeOf((index) => Math.min(1, Math.max(0, part(shown, index))));
}

/** The curve of sRGB, taken off one of its values (IEC 61966-2-1). */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The same, put on again. */
function curved(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

type Matrix = readonly [Colour, Colour, Colour];

/** Björn Ottosson's Oklab: light to the answers of the eye's cones, their cube roots to lightness and two axes. */
const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const FROM_ROOTS: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const TO_ROOTS: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const FROM_CONES: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

function oklabOf(colour: Colour): Colour {
  const cones = times(TO_CONES, colour);
  return times(FROM_ROOTS, threeOf((index) => Math.cbrt(part(cones, index)))); // prettier-ignore
}

function times(matrix: Matrix, [x, y, z]: Colour): Colour {
  return threeOf((index) => {
    const [a, b, c] = matrix[index];
    return a * x + b * y + c * z;
  });
}

type Index = 0 | 1 | 2;

function part(colour: Colour, index: Index): number {
  return colour[index];
}

function threeOf(make: (index: Index) => number): Colour {
  return [make(0), make(1), make(2)];
}
