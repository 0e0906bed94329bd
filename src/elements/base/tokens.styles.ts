/**
 * Public design tokens, with defaults that look finished without any setting. Elements inherit the
 * host's font and size; one accent colour and one radius carry a brand, the rest is derived. What of
 * them a site may publish stands in protocol/theme.schema.ts, what has to be readable in theme-check.ts.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    display: block;
    max-inline-size: 40rem;
    font: inherit;
    font-family: var(--_sx-font, inherit);
    line-height: 1.5;
    color: var(--_sx-text);
    /* Public: --sx-color-accent, --sx-color-on-accent, --sx-color-text, --sx-color-surface,
       --sx-color-danger, --sx-color-success, --sx-font, --sx-radius, --sx-space. */
    --_sx-accent: var(--sx-color-accent, light-dark(#0b57a4, #8fc1ff));
    --_sx-on-accent: var(--sx-color-on-accent, light-dark(#ffffff, #0b1a2b));
    --_sx-text: var(--sx-color-text, light-dark(#1b1c1e, #f0f0ee));
    --_sx-surface: var(--sx-color-surface, light-dark(#ffffff, #17181b));
    --_sx-danger: var(--sx-color-danger, light-dark(#b3211b, #ff9a8f));
    --_sx-success: var(--sx-color-success, light-dark(#1a6b38, #7fd69b));
    --_sx-muted: color-mix(in oklab, var(--_sx-text) 72%, var(--_sx-surface));
    --_sx-border: color-mix(in oklab, var(--_sx-text) 58%, var(--_sx-surface));
    --_sx-line: color-mix(in oklab, var(--_sx-text) 18%, var(--_sx-surface));
    --_sx-tint: color-mix(in oklab, var(--_sx-accent) 8%, var(--_sx-surface));
    --_sx-radius: var(--sx-radius, 0.375rem);
    --_sx-space: var(--sx-space, 1rem);
    --_sx-font: var(--sx-font);
  }
  :host([hidden]) {
    display: none;
  }
`;
