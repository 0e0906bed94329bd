/** The layout of the designer: three panes beside each other, one at a time where there is no room. */
import { css } from 'lit';

export const designerStyles = css`
  :host {
    block-size: 100%;
    min-block-size: 30rem;
    container-type: inline-size;
    position: relative;
  }
  .designer {
    block-size: 100%;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    background: var(--_st-ground);
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    padding: 0.5rem 1rem;
    border-block-end: 1px solid var(--_st-line);
    background: var(--_st-surface);
  }
  .toolbar select {
    inline-size: auto;
    max-inline-size: 8rem;
  }
  .toolbar nav {
    gap: 0.125rem;
  }
  .toolbar .sign {
    min-inline-size: 2rem;
    padding-inline: 0.25rem;
    font-size: 1.125rem;
    line-height: 1;
  }
  .saved {
    flex: 1;
    min-inline-size: 6rem;
  }
  .content {
    min-block-size: 0;
    overflow: auto;
  }
  .panes {
    display: grid;
    grid-template-columns: minmax(14rem, 19rem) minmax(20rem, 1fr) minmax(16rem, 22rem);
    block-size: 100%;
  }
  .pane {
    min-inline-size: 0;
    overflow: auto;
    padding: 1rem;
    background: var(--_st-surface);
  }
  .pane.canvas {
    padding: 1.5rem;
    background: var(--_st-ground);
    border-inline: 1px solid var(--_st-line);
  }
  .pane.properties {
    display: grid;
    gap: 0.75rem;
    align-content: start;
  }
  .head {
    margin-block-end: 0.75rem;
  }
  kbd {
    font: inherit;
    font-size: 0.75rem;
    color: var(--_st-muted);
  }
  .tree > li {
    display: grid;
    grid-template-columns: 1rem minmax(0, 1fr) auto auto;
    gap: 0 0.375rem;
    align-items: center;
    min-block-size: 2.25rem;
    padding-block: 0.25rem;
    padding-inline: 0.25rem;
    border-radius: var(--_st-radius);
    cursor: default;
  }
  .tree > li[data-level='2'] {
    margin-inline-start: 0.75rem;
  }
  .tree > li[data-level='3'] {
    margin-inline-start: 1.5rem;
  }
  .tree > li:hover {
    background: var(--_st-raised);
  }
  .tree > li {
    border-inline-start: 3px solid transparent;
  }
  .tree > li.selected {
    background: var(--_st-tint);
    border-inline-start-color: var(--_st-accent);
  }
  .tree > li.carried {
    outline: 2px dashed var(--_st-accent);
  }
  .tree .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tree .about {
    grid-column: 2;
    grid-row: 2;
    font-size: 0.75rem;
    color: var(--_st-muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tree .about:empty {
    display: none;
  }
  .tree .handle {
    grid-row: 1 / span 2;
    color: var(--_st-muted);
    user-select: none;
  }
  .tree .drag {
    cursor: grab;
  }
  .tree .count {
    grid-row: 1 / span 2;
    min-inline-size: 1.25rem;
    padding-inline: 0.25rem;
    border-radius: 1rem;
    background: var(--_st-danger);
    color: var(--_st-surface);
    font-size: 0.75rem;
    text-align: center;
  }
  .tree .more {
    grid-column: 4;
    grid-row: 1 / span 2;
    padding: 0 0.375rem;
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
  }
  .sheet {
    position: relative;
    margin-inline: auto;
    padding: 2rem;
    border: 1px solid var(--_st-line);
    border-radius: 0.5rem;
    background: var(--_st-surface);
    font-size: 1rem;
    max-inline-size: 46rem;
  }
  .sheet.tablet {
    max-inline-size: 36rem;
  }
  .sheet.phone {
    max-inline-size: 22.5rem;
    padding: 1rem;
  }
  .sheet sx-form-preview {
    color-scheme: inherit;
  }
  .mark {
    position: absolute;
    border: 2px solid var(--_st-accent);
    border-radius: 0.375rem;
    pointer-events: none;
  }
  .unseen {
    max-inline-size: 46rem;
    margin: 0 auto 1rem;
  }
  .unseen[hidden],
  .mark[hidden] {
    display: none;
  }
  .in-place {
    position: absolute;
    min-block-size: 0;
    padding: 0.125rem 0.25rem;
    font-weight: 600;
    box-shadow: 0 2px 12px rgb(0 0 0 / 20%);
  }
  button.after {
    display: grid;
    gap: 0.125rem;
    inline-size: 100%;
    max-inline-size: 46rem;
    margin: 1rem auto 0;
    padding: 1rem 2rem;
    border-color: var(--_st-line);
    text-align: start;
    font-weight: 400;
  }
  button.after.selected {
    border: 2px solid var(--_st-accent);
  }
  .properties details {
    border-block-start: 1px solid var(--_st-line);
    padding-block: 0.5rem;
  }
  .properties summary,
  .problems-drawer summary {
    cursor: pointer;
    font-weight: 600;
    min-block-size: 1.75rem;
  }
  .properties details[open] > summary {
    margin-block-end: 0.5rem;
  }
  ul.problems {
    display: grid;
    gap: 0.25rem;
  }
  ul.problems > li {
    padding: 0.25rem 0.5rem;
    border-inline-start: 3px solid var(--_st-warning);
    background: var(--_st-warning-tint);
    font-size: 0.8125rem;
  }
  ul.problems > li.danger {
    border-color: var(--_st-danger);
    background: var(--_st-danger-tint);
  }
  .options ol {
    display: grid;
    gap: 0.375rem;
    margin-block-end: 0.5rem;
  }
  .options li {
    flex-wrap: nowrap;
    gap: 0.125rem;
  }
  .options button.quiet,
  .test > button.quiet {
    min-inline-size: 1.75rem;
    padding: 0;
  }
  .test {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.375rem;
    padding: 0.5rem;
    border: 1px solid var(--_st-line);
    border-radius: var(--_st-radius);
  }
  .test > * {
    grid-column: 1;
  }
  .test > button.quiet {
    grid-column: 2;
    grid-row: 1;
  }
  .test.group {
    border-style: dashed;
  }
  dl.messages {
    display: grid;
    gap: 0.125rem;
  }
  dl.messages dd {
    margin-block-end: 0.5rem;
    color: var(--_st-danger);
  }
  .problems-drawer {
    max-block-size: 40cqb;
    max-block-size: 14rem;
    overflow: auto;
    padding: 0.375rem 1rem;
    border-block-start: 1px solid var(--_st-line);
    background: var(--_st-surface);
  }
  .problems-drawer ul {
    display: grid;
    gap: 0.25rem;
    padding-block: 0.5rem;
  }
  .problems-drawer button.link {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    color: var(--_st-text);
    text-decoration: none;
  }
  .problems-drawer button.link span:last-child {
    text-decoration: underline;
  }
  .pane-tabs {
    display: none;
  }
  @container (max-width: 900px) {
    .panes {
      grid-template-columns: minmax(0, 1fr);
    }
    .panes:not([data-pane='outline']) .pane.outline,
    .panes:not([data-pane='canvas']) .pane.canvas,
    .panes:not([data-pane='properties']) .pane.properties {
      display: none;
    }
    .pane.canvas {
      padding: 0.75rem;
      border: 0;
    }
    .pane-tabs {
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      gap: 0.25rem;
      padding: 0.375rem;
      border-block-start: 1px solid var(--_st-line);
      background: var(--_st-surface);
    }
    .pane-tabs button {
      min-block-size: 2.75rem;
      padding-inline: 0.25rem;
    }
    .sheet {
      padding: 1rem;
    }
  }
  @media (forced-colors: active) {
    .tree > li.selected,
    .add-list li[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
    .mark {
      border-color: Highlight;
    }
  }
`;
