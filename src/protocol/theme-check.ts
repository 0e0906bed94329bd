/**
 * Whether a look can be read: every pair of colours that elements put on each other, in light and in dark, with
 * defaults for what the site left out (WCAG 2.2, 1.4.3 and 1.4.11; A-10). Pure.
 */
import { colourOf, contrast, mixed } from './contrast.ts';
import type { Colour } from './contrast.ts';
import type { Finding } from './problem.ts';
import type { Theme, ThemeColour } from './theme.schema.ts';

export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** As in elements/base/tokens.styles.ts; a test in browsers holds the two against each other. */
export const DEFAULT_COLOURS: Readonly<Record<ThemeColour, Readonly<Record<Scheme, string>>>> = {
  accent: { light: '#0b57a4', dark: '#8fc1ff' },
  onAccent: { light: '#ffffff', dark: '#0b1a2b' },
  text: { light: '#1b1c1e', dark: '#f0f0ee' },
  surface: { light: '#ffffff', dark: '#17181b' },
  danger: { light: '#b3211b', dark: '#ff9a8f' },
  success: { light: '#1a6b38', dark: '#7fd69b' },
};

/** Mixed in oklab: that share of a colour, the rest surface. The tints stand behind notes and changed words. */
const DERIVED = {
  muted: { of: 'text', share: 0.72 },
  border: { of: 'text', share: 0.58 },
  tint: { of: 'accent', share: 0.08 },
  dangerTint: { of: 'danger', share: 0.09 },
  successTint: { of: 'success', share: 0.12 },
} as const satisfies Record<string, { of: ThemeColour; share: number }>;

export type Tone = ThemeColour | keyof typeof DERIVED;

/** WCAG 1.4.3 for text, 1.4.11 for what shows where a control is. */
const TEXT = 4.5;
const BOUNDARY = 3;

const PAIRS: readonly (readonly [of: Tone, on: Tone, least: number])[] = [
  ['text', 'surface', TEXT],
  ['text', 'tint', TEXT],
  ['muted', 'surface', TEXT],
  ['muted', 'tint', TEXT],
  ['border', 'surface', BOUNDARY],
  ['accent', 'surface', TEXT],
  ['accent', 'tint', TEXT],
  ['onAccent', 'accent', TEXT],
  ['danger', 'surface', TEXT],
  ['danger', 'dangerTint', TEXT],
  ['success', 'surface', TEXT],
  ['success', 'successTint', TEXT],
];

/** One colour on another, measured. */
export interface MeasuredPair {
  of: Tone;
  on: Tone;
  scheme: Scheme;
  /** 1 to 21. */
  ratio: number;
  /** What it has to be. */
  least: number;
}

/** Every tone of a look in one scheme. */
export function paletteOf(theme: Theme, scheme: Scheme): Record<Tone, Colour> {
  const chosen = (key: ThemeColour): Colour => {
    const own = theme[key] ?? DEFAULT_COLOURS[key];
    return colourOf(typeof own === 'string' ? own : own[scheme]);
  };
  const derived = (tone: keyof typeof DERIVED): Colour => {
    const { of, share } = DERIVED[tone];
    return mixed(chosen(of), share, chosen('surface'));
  };
  return {
    accent: chosen('accent'),
    onAccent: chosen('onAccent'),
    text: chosen('text'),
    surface: chosen('surface'),
    danger: chosen('danger'),
    success: chosen('success'),
    muted: derived('muted'),
    border: derived('border'),
    tint: derived('tint'),
    dangerTint: derived('dangerTint'),
    successTint: derived('successTint'),
  };
}

export function measureTheme(theme: Theme): MeasuredPair[] {
  return SCHEMES.flatMap((scheme) => {
    const palette = paletteOf(theme, scheme);
    return PAIRS.map(([of, on, least]) => ({
      of,
      on,
      scheme,
      ratio: contrast(palette[of], palette[on]),
      least,
    }));
  });
}

/** Pointers are those of a document that holds the look under `theme`. */
export function checkTheme(theme: Theme): Finding[] {
  return measureTheme(theme)
    .filter(({ ratio, least }) => ratio < least)
    .map(({ of, on, scheme, ratio, least }) => ({
      pointer: pointerTo(theme, [...sourcesOf(of), ...sourcesOf(on)], scheme),
      code: 'poor-contrast',
      expected: `at least ${String(least)}:1 for ${of} on ${on} in ${scheme}`,
      // Rounded down: what is too little must not read as enough.
      found: `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`,
    }));
}

/** What the site chose of a pair, the upper colour first: a default is not for the site to mend. */
function pointerTo(theme: Theme, sources: readonly ThemeColour[], scheme: Scheme): string {
  const key = sources.find((source) => theme[source] !== undefined);
  if (key === undefined) return '/theme';
  return typeof theme[key] === 'string' ? `/theme/${key}` : `/theme/${key}/${scheme}`;
}

function sourcesOf(tone: Tone): ThemeColour[] {
  return isDerived(tone) ? [DERIVED[tone].of, 'surface'] : [tone];
}

function isDerived(tone: Tone): tone is keyof typeof DERIVED {
  return tone in DERIVED;
}
