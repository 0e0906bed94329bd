/** The list of what can be added: searched by typing, chosen by arrow keys or a click (ARIA combobox pattern). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import { ADDITIONS } from './model/additions.ts';
import type { Addition } from './model/additions.ts';
import { additionName, groupName } from './words.ts';

export interface AddListState {
  query: string;
  /** Index among the matches. */
  active: number;
}

export interface AddListView extends AddListState {
  become: (state: AddListState) => void;
  add: (addition: Addition) => void;
  close: () => void;
}

/** Whatever has all the words of the query, in its name or in its group. */
export function matches(query: string): Addition[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return ADDITIONS.filter((addition) => {
    const text = `${additionName(addition)} ${groupName(addition.group)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function addList(view: AddListView): TemplateResult {
  const { query, become, add } = view;
  const found = matches(query);
  const active = Math.min(view.active, found.length - 1);
  return html`<div class="add-list" role="dialog" aria-label=${msg('Add to the form')}>
    <input
      id="add-search"
      role="combobox"
      aria-expanded="true"
      aria-controls="add-options"
      aria-autocomplete="list"
      aria-activedescendant=${found[active] === undefined ? nothing : `add-${active}`}
      aria-label=${msg('Search what to add')}
      placeholder=${msg('Search what to add')}
      autocomplete="off"
      .value=${live(query)}
      @input=${(event: Event) => become({ query: (event.target as HTMLInputElement).value, active: 0 })}
      @keydown=${(event: KeyboardEvent) => onKey(event, view, found, active)}
    />
    <ul
      id="add-options"
      role="listbox"
      aria-label=${msg('What can be added')}
      @click=${(event: Event) => {
        const chosen =
          found[Number((event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at'])];
        if (chosen !== undefined) add(chosen);
      }}
    >
      ${found.map((addition, index) => {
        const isFirst = index === 0 || found[index - 1]?.group !== addition.group;
        return html`${
            isFirst
              ? html`<li class="group" role="presentation" aria-hidden="true">
                  ${groupName(addition.group)}
                </li>`
              : nothing
          }
          <li
            id="add-${index}"
            role="option"
            aria-selected=${index === active ? 'true' : 'false'}
            data-at=${index}
          >
            ${additionName(addition)}
          </li>`;
      })}
      ${found.length === 0 ? html`<li role="presentation" class="hint">${msg('Nothing is called so.')}</li>` : nothing}
    </ul>
  </div>`;
}

function onKey(
  event: KeyboardEvent,
  { query, become, add, close }: AddListView,
  found: Addition[],
  active: number,
): void {
  const last = found.length - 1;
  const moves: Record<string, number> = {
    ArrowDown: active === last ? 0 : active + 1,
    ArrowUp: active <= 0 ? last : active - 1,
  };
  const next = moves[event.key];
  if (next !== undefined) {
    event.preventDefault();
    become({ query, active: next });
    requestAnimationFrame(() => {
      const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
      root.querySelector(`#add-${String(next)}`)?.scrollIntoView({ block: 'nearest' });
    });
    return;
  }
  if (event.key === 'Enter') {
    event.preventDefault();
    const chosen = found[active];
    if (chosen !== undefined) add(chosen);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}
