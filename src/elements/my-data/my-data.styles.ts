/** Looks of the my-data panel. */
import { css } from 'lit';

export const myDataStyles = css`
  .base {
    gap: calc(var(--_sx-space) * 2.25);
  }
  .part,
  .group,
  .head {
    display: grid;
    gap: var(--_sx-space);
    min-inline-size: 0;
  }
  .head {
    gap: 0.5rem;
  }
  .card {
    display: grid;
    gap: 0.75rem;
    padding: calc(var(--_sx-space) * 1.25);
    border: 1px solid var(--_sx-line);
    border-radius: calc(var(--_sx-radius) * 1.5);
    background: var(--_sx-surface);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
  }
  .sign-in {
    display: grid;
    gap: var(--_sx-space);
  }
  .lines {
    display: grid;
    list-style: none;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 0.6rem 1.5rem;
    padding-block: var(--_sx-space);
    border-block-start: 1px solid var(--_sx-line);
  }
  .line:last-child {
    border-block-end: 1px solid var(--_sx-line);
  }
  .note .line:last-child {
    border-block-end: 0;
  }
  .line-words {
    display: grid;
    gap: 0.2rem;
    flex: 1 1 16rem;
    min-inline-size: 0;
  }
  blockquote {
    margin: 0.3rem 0 0;
    padding-inline-start: 0.8rem;
    border-inline-start: 3px solid var(--_sx-line);
    color: var(--_sx-muted);
  }
  dl {
    display: grid;
    gap: 0.5rem;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(8rem, 1fr) 2fr;
    gap: 0.1rem 1rem;
  }
  dt {
    color: var(--_sx-muted);
  }
  dd {
    white-space: pre-wrap;
    text-align: start;
  }
  @media (max-width: 30rem) {
    dl > div {
      grid-template-columns: 1fr;
    }
  }
  summary {
    cursor: pointer;
    padding-block: 0.5rem;
    color: var(--_sx-accent);
  }
  details > :not(summary) {
    margin-block: 0.5rem 0.75rem;
  }
  .line > details {
    flex: 1 0 100%;
    min-inline-size: 0;
  }
  .kept dd {
    white-space: normal;
  }
  .lines-plain {
    display: grid;
    gap: 0.6rem;
    list-style: none;
  }
  .contact {
    display: grid;
    gap: 0.6rem;
  }
`;
