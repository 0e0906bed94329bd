/** What forms share, as lists. */
import { css } from 'lit';

export const libraryStyles = css`
  .shared {
    display: grid;
    gap: 0.75rem 1.5rem;
    grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
  }
  .shared > li {
    display: grid;
    align-content: start;
  }
  .wording:not(:last-child) {
    padding-block-end: 0.75rem;
    border-block-end: 1px solid var(--_st-line);
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.125rem 0.75rem;
  }
  .facts > dt {
    color: var(--_st-muted);
  }
  .facts > dd {
    overflow-wrap: anywhere;
  }
`;
