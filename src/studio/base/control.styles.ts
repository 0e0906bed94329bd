/** Controls of the studio: buttons, fields, lists, notes, focus. */
import { css } from 'lit';

export const controlStyles = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h1 {
    font-size: 1.375rem;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }
  h1.small {
    font-size: 0.9375rem;
  }
  h2 {
    font-size: 1.0625rem;
    line-height: 1.3;
  }
  h3 {
    font-size: 0.875rem;
  }
  ul,
  ol {
    list-style: none;
  }
  .base {
    text-align: start;
    overflow-wrap: anywhere;
  }
  .stack {
    display: grid;
    gap: 0.75rem;
    align-content: start;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .muted,
  .hint {
    color: var(--_st-muted);
  }
  .hint,
  .small {
    font-size: 0.8125rem;
  }
  .mono {
    font-family: var(--_st-mono);
    font-size: 0.8125rem;
  }
  a {
    color: var(--_st-accent);
    text-underline-offset: 0.15em;
  }
  button,
  .button {
    font: inherit;
    font-weight: 550;
    min-block-size: 2rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_st-border);
    border-radius: var(--_st-radius);
    background: var(--_st-surface);
    color: inherit;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  button:hover:not([aria-disabled='true'], :disabled) {
    border-color: var(--_st-accent);
    background: var(--_st-tint);
  }
  button.primary {
    background: var(--_st-accent);
    border-color: var(--_st-accent);
    color: var(--_st-on-accent);
  }
  button.primary:hover:not([aria-disabled='true'], :disabled) {
    background: color-mix(in oklab, var(--_st-accent) 88%, var(--_st-text));
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
  }
  button.link {
    min-block-size: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_st-accent);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    font-weight: 400;
  }
  button[aria-disabled='true'],
  button:disabled,
  button.primary:disabled {
    color: var(--_st-muted);
    border-color: var(--_st-line);
    background: none;
    cursor: default;
  }
  button[aria-pressed='true'],
  button[aria-selected='true'],
  [aria-current='page'] {
    background: var(--_st-tint);
    border-color: var(--_st-accent);
    color: var(--_st-accent);
  }
  .field {
    display: grid;
    gap: 0.25rem;
    align-content: start;
  }
  .field > label,
  legend {
    font-weight: 600;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    font: inherit;
    inline-size: 100%;
    min-block-size: 2rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_st-border);
    border-radius: var(--_st-radius);
    background: var(--_st-surface);
    color: inherit;
  }
  textarea {
    min-block-size: 4rem;
    resize: vertical;
    field-sizing: content;
    max-block-size: 20rem;
  }
  [aria-invalid='true'] {
    border-color: var(--_st-danger) !important;
  }
  label.choice {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    min-block-size: 1.75rem;
    font-weight: 400;
  }
  label.choice > input {
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0.2rem 0 0;
    accent-color: var(--_st-accent);
  }
  :focus-visible {
    outline: 2px solid var(--_st-accent);
    outline-offset: 1px;
  }
  :focus:not(:focus-visible) {
    outline: none;
  }
  .card {
    padding: 1rem;
    border: 1px solid var(--_st-line);
    border-radius: 0.5rem;
    background: var(--_st-surface);
  }
  .note {
    display: grid;
    gap: 0.5rem;
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--_st-accent);
    border-radius: var(--_st-radius);
    background: var(--_st-tint);
  }
  .note.row {
    display: flex;
  }
  .note.danger {
    border-color: var(--_st-danger);
    background: var(--_st-danger-tint);
  }
  .note.warning {
    border-color: var(--_st-warning);
    background: var(--_st-warning-tint);
  }
  .badge {
    display: inline-block;
    padding: 0 0.45rem;
    border: 1px solid var(--_st-line);
    border-radius: 1rem;
    font-size: 0.75rem;
    line-height: 1.25rem;
    white-space: nowrap;
  }
  .badge.danger {
    color: var(--_st-danger);
    border-color: currentColor;
  }
  .badge.warning {
    color: var(--_st-warning);
    border-color: currentColor;
  }
  .badge.success {
    color: var(--_st-success);
    border-color: currentColor;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.5rem 0.75rem;
    border-block-end: 1px solid var(--_st-line);
    text-align: start;
    vertical-align: top;
  }
  th {
    font-size: 0.8125rem;
    color: var(--_st-muted);
    font-weight: 600;
  }
  .scroll {
    overflow: auto;
  }
  .hidden-visually {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .note,
    .card,
    .badge {
      border: 1px solid CanvasText;
    }
    button[aria-pressed='true'],
    button[aria-selected='true'],
    [aria-current='page'] {
      border: 2px solid Highlight;
    }
  }
`;
