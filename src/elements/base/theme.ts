/**
 * The look that a site published, between the product's own and the page's: a style sheet of the element's shadow
 * root, made by script, so that a strict policy lets it through and nothing is written on the page.
 */
import type { Theme } from '../../protocol/theme.schema.ts';

/** One sheet for all elements that show a site. */
const sheets = new WeakMap<Theme, CSSStyleSheet>();

/** The properties of tokens.styles.ts once more, with the site's values where the page sets none of its own. */
export function themeSheet(theme: Theme): CSSStyleSheet {
  const known = sheets.get(theme);
  if (known !== undefined) return known;
  const sheet = new CSSStyleSheet();
  const rule = sheet.cssRules[sheet.insertRule(':host{}')];
  // Value by value: what is none cannot become a rule.
  if (rule instanceof CSSStyleRule) for (const value of valuesOf(theme)) rule.style.setProperty(...value);
  sheets.set(theme, sheet);
  return sheet;
}

function valuesOf(theme: Theme): [property: string, value: string][] {
  return Object.entries(theme).map(([key, value]) => {
    const name = key.replace('onA', 'on-a');
    const css = typeof value === 'string' ? value : `light-dark(${value.light},${value.dark})`;
    const isColour = css !== value || css.startsWith('#');
    return [`--_sx-${name}`, `var(--sx-${isColour ? 'color-' : ''}${name},${css})`];
  });
}
