/** Menus and lists that open over the designer: what can be done with an item, all commands, all keys. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { AuthoredItem } from './model/authored.ts';

export interface MenuEntry {
  words: string;
  keys?: string;
  isDisabled?: boolean;
  run: () => void;
}

/** The ARIA menu pattern: arrows move, Escape closes, the first entry has the focus. */
export function menu(label: string, entries: readonly MenuEntry[], close: () => void): TemplateResult {
  return html`<div
    class="menu"
    role="menu"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => onMenuKey(event, close)}
    @focusout=${(event: FocusEvent) => {
      const next = event.relatedTarget;
      if (next === null || !(event.currentTarget as HTMLElement).contains(next as Node)) close();
    }}
  >
    ${entries.map(
      ({ words, keys, isDisabled, run }) =>
        html`<button
          type="button"
          role="menuitem"
          tabindex="-1"
          aria-disabled=${isDisabled === true ? 'true' : 'false'}
          @click=${() => {
            if (isDisabled === true) return;
            close();
            run();
          }}
        >
          <span>${words}</span><kbd>${keys ?? ''}</kbd>
        </button>`,
    )}
  </div>`;
}

function onMenuKey(event: KeyboardEvent, close: () => void): void {
  const { key } = event;
  const entries = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')];
  const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  const at = entries.indexOf(root.activeElement as HTMLElement);
  const to: Record<string, number> = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  };
  const next = to[key];
  event.stopPropagation();
  if (next !== undefined) {
    event.preventDefault();
    entries[next]?.focus();
  } else if (key === 'Escape' || key === 'Tab') {
    event.preventDefault();
    close();
  }
}

export function moveEntries(
  item: AuthoredItem,
  items: readonly AuthoredItem[],
  run: {
    move: (by: number) => void;
    moveTo: () => void;
    duplicate: () => void;
    copy: () => void;
    remove: () => void;
  },
): MenuEntry[] {
  return [
    { words: msg('Move up'), keys: 'Alt+↑', isDisabled: item.index === 0, run: () => run.move(-1) },
    {
      words: msg('Move down'),
      keys: 'Alt+↓',
      isDisabled: item.index === items.length - 1,
      run: () => run.move(1),
    },
    { words: msg('Move to…'), isDisabled: items.length < 2, run: run.moveTo },
    { words: msg('Duplicate'), keys: 'Ctrl+D', run: run.duplicate },
    { words: msg('Copy'), keys: 'Ctrl+C', run: run.copy },
    { words: msg('Delete'), keys: 'Del', run: run.remove },
  ];
}

/** A number box: the place an item is to have. */
export function moveToBox(
  { index }: AuthoredItem,
  name: string,
  count: number,
  { go, close }: { go: (to: number) => void; close: () => void },
): TemplateResult {
  return html`<form
    class="menu"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const { valueAsNumber } = (event.target as HTMLFormElement).elements.namedItem(
        'to',
      ) as HTMLInputElement;
      if (Number.isNaN(valueAsNumber)) return;
      close();
      go(Math.min(Math.max(Math.trunc(valueAsNumber), 1), count) - 1);
    }}
    @keydown=${(event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Escape') close();
    }}
  >
    <label for="move-to">${msg(str`Move ${name} to place, 1 to ${count}`)}</label>
    <div class="row">
      <input id="move-to" name="to" type="number" min="1" max=${count} .value=${String(index + 1)} />
      <button class="primary">${msg('Move')}</button>
      <button type="button" @click=${close}>${msg('Cancel')}</button>
    </div>
  </form>`;
}

/** Every key, on one page. */
export function shortcuts(close: () => void): TemplateResult {
  const keys: [string, string][] = [
    ['F6 · Shift+F6', msg('Next pane, previous pane')],
    ['↑ ↓ ← → Home End', msg('Move in the outline; letters find a name')],
    ['Enter · F2', msg('Open the properties; change the words where they stand')],
    ['Alt+↑ · Alt+↓', msg('Move up, move down')],
    [msg('Space'), msg('Pick up; arrows carry, Space drops, Esc cancels')],
    ['Ctrl/⌘+D · Del', msg('Duplicate; delete')],
    ['Ctrl/⌘+Z · Shift+Ctrl/⌘+Z', msg('Undo, redo')],
    ['Ctrl/⌘+C · X · V', msg('Copy, cut and paste items, in this form or another')],
    ['/ · Ctrl/⌘+K · ?', msg('Add; all commands; this list')],
  ];
  return html`<div
    class="menu help"
    role="dialog"
    aria-label=${msg('Keyboard shortcuts')}
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}
  >
    <h2>${msg('Keyboard shortcuts')}</h2>
    <dl>
      ${keys.map(
        ([key, words]) =>
          html`<dt><kbd>${key}</kbd></dt>
            <dd>${words}</dd>`,
      )}
    </dl>
    <button type="button" class="close" @click=${close}>${msg('Close')}</button>
  </div>`;
}
