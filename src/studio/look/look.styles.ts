/** The room of the look: fields and measures beside the real form in light and dark. */
import { css } from 'lit';

export const lookStyles = css`
  .page.wide {
    max-inline-size: 90rem;
  }
  .look {
    display: grid;
    gap: 1.5rem;
    align-items: start;
    grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr));
  }
  .colours th,
  .colours td {
    padding: 0.25rem 0.5rem 0.25rem 0;
    border: 0;
    vertical-align: middle;
  }
  .colour {
    display: flex;
    gap: 0.25rem;
  }
  .colour input[type='color'] {
    flex: none;
    inline-size: 2rem;
    padding: 0.125rem;
  }
  .problem {
    color: var(--_st-danger);
  }
  .look-page {
    padding: 1.5rem;
    border: 1px solid var(--_st-line);
    border-radius: 0.5rem;
    max-block-size: 56rem;
    overflow: auto;
    font-size: 1rem;
    /* Small enough to see both at once, fields and buttons. */
    zoom: 0.7;
  }
  /* These colours are what it is about. */
  .look-page,
  .sample {
    forced-color-adjust: none;
  }
  .look-page.light {
    color-scheme: light;
  }
  .look-page.dark {
    color-scheme: dark;
  }
  .contrasts {
    display: grid;
    gap: 1.5rem;
    grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
  }
  .contrasts caption {
    text-align: start;
    font-weight: 600;
    padding-block-end: 0.25rem;
  }
  .contrasts th,
  .contrasts td {
    padding: 0.25rem 0.5rem 0.25rem 0;
    vertical-align: middle;
  }
  .contrasts tbody th {
    color: inherit;
    font-weight: 400;
  }
  .sample {
    display: inline-grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 1.5rem;
    margin-inline-end: 0.25rem;
    border: 1px solid var(--_st-line);
    border-radius: 0.25rem;
    font-weight: 600;
  }
  summary {
    cursor: pointer;
    font-weight: 600;
  }
`;
