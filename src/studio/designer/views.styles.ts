/** The views beside the one in which forms are built, and what opens over them. */
import { css } from 'lit';

export const viewStyles = css`
  .view {
    max-inline-size: 64rem;
    margin-inline: auto;
    padding: 1.5rem;
  }
  .view.translations,
  .json-pane {
    max-inline-size: none;
  }
  .view .tag {
    inline-size: 6rem;
  }
  td textarea {
    min-inline-size: 14rem;
    min-block-size: 2rem;
  }
  td.missing textarea {
    border-color: var(--_st-danger);
  }
  td.stale textarea {
    border-color: var(--_st-warning);
  }
  tbody th .mono {
    display: block;
    font-weight: 400;
  }
  .json-pane {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    gap: 0.5rem;
    block-size: 100%;
  }
  .editor {
    min-block-size: 16rem;
    overflow: hidden;
    border: 1px solid var(--_st-line);
    border-radius: var(--_st-radius);
  }
  pre {
    margin: 0;
    padding: 0.75rem;
    border-radius: var(--_st-radius);
    background: var(--_st-ground);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  ul.changes {
    display: grid;
    gap: 0.25rem;
    padding-inline-start: 1.25rem;
    list-style: disc;
  }
  ins {
    background: color-mix(in oklab, var(--_st-success) 18%, transparent);
    text-decoration-thickness: 2px;
  }
  del {
    color: var(--_st-danger);
    background: color-mix(in oklab, var(--_st-danger) 12%, transparent);
  }
  .difference {
    padding: 0.5rem 0.75rem;
    border-radius: var(--_st-radius);
    background: var(--_st-ground);
  }
  .overlay {
    position: absolute;
    z-index: 10;
    inline-size: min(22rem, calc(100% - 1rem));
    max-block-size: calc(100% - 1rem);
    overflow: auto;
    border: 1px solid var(--_st-border);
    border-radius: 0.5rem;
    background: var(--_st-surface);
    box-shadow: 0 8px 32px rgb(0 0 0 / 22%);
  }
  .menu {
    display: grid;
    gap: 0.25rem;
    padding: 0.5rem;
  }
  .menu.help {
    padding: 1rem;
    gap: 0.75rem;
  }
  .menu.help dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.375rem 0.75rem;
  }
  .menu [role='menuitem'] {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    border-color: transparent;
    text-align: start;
    font-weight: 400;
  }
  .add-list {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    padding: 0.5rem;
    max-block-size: 26rem;
  }
  .add-list ul {
    overflow: auto;
    margin-block-start: 0.5rem;
  }
  .add-list li[role='option'] {
    display: flex;
    justify-content: space-between;
    padding: 0.375rem 0.5rem;
    border-radius: var(--_st-radius);
    cursor: pointer;
  }
  .add-list li[role='option']:hover,
  .add-list li[aria-selected='true'] {
    background: var(--_st-tint);
  }
  .add-list li.group {
    padding: 0.5rem 0.5rem 0.125rem;
    font-size: 0.75rem;
    font-weight: 600;
    color: var(--_st-muted);
  }
  .toast {
    position: absolute;
    inset-block-end: 3.5rem;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: min(28rem, calc(100% - 2rem));
    padding: 0.5rem 0.75rem;
    border-radius: 0.5rem;
    border: 1px solid var(--_st-border);
    background: var(--_st-surface);
    box-shadow: 0 4px 20px rgb(0 0 0 / 20%);
    z-index: 9;
  }
`;
