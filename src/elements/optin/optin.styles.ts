/** Looks of the opt-in: the group of consents of a form, in the middle of somebody else's. */
import { css } from 'lit';

export const optinStyles = css`
  .base {
    gap: var(--_sx-space);
  }
  .offer {
    display: grid;
    gap: var(--_sx-space);
    min-inline-size: 0;
  }
`;
