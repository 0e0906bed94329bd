/** Looks of the policy notice: a note in the flow of the page, or one line. */
import { css } from 'lit';

export const policyNoticeStyles = css`
  .base {
    gap: calc(var(--_sx-space) * 0.75);
  }
  .note {
    gap: var(--_sx-space);
    border-inline-start-color: var(--_sx-accent);
  }
  .step {
    display: grid;
    gap: 0.5em;
    min-inline-size: 0;
  }
  .step + .step {
    padding-block-start: calc(var(--_sx-space) * 0.75);
    border-block-start: 1px solid var(--_sx-line);
  }
  .step ul {
    display: grid;
    gap: 0.25em;
    padding-inline-start: 1.25em;
  }
  .step ul.names {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
    padding: 0;
    list-style: none;
  }
  .step li::marker {
    color: var(--_sx-muted);
  }
  .step a,
  .ways a {
    display: inline-block;
    padding-block: 0.4rem;
  }
  .told {
    margin-block-end: 0.35em;
  }
  summary {
    padding-block: 0.5rem;
    cursor: pointer;
  }
  .mark {
    margin-inline-start: 0.35em;
    padding: 0.05em 0.6em;
    border: 1px solid var(--_sx-border);
    border-radius: 1em;
    font-size: 0.8125em;
    color: var(--_sx-muted);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    list-style: none;
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
  }
  .done > .icon {
    color: var(--_sx-success);
  }
  .error {
    color: var(--_sx-danger);
  }
`;
