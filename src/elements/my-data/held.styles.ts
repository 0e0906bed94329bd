/** Looks of what only a signed-in visitor sees. */
import { css } from 'lit';

export const heldStyles = css`
  .switch {
    flex: none;
    inline-size: 3.5rem;
    min-inline-size: 3.5rem;
    min-block-size: 2.75rem;
    padding: 0;
    border: 0;
    background: none;
  }
  .switch::before {
    content: '';
    display: block;
    box-sizing: border-box;
    inline-size: 3.25rem;
    block-size: 1.9rem;
    margin: auto;
    border: 2px solid var(--_sx-border);
    border-radius: 1rem;
    /* The knob: one circle, at the start or at the end. */
    background: radial-gradient(circle, var(--_sx-border) 0.55rem, transparent calc(0.55rem + 1px)) no-repeat;
    background-size: 1.6rem 100%;
    background-position: left center;
  }
  .switch[aria-checked='true']::before {
    border-color: var(--_sx-accent);
    background-color: var(--_sx-accent);
    background-image: radial-gradient(circle, var(--_sx-surface) 0.55rem, transparent calc(0.55rem + 1px));
    background-position: right center;
  }
  :dir(rtl) > .switch::before {
    scale: -1 1;
  }
  @media (forced-colors: active) {
    .switch::before {
      forced-color-adjust: none;
      border-color: ButtonText;
      background-color: ButtonFace;
      background-image: radial-gradient(circle, ButtonText 0.55rem, transparent calc(0.55rem + 1px));
    }
    .switch[aria-checked='true']::before {
      border-color: Highlight;
      background-color: Highlight;
      background-image: radial-gradient(circle, HighlightText 0.55rem, transparent calc(0.55rem + 1px));
    }
  }
  .line > .note,
  .correctable .correction {
    flex: 1 0 100%;
  }
  .correctable dd {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 0.3rem 1rem;
    white-space: normal;
  }
  .correctable .answer {
    flex: 1 1 8rem;
    min-inline-size: 0;
    white-space: pre-wrap;
  }
  .correctable dd > :is(p, .note) {
    flex: 1 0 100%;
  }
  .quiet {
    min-block-size: 2.75rem;
    margin-block: -0.6rem;
    padding-inline: 0.5rem;
    border-color: transparent;
    background: none;
    color: var(--_sx-accent);
    text-decoration: underline;
  }
  .correction {
    display: grid;
    gap: var(--_sx-space);
    justify-self: stretch;
  }
  .overview {
    display: grid;
    list-style: none;
  }
  .overview button {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    inline-size: 100%;
    padding-inline: 0;
    border: 0;
    border-block-end: 1px solid var(--_sx-line);
    border-radius: 0;
    background: none;
    color: inherit;
    text-align: start;
  }
  .overview span:first-child {
    color: var(--_sx-accent);
    text-decoration: underline;
  }
  .overview span:last-child {
    font-weight: 400;
    color: var(--_sx-muted);
  }
`;
