/** Looks of requests. */
import { css } from 'lit';

export const requestStyles = css`
  .choices {
    display: grid;
    gap: 0.25rem;
  }
  .choice {
    display: flex;
    gap: 0.75rem;
    align-items: start;
    padding-block: 0.4rem;
    min-block-size: 2.75rem;
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 1.4rem;
    block-size: 1.4rem;
    margin: 0.1rem 0 0;
    accent-color: var(--_sx-accent);
  }
  fieldset legend {
    font-weight: 600;
    padding: 0;
    margin-block-end: 0.3rem;
  }
  .note ul {
    padding-inline-start: 1.25rem;
  }
  .request > :is(.note, .reply, .actions) {
    flex: 1 0 100%;
  }
`;
