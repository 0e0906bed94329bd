/** Looks of questions with several controls, of files, and of steps. */
import { css } from 'lit';

export const groupStyles = css`
  /* No grid here: WebKit does not lay the legend out again when it has to wrap. */
  .group fieldset {
    min-inline-size: 0;
  }
  .group fieldset > p {
    margin-block-end: 0.3rem;
  }
  .group legend {
    font-weight: 600;
    max-inline-size: 100%;
    margin-block-end: 0.3rem;
  }
  .choices-list,
  .address {
    display: grid;
    gap: 0.5rem;
    margin-block-start: 0.35rem;
  }
  .address {
    gap: 1rem;
    padding-inline-start: 0.9rem;
    border-inline-start: 3px solid var(--_sx-line);
  }
  .part-street textarea {
    min-block-size: calc(2lh + 1.3rem);
  }
  .part-postcode input {
    max-inline-size: 12rem;
  }
  .scale,
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin-block-start: 0.35rem;
  }
  .scale .choice {
    grid-template-columns: auto;
    justify-items: center;
    gap: 0.3rem;
    flex: 1 1 2.9rem;
    max-inline-size: 8rem;
    padding: 0.6rem 0.4rem;
    font-variant-numeric: tabular-nums;
  }
  .columns .choice {
    flex: 1 1 auto;
    gap: 0.6rem;
    padding: 0.6rem 0.75rem;
  }
  .ends {
    max-inline-size: 100%;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25rem 1.5rem;
  }
  .matrix {
    display: grid;
    gap: 1.1rem;
    margin-block-start: 0.35rem;
  }
  .matrix legend {
    font-weight: 400;
  }
  input[type='file'] {
    padding: 0.55rem;
  }
  input[type='file']::file-selector-button {
    font: inherit;
    margin-inline-end: 0.75rem;
    padding: 0.3rem 0.75rem;
    border: 1px solid var(--_sx-border);
    border-radius: var(--_sx-radius);
    background: var(--_sx-tint);
    color: inherit;
    cursor: pointer;
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding: 0.6rem 0.85rem;
    border: 1px solid var(--_sx-line);
    border-radius: var(--_sx-radius);
    background: var(--_sx-tint);
  }
  .step {
    display: grid;
    gap: 0.75rem;
  }
  .progress {
    display: flex;
    gap: 0.35rem;
  }
  .progress span {
    flex: 1;
    block-size: 0.35rem;
    border-radius: 1rem;
    background: var(--_sx-line);
  }
  .progress .done {
    background: var(--_sx-accent);
  }
  @media (forced-colors: active) {
    .progress span {
      border: 1px solid CanvasText;
    }
    .progress .done {
      background: Highlight;
    }
  }
`;
