/** A page with one form on it. */
import { css } from 'lit';

export const draftPageStyles = css`
  :host {
    min-block-size: 100dvh;
    background: var(--_st-ground);
  }
  .page {
    display: grid;
    gap: 2rem;
    max-inline-size: 44rem;
    margin-inline: auto;
    padding: 1.5rem 1rem 4rem;
  }
  main {
    padding: 2rem;
    border: 1px solid var(--_st-line);
    border-radius: 0.5rem;
    background: var(--_st-surface);
    font-size: 1rem;
  }
  @media (max-width: 30rem) {
    main {
      padding: 1rem;
    }
  }
`;
