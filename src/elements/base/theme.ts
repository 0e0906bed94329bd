/**
 * The look that a site published, between the product's own and the page's: a style sheet of the element's shadow
 * root, made by script, so that a strict policy lets it through and nothing is written on the page.
 */
import type { Theme } from '../../protocol/theme.schema.ts';

/** The properties of tokens.styles.ts once more, with the site's values where the page sets none of its own. */
export function wear(root: ShadowRoot, theme: Theme, worn?: CSSStyleSheet): CSSStyleSheet {
  const sheet = worn ?? new CSSStyleSheet();
  sheet.replaceSync(':host{}');
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  // Value by value: what is none cannot become a rule.
  for (const value of valuesOf(theme)) style.setProperty(...value);
  if (!worn) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
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
