/** Looks of the form: labels above, hints under them, errors with text, icon and a bar at the side. */
import { css } from 'lit';

export const formStyles = css`
  form {
    display: grid;
    gap: calc(var(--_sx-space) * 1.75);
  }
  form > * {
    min-inline-size: 0;
  }
  form > .intro {
    margin-block-start: calc(var(--_sx-space) * -1.1);
    color: var(--_sx-muted);
  }
  .consents {
    padding: calc(var(--_sx-space) * 1.25);
    border: 1px solid var(--_sx-line);
    border-radius: calc(var(--_sx-radius) * 1.5);
    background: var(--_sx-tint);
  }
  .consents fieldset {
    min-inline-size: 0;
  }
  .consents legend {
    max-inline-size: 100%;
    margin-block-end: 0.5rem;
    font-weight: 600;
    font-size: 1.0625em;
  }
  .stack {
    display: grid;
    gap: 0.75rem;
    min-inline-size: 0;
  }
  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: start;
    gap: 0.85rem;
    min-block-size: 2.75rem;
    padding: 0.7rem 0.85rem;
    border: 1px solid var(--_sx-line);
    border-radius: var(--_sx-radius);
    background: var(--_sx-surface);
    cursor: pointer;
    transition: border-color 120ms;
  }
  .choice:hover {
    border-color: var(--_sx-border);
  }
  .choice:has(:focus-visible) {
    outline: 3px solid var(--_sx-accent);
    outline-offset: 2px;
  }
  .choice input:focus-visible {
    outline: none;
  }
  input[type='checkbox'],
  input[type='radio'] {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
    accent-color: var(--_sx-accent);
    cursor: inherit;
  }
  .notice,
  .objection {
    font-size: 0.9375em;
  }
  .notice {
    padding-inline-start: 0.9rem;
    border-inline-start: 3px solid var(--_sx-line);
  }
  .submit {
    padding-inline: 1.6em;
  }
  .submit[aria-disabled] {
    opacity: 0.75;
    cursor: progress;
  }
  .summary ul {
    display: grid;
    gap: 0.35em;
    padding-inline-start: 1.2em;
  }
  .summary a {
    color: var(--_sx-danger);
    font-weight: 600;
  }
  .choices {
    display: grid;
    gap: 0.6em;
    list-style: none;
  }
  .then {
    display: block;
  }
  @media (forced-colors: active) {
    .choice,
    .consents {
      border-color: CanvasText;
    }
  }
`;
