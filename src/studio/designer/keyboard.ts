/** Everything by keyboard: the outline as a tree, items carried from place to place, panes one after the other. */
import { msg, str } from '../../locales/lit-localize.ts';
import { wordsKey } from './canvas/places.ts';
import type { SxFormDesignerElement } from './designer.ts';
import { actionFor, isTyping } from './keys.ts';
import type { KeyAction } from './keys.ts';
import { isSame, selectables } from './model/selection.ts';
import type { Selection } from './model/selection.ts';
import { itemName, selectionName } from './words.ts';

/** Letters typed one after the other make one word, ms. */
const ONE_WORD = 700;

export class Keyboard {
  /** An item that was picked up, and where it would be put down. */
  carried: { id: string; to: number } | undefined;
  readonly #host: SxFormDesignerElement;
  #typed = '';
  #typedAt = 0;
  #listening: AbortController | undefined;

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  connect(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#host.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    for (const name of ['copy', 'cut', 'paste'] as const)
      this.#host.addEventListener(name, (event) => this.#onClipboard(name, event), { signal });
  }

  disconnect(): void {
    this.#listening?.abort();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const action = actionFor(event);
    if (this.carried !== undefined && this.#whileCarrying(event, action)) return;
    if (action === undefined) {
      this.#find(event);
      return;
    }
    if (this.#host.view !== 'build' && !['undo', 'redo', 'help', 'palette'].includes(action)) return;
    event.preventDefault();
    this.#act(action);
  }

  #act(action: KeyAction): void {
    const host = this.#host;
    const { work, actions, overlays } = host;
    const acts: Record<KeyAction, () => void> = {
      undo: () => this.#travel(() => work.undo(), work.canUndo, msg('Undone')),
      redo: () => this.#travel(() => work.redo(), work.canRedo, msg('Done again')),
      duplicate: () => actions.duplicate(),
      delete: () => actions.remove(),
      'move-up': () => actions.move(-1),
      'move-down': () => actions.move(1),
      add: () => overlays.openAdd(),
      palette: () => overlays.openPalette(),
      help: () => overlays.openHelp(),
      rename: () => host.inPlace.begin(wordsKey(work.form, work.selection)),
      open: () => host.focusProperties(),
      carry: () => this.#pickUp(),
      next: () => this.#step(1),
      previous: () => this.#step(-1),
      first: () => this.#select(0),
      last: () => this.#select(-1),
      into: () => this.#step(1),
      out: () => this.#out(),
      'next-pane': () => this.#pane(1),
      'previous-pane': () => this.#pane(-1),
    };
    acts[action]();
  }

  #travel(go: () => void, isPossible: boolean, words: string): void {
    if (!isPossible || this.#host.isReadOnly) return;
    go();
    this.#host.announce(words);
  }

  #parts(): Selection[] {
    return selectables(this.#host.work.form);
  }

  #step(by: number): void {
    const parts = this.#parts();
    const at = parts.findIndex((part) => isSame(part, this.#host.work.selection));
    const next = parts[at + by];
    if (next) this.#choose(next);
  }

  #select(at: number): void {
    const next = this.#parts().at(at);
    if (next) this.#choose(next);
  }

  /** To what the part in hand stands in. */
  #out(): void {
    const { actions, work } = this.#host;
    const { item } = actions;
    if (work.selection.part === 'consent' && item) this.#choose({ part: 'item', id: item.id });
    else if (item) {
      const step = work.form.items.slice(0, item.index).findLast(({ kind }) => kind === 'step');
      this.#choose(step ? { part: 'item', id: step.id } : { part: 'form' });
    }
  }

  #choose(selection: Selection): void {
    this.#host.work.select(selection);
    this.#host.focusSelected();
  }

  /** Letters find the next part whose name begins with them. */
  #find(event: KeyboardEvent): void {
    const isInTree = event
      .composedPath()
      .some((target) => target instanceof Element && target.matches('[role=treeitem]'));
    if (
      !isInTree ||
      event.key.length !== 1 ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(event)
    )
      return;
    const isNew = event.timeStamp - this.#typedAt > ONE_WORD;
    this.#typed = (isNew ? '' : this.#typed) + event.key.toLowerCase();
    this.#typedAt = event.timeStamp;
    const parts = this.#parts();
    const { form, selection } = this.#host.work;
    const at = parts.findIndex((part) => isSame(part, selection));
    const from = this.#typed.length === 1 ? at + 1 : at;
    const found = [...parts.slice(from), ...parts.slice(0, from)].find((part) =>
      selectionName(form, part).toLowerCase().startsWith(this.#typed),
    );
    if (found) this.#choose(found);
  }

  #pickUp(): void {
    const { item } = this.#host.actions;
    if (item === undefined || this.#host.isReadOnly || this.#host.work.selection.part !== 'item') return;
    this.carried = { id: item.id, to: item.index };
    this.#host.requestUpdate();
    this.#host.announce(
      msg(
        str`${itemName(item)} picked up. Arrows carry it, Space puts it down, Escape leaves it where it was.`,
      ),
    );
  }

  /** True when the key was about what is carried. */
  #whileCarrying(event: KeyboardEvent, action: KeyAction | undefined): boolean {
    const { carried } = this;
    const { items } = this.#host.work.form;
    const item = carried && items.find(({ id }) => id === carried.id);
    if (carried === undefined || item === undefined) return false;
    const by = action === 'next' ? 1 : action === 'previous' ? -1 : 0;
    if (by !== 0) {
      const to = Math.min(Math.max(carried.to + by, 0), items.length - 1);
      this.carried = { ...carried, to };
      this.#host.announce(msg(str`Place ${to + 1} of ${items.length}`));
    } else if (action === 'carry' || action === 'open') {
      this.carried = undefined;
      this.#host.actions.moveTo(item, carried.to);
    } else {
      this.carried = undefined;
      this.#host.announce(msg(str`${itemName(item)} stays where it was`));
    }
    this.#host.requestUpdate();
    this.#host.focusSelected();
    event.preventDefault();
    return true;
  }

  #pane(by: number): void {
    const root = this.#host.renderRoot as ShadowRoot;
    const panes = [
      '.toolbar button',
      '[role=treeitem][tabindex="0"]',
      '.canvas',
      '.properties :is(input, textarea, select)',
      '.problems-drawer summary',
    ];
    const found = panes.flatMap((selector) => root.querySelector<HTMLElement>(selector) ?? []);
    const at = found.findIndex((element) => paneOf(element)?.contains(root.activeElement) === true);
    found[(at + by + found.length) % found.length]?.focus();
  }

  #onClipboard(name: 'copy' | 'cut' | 'paste', event: ClipboardEvent): void {
    const { actions, view, work } = this.#host;
    if (view !== 'build' || isTyping(event) || event.clipboardData === null) return;
    // Words that were marked with the pointer are meant.
    if (name !== 'paste' && String(getSelection()) !== '') return;
    if (name === 'paste') {
      if (actions.paste(event.clipboardData.getData('text/plain'))) event.preventDefault();
      else this.#host.announce(msg('There is nothing of a form to paste.'));
      return;
    }
    const copied = actions.copied();
    if (copied === undefined) return;
    event.clipboardData.setData('text/plain', copied);
    event.preventDefault();
    if (name === 'cut') actions.remove();
    else this.#host.announce(msg(str`${selectionName(work.form, work.selection)} copied`));
  }
}

function paneOf(element: Element): Element | null {
  return element.closest('.toolbar, .pane, .problems-drawer');
}
