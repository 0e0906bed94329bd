/** Looks of a comparison: what came and went is told by line and colour, and by words for those who see neither. */
import { css } from 'lit';

export const comparisonStyles = css`
  .changes,
  .changed {
    display: grid;
    gap: var(--_sx-space);
    min-inline-size: 0;
  }
  .changed {
    gap: 0.6rem;
    padding: var(--_sx-space);
    border-radius: var(--_sx-radius);
    background: var(--_sx-tint);
  }
  .changed ul {
    display: grid;
    list-style: none;
    gap: 0.25rem;
  }
  .changed li,
  .marks {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.6rem;
  }
  .changed a {
    padding-block: 0.5rem;
  }
  ins,
  del {
    padding-inline: 0.1em;
    border-radius: 0.15em;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  ins {
    text-decoration: underline;
    text-decoration-thickness: 0.12em;
    text-underline-offset: 0.15em;
    color: var(--_sx-success);
    background: color-mix(in oklab, var(--_sx-success) 12%, var(--_sx-surface));
  }
  del {
    text-decoration: line-through;
    color: var(--_sx-danger);
    background: color-mix(in oklab, var(--_sx-danger) 9%, var(--_sx-surface));
  }
  .compared > .section {
    padding-block-start: var(--_sx-space);
    border-block-start: 1px solid var(--_sx-line);
  }
  .row.item {
    position: relative;
    margin-inline-start: 1.4em;
  }
  .row.deep-2 {
    margin-inline-start: 2.8em;
  }
  .row.deep-3 {
    margin-inline-start: 4.2em;
  }
  .row.deep-4 {
    margin-inline-start: 5.6em;
  }
  .row.item::before {
    content: '•';
    position: absolute;
    inset-inline-start: -1em;
  }
  .row.added,
  .row.removed {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_sx-success);
  }
  .row.removed {
    border-inline-start-color: var(--_sx-danger);
  }
  .folded {
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_sx-line);
  }
  .folded summary {
    padding-block: 0.6rem;
    cursor: pointer;
  }
  .folded summary .muted {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .wide-only {
    display: none;
  }
  @media (min-width: 60rem) {
    .wide-only {
      display: flex;
    }
  }
  .beside {
    table-layout: fixed;
  }
  .beside td {
    inline-size: 50%;
    padding-inline-end: 1.25rem;
  }
  @media (forced-colors: active) {
    ins,
    del {
      color: CanvasText;
      background: Canvas;
    }
  }
`;
