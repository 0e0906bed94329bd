/** Lists of people, and questions asked once more before something is done. */
import { css } from 'lit';

export const peopleStyles = css`
  .tight {
    gap: 0.25rem;
  }
  .pair {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
  }
  details.sure {
    position: relative;
  }
  details.sure > summary {
    list-style: none;
  }
  details.sure > summary::-webkit-details-marker {
    display: none;
  }
  details.sure > .note {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-end: 0;
    inline-size: min(20rem, 80vw);
    border: 1px solid var(--_st-danger);
    justify-items: start;
  }
`;
