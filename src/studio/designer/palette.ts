/** All commands, found by typing. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import type { AddListState } from './add-list.ts';
import type { MenuEntry } from './menus.ts';

export interface PaletteView extends AddListState {
  entries: readonly MenuEntry[];
  become: (state: AddListState) => void;
  close: () => void;
}

export function palette({ query, active, entries, become, close }: PaletteView): TemplateResult {
  const wanted = query.toLowerCase();
  const found = entries.filter(
    ({ words, isDisabled }) => isDisabled !== true && words.toLowerCase().includes(wanted),
  );
  const at = Math.min(active, found.length - 1);
  const run = (entry: MenuEntry | undefined): void => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % Math.max(found.length, 1),
      ArrowUp: (at - 1 + found.length) % Math.max(found.length, 1),
    };
    const next = moves[event.key];
    if (next !== undefined) become({ query, active: next });
    else if (event.key === 'Enter') run(found[at]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="add-list" role="dialog" aria-label=${msg('Commands')}>
    <input
      id="palette-search"
      role="combobox"
      aria-expanded="true"
      aria-controls="palette-options"
      aria-autocomplete="list"
      aria-activedescendant=${found[at] === undefined ? nothing : `command-${at}`}
      aria-label=${msg('Search commands')}
      placeholder=${msg('Search commands')}
      autocomplete="off"
      .value=${live(query)}
      @input=${(event: Event) => become({ query: (event.target as HTMLInputElement).value, active: 0 })}
      @keydown=${onKey}
    />
    <ul
      id="palette-options"
      role="listbox"
      aria-label=${msg('Commands')}
      @click=${(event: Event) => run(found[Number((event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at'])])}
    >
      ${found.map(
        (entry, index) =>
          html`<li
            id="command-${index}"
            role="option"
            aria-selected=${index === at ? 'true' : 'false'}
            data-at=${index}
          >
            <span>${entry.words}</span><kbd>${entry.keys ?? ''}</kbd>
          </li>`,
      )}
    </ul>
  </div>`;
}
