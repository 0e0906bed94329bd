/** Answers, choices and letters. */
import { css } from 'lit';

export const recordStyles = css`
  .answers dl {
    display: grid;
    gap: 0.75rem;
  }
  .answers dt {
    font-weight: 600;
  }
  .answers dd,
  .letter {
    white-space: pre-line;
    max-inline-size: 48rem;
  }
  .narrow {
    max-inline-size: 20rem;
  }
  .hash {
    overflow-wrap: anywhere;
  }
  .letters > li {
    gap: 0.5rem;
  }
`;
