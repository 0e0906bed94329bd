/** Looks of the policy viewer: a text to read. */
import { css } from 'lit';

export const policyStyles = css`
  .head {
    display: grid;
    gap: 0.25rem;
  }
  .head .heading {
    margin-block-end: 0.35rem;
  }
  .text,
  .section {
    display: grid;
    gap: var(--_sx-space);
    min-inline-size: 0;
  }
  .text {
    gap: calc(var(--_sx-space) * 2.25);
  }
  .section .section {
    margin-block-start: calc(var(--_sx-space) * 0.75);
  }
  .section > .heading {
    scroll-margin-block-start: calc(var(--_sx-space) * 2);
  }
  .section ul,
  .section ol {
    display: grid;
    gap: 0.4em;
    padding-inline-start: 1.4em;
  }
  .in-short {
    padding: 0.7rem 1rem;
    border-radius: var(--_sx-radius);
    background: var(--_sx-tint);
  }
  .contents {
    padding-block: var(--_sx-space);
    border-block: 1px solid var(--_sx-line);
  }
  .nav-title {
    font-weight: 600;
    margin-block-end: 0.35rem;
  }
  .contents ol {
    list-style: none;
    columns: 2 15rem;
    column-gap: calc(var(--_sx-space) * 2);
  }
  .contents li {
    break-inside: avoid;
  }
  .contents ol ol {
    columns: auto;
    padding-inline-start: 1.25em;
  }
  .contents a {
    display: inline-block;
    padding-block: 0.2rem;
  }
  .contact,
  .stored,
  .versions {
    display: grid;
    gap: 0.6rem;
    padding-block-start: calc(var(--_sx-space) * 1.5);
    border-block-start: 1px solid var(--_sx-line);
  }
  .stored > summary {
    cursor: pointer;
  }
  .stored summary .heading {
    display: inline;
  }
  .stored dl {
    display: grid;
    gap: 0.75rem;
    margin-block: 0.75rem;
  }
  .stored dt {
    font-weight: 600;
  }
  .versions ul {
    display: grid;
    list-style: none;
  }
  .versions li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
  .mark {
    padding: 0.05em 0.6em;
    border: 1px solid var(--_sx-border);
    border-radius: 1em;
    font-size: 0.8125em;
    color: var(--_sx-muted);
  }
  .table {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    padding: 0.5rem 0.75rem 0.5rem 0;
    border-block-end: 1px solid var(--_sx-line);
    text-align: start;
    vertical-align: top;
  }
  /* Line breaks of an address are part of its words. */
  .words {
    white-space: pre-line;
    overflow-wrap: break-word;
  }
  .section {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 30rem;
  }
  .compare {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.75rem;
  }
  .compare label {
    display: grid;
    gap: 0.25rem;
    font-weight: 600;
  }
  .compare select {
    min-block-size: 2.75rem;
    padding: 0.4rem 0.75rem;
    font: inherit;
    color: inherit;
    background: var(--_sx-surface);
    border: 2px solid var(--_sx-border);
    border-radius: var(--_sx-radius);
  }
  .timeline {
    padding-inline-start: 1rem;
    border-inline-start: 2px solid var(--_sx-line);
  }
  .timeline li {
    position: relative;
  }
  .timeline li::before {
    content: '';
    position: absolute;
    inset-inline-start: calc(-1rem - 6px);
    inset-block-start: 1.1rem;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_sx-surface);
    border: 2px solid var(--_sx-border);
    box-sizing: border-box;
  }
  .timeline li:has([aria-current])::before {
    background: var(--_sx-accent);
    border-color: var(--_sx-accent);
  }
  @media print {
    button,
    select,
    .compare,
    .versions,
    .contents {
      display: none;
    }
    .section {
      content-visibility: visible;
      break-inside: auto;
    }
    .heading {
      break-after: avoid;
    }
    a[href^='http']::after {
      content: ' (' attr(href) ')';
      font-size: 0.85em;
      overflow-wrap: anywhere;
    }
    .marker {
      display: none;
    }
  }
`;
