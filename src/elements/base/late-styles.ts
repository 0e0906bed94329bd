/** Looks that come with code that is loaded late. */
import type { CSSResult } from 'lit';

/** Puts them before those that are there already, which have the last word; once for each root. */
export function addStyles(root: HTMLElement | DocumentFragment, styles: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  const more = sheets.filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
  root.adoptedStyleSheets = [...more, ...root.adoptedStyleSheets];
}
