/** Looks that every element shares: type, links, buttons, focus, notes. */
import { css } from 'lit';

export const sharedStyles = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .base {
    display: grid;
    gap: calc(var(--_sx-space) * 1.5);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .base > * {
    min-inline-size: 0;
  }
  /* Published words in another direction stay on the side where the page's lines begin. */
  .base[dir='ltr'] [dir] {
    text-align: left;
  }
  .base[dir='rtl'] [dir] {
    text-align: right;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
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
    font-size: 2em;
    line-height: 1.15;
  }
  h2 {
    font-size: 1.5em;
    line-height: 1.2;
  }
  h3 {
    font-size: 1.2em;
    line-height: 1.3;
  }
  h4,
  h5,
  h6 {
    font-size: 1em;
  }
  .heading {
    text-wrap: balance;
    hyphens: auto;
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    margin-block-start: 0.125em;
  }
  .with-icon {
    display: flex;
    gap: 0.6em;
    align-items: flex-start;
  }
  .with-icon > :last-child {
    flex: 1;
    min-inline-size: 0;
  }
  .small,
  .marker {
    font-size: 0.875em;
  }
  .reference {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.04em;
  }
  .muted {
    color: var(--_sx-muted);
  }
  a {
    color: var(--_sx-accent);
    text-underline-offset: 0.15em;
  }
  a:hover {
    text-decoration-thickness: 0.15em;
  }
  :focus-visible {
    outline: 3px solid var(--_sx-accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
  /* Headings take the focus from scripts only; they are nothing to operate. */
  :focus:not(:focus-visible),
  .heading:focus,
  .summary:focus {
    outline: none;
  }
  button {
    font: inherit;
    font-weight: 600;
    min-block-size: 2.75rem;
    padding: 0.5em 1.1em;
    border: 2px solid var(--_sx-accent);
    border-radius: var(--_sx-radius);
    background: transparent;
    color: var(--_sx-accent);
    cursor: pointer;
    justify-self: start;
  }
  button.primary {
    background: var(--_sx-accent);
    color: var(--_sx-on-accent);
  }
  button.link {
    min-block-size: 2.25rem;
    padding: 0.25em 0;
    border: 0;
    background: none;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    text-align: start;
  }
  button.link[aria-current] {
    color: inherit;
    font-weight: 600;
    text-decoration: none;
  }
  button.link:hover {
    box-shadow: none;
    text-decoration-thickness: 0.15em;
  }
  address {
    font-style: normal;
  }
  button:not(.link):hover {
    box-shadow: inset 0 0 0 1px currentColor;
  }
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_sx-space) * 0.75);
  }
  .note {
    display: grid;
    gap: 0.75em;
    padding: calc(var(--_sx-space) * 1.25);
    border-inline-start: 5px solid var(--_sx-border);
    border-radius: var(--_sx-radius);
    background: var(--_sx-tint);
  }
  .note .heading {
    font-size: 1.2em;
  }
  .note .heading ~ .heading,
  .note h3.heading {
    font-size: 1.05em;
  }
  .note.danger > .with-icon > .icon,
  .error > .icon {
    color: var(--_sx-danger);
  }
  .note.success > .with-icon > .icon {
    color: var(--_sx-success);
  }
  .note.danger {
    border-inline-start-color: var(--_sx-danger);
    background: color-mix(in oklab, var(--_sx-danger) 7%, var(--_sx-surface));
  }
  .note.success {
    border-inline-start-color: var(--_sx-success);
    background: color-mix(in oklab, var(--_sx-success) 8%, var(--_sx-surface));
  }
  .note.waiting {
    border-inline-start-color: var(--_sx-accent);
  }
  .note.waiting > .with-icon > .icon {
    color: var(--_sx-accent);
  }
  .hidden-visually {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .note,
    button {
      border-color: CanvasText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  @media print {
    button {
      display: none;
    }
  }
`;
