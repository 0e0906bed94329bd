/** Looks of questions: label above, hint and error under it, a bar at the side of what is wrong. */
import { css } from 'lit';

export const fieldStyles = css`
  .field {
    display: grid;
    gap: 0.3rem;
    min-inline-size: 0;
  }
  .field > label:not(.choice) {
    font-weight: 600;
    justify-self: start;
  }
  .optional {
    font-weight: 400;
    color: var(--_sx-muted);
  }
  .hint,
  .counter {
    font-size: 0.9375em;
    color: var(--_sx-muted);
  }
  .counter {
    min-block-size: 1.5em;
    font-variant-numeric: tabular-nums;
  }
  .counter.over {
    color: var(--_sx-danger);
    font-weight: 600;
  }
  input:not([type='checkbox'], [type='radio']),
  textarea,
  select {
    font: inherit;
    color: inherit;
    inline-size: 100%;
    min-block-size: 2.875rem;
    margin-block-start: 0.25rem;
    padding: 0.6rem 0.8rem;
    border: 1.5px solid var(--_sx-border);
    border-radius: var(--_sx-radius);
    background: var(--_sx-surface);
    transition: border-color 120ms;
  }
  input[type='email'],
  input[type='tel'] {
    max-inline-size: 28rem;
  }
  input[type='date'],
  .type-number {
    max-inline-size: 14rem;
  }
  textarea {
    display: block;
    line-height: 1.5;
    resize: vertical;
    field-sizing: content;
    min-block-size: calc(5lh + 1.3rem);
    max-block-size: 30lh;
  }
  .select {
    display: block;
    position: relative;
    max-inline-size: 28rem;
  }
  select {
    appearance: none;
    padding-inline-end: 2.5rem;
    text-overflow: ellipsis;
  }
  .select::after {
    content: '';
    position: absolute;
    inset-block-start: calc(50% + 0.125rem - 0.35rem);
    inset-inline-end: 1rem;
    inline-size: 0.55rem;
    block-size: 0.55rem;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    pointer-events: none;
  }
  input:not([type='checkbox'], [type='radio']):hover,
  textarea:hover,
  select:hover {
    border-color: var(--_sx-text);
  }
  /* WebKit puts the focus on a part inside a date field, and the ring on nothing. */
  input[type='date']:focus {
    outline: 3px solid var(--_sx-accent);
    outline-offset: 0;
    border-color: var(--_sx-accent);
  }
  input:focus-visible,
  textarea:focus-visible,
  select:focus-visible {
    border-color: var(--_sx-accent);
    outline-offset: 0;
    border-radius: var(--_sx-radius);
  }
  input:read-only:not([type='checkbox'], [type='radio'], [type='file']),
  textarea:read-only {
    background: var(--_sx-tint);
  }
  .invalid {
    padding-inline-start: 0.9rem;
    border-inline-start: 5px solid var(--_sx-danger);
  }
  .invalid:not(.group) input:not([type='checkbox'], [type='radio']),
  .invalid:not(.group) textarea,
  .invalid:not(.group) select {
    border: 2px solid var(--_sx-danger);
  }
  .error {
    color: var(--_sx-danger);
    font-weight: 600;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none;
    }
  }
`;
