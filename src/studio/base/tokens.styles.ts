/** The studio's own look: calm, dense, light or dark as the system asks. */
import { css } from 'lit';

export const studioTokens = css`
  :host {
    color-scheme: light dark;
    display: block;
    font-family:
      system-ui,
      -apple-system,
      'Segoe UI',
      'Noto Sans',
      sans-serif;
    font-size: 0.875rem;
    line-height: 1.45;
    color: var(--_st-text);
    --_st-text: light-dark(#1c1d20, #ececea);
    --_st-muted: light-dark(#5b5e66, #a9acb3);
    --_st-surface: light-dark(#ffffff, #1b1c1f);
    --_st-ground: light-dark(#f4f3f0, #131416);
    --_st-raised: light-dark(#faf9f7, #212327);
    --_st-line: light-dark(#dedbd4, #33363c);
    --_st-border: light-dark(#85878d, #7f838b);
    --_st-accent: light-dark(#1f4fb5, #9dbdff);
    --_st-on-accent: light-dark(#ffffff, #0d1526);
    --_st-tint: light-dark(#e9eefb, #232c42);
    --_st-danger: light-dark(#a8231c, #ffa197);
    --_st-danger-tint: light-dark(#fbecea, #3a2220);
    --_st-warning: light-dark(#7a5200, #f0c067);
    --_st-warning-tint: light-dark(#fbf2dd, #352b17);
    --_st-success: light-dark(#1a6b38, #82d69c);
    --_st-radius: 0.375rem;
    --_st-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace;
  }
  :host([hidden]) {
    display: none;
  }
`;
