/** A look as it is typed: every value a text, empty where nothing is chosen. */
import { DEFAULT_COLOURS } from '../../protocol/theme-check.ts';
import { THEME_COLOURS, themeSchema } from '../../protocol/theme.schema.ts';
import type { Theme, ThemeColour } from '../../protocol/theme.schema.ts';
import { parseAuthored } from '../../protocol/parse.schema.ts';
import type { Finding } from '../../protocol/problem.ts';

export const MEASURES = ['radius', 'space', 'font'] as const;
export type Measure = (typeof MEASURES)[number];

/** Keys are `accent.light`, `accent.dark`, `radius`, … */
export type ThemeText = Readonly<Record<string, string>>;

export function themeText(theme: Theme): ThemeText {
  const colours = THEME_COLOURS.flatMap((key): [string, string][] => {
    const chosen = theme[key];
    if (chosen === undefined) return [];
    const { light, dark } = typeof chosen === 'string' ? { light: chosen, dark: chosen } : chosen;
    return [
      [`${key}.light`, light],
      [`${key}.dark`, dark],
    ];
  });
  const measures = MEASURES.flatMap((key): [string, string][] => {
    const chosen = theme[key];
    return chosen === undefined ? [] : [[key, chosen]];
  });
  return Object.fromEntries([...colours, ...measures]);
}

/** The look that the texts spell, and what in them spells none. */
export function themeIn(text: ThemeText): { theme: Theme | undefined; findings: readonly Finding[] } {
  const written = (key: string): string => (text[key] ?? '').trim();
  const colours = THEME_COLOURS.flatMap((key) => {
    const chosen = colourIn(key, written(`${key}.light`), written(`${key}.dark`));
    return chosen === undefined ? [] : [[key, chosen] as const];
  });
  const measures = MEASURES.filter((key) => written(key) !== '').map((key) => [key, written(key)] as const);
  const { value, findings = [] } = parseAuthored(themeSchema, Object.fromEntries([...colours, ...measures]));
  return { theme: value, findings };
}

/** Chosen for one scheme alone: the other keeps its default. */
function colourIn(key: ThemeColour, light: string, dark: string): Theme[ThemeColour] {
  if (light === '' && dark === '') return undefined;
  if (light === dark) return light;
  const { light: ownLight, dark: ownDark } = DEFAULT_COLOURS[key];
  return { light: light === '' ? ownLight : light, dark: dark === '' ? ownDark : dark };
}

/** For a page that sets the look itself, in the properties that elements read. */
export function themeCss(theme: Theme): string {
  const lines = Object.entries(theme).map(([key, value]) => {
    const name = key.replace('onAccent', 'on-accent');
    const isColour = THEME_COLOURS.some((colour) => colour === key);
    const css = typeof value === 'string' ? value : `light-dark(${value.light}, ${value.dark})`;
    return `  --sx-${isColour ? 'color-' : ''}${name}: ${css};`;
  });
  return [':root {', ...lines, '}'].join('\n');
}
