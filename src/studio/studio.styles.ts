/** The frame of the studio: a bar, a page, or the designer over all of it. */
import { css } from 'lit';

export const studioStyles = css`
  :host {
    min-block-size: 100dvh;
    background: var(--_st-ground);
  }
  .inside {
    block-size: 100dvh;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    overflow-wrap: normal;
    align-items: center;
    padding: 0.5rem 1rem;
    border-block-end: 1px solid var(--_st-line);
    background: var(--_st-surface);
  }
  .brand {
    font-weight: 700;
    letter-spacing: -0.01em;
    color: inherit;
    text-decoration: none;
  }
  .bar a:not(.brand) {
    padding: 0.25rem 0.5rem;
    border-radius: var(--_st-radius);
    text-decoration: none;
  }
  /* The ways to the rooms get a row of their own. */
  @media (max-width: 60rem) {
    .bar nav {
      order: 1;
      flex: 1 0 100%;
      margin-inline-start: -0.5rem;
      gap: 0;
    }
    .bar .brand {
      flex: 1;
    }
  }
  main {
    min-block-size: 0;
    overflow: auto;
    grid-row: 3;
    display: flex;
    flex-direction: column;
  }
  main > sx-form-designer {
    flex: 1;
    min-block-size: 24rem;
  }
  .page {
    inline-size: 100%;
    max-inline-size: 70rem;
    margin-inline: auto;
    padding: 2rem 1.5rem;
    gap: 1.5rem;
  }
  .outside {
    display: grid;
    min-block-size: 100dvh;
    place-items: center;
    padding: 1rem;
  }
  .entrance {
    inline-size: min(26rem, 100%);
    padding: 2rem;
    gap: 1rem;
    display: grid;
  }
  .entrance form,
  .again form {
    gap: 0.75rem;
  }
  .again {
    margin: 0.5rem 1rem;
    border-radius: var(--_st-radius);
  }
  .center {
    padding: 3rem;
    text-align: center;
  }
  .forms,
  .presets {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
  }
  .forms > li {
    display: grid;
    gap: 0.25rem;
    align-content: start;
    position: relative;
  }
  .forms .title {
    font-size: 1rem;
    font-weight: 600;
    text-decoration: none;
  }
  .forms .title::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: 0.5rem;
  }
  .forms > li:hover {
    border-color: var(--_st-accent);
  }
  .presets button {
    display: grid;
    gap: 0.25rem;
    inline-size: 100%;
    block-size: 100%;
    align-content: start;
    text-align: start;
    font-weight: 400;
  }
  .live {
    border-radius: 0;
  }
  .row.end {
    align-items: end;
  }
  .door {
    inline-size: min(34rem, 100%);
    margin-inline: auto;
    padding: 2rem;
  }
`;
