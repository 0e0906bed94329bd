/** What opens over the designer, one at a time; closing gives the focus back to where it was. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { addList } from './add-list.ts';
import type { AddListState } from './add-list.ts';
import type { SxFormDesignerElement } from './designer.ts';
import { menu, moveEntries, moveToBox, shortcuts } from './menus.ts';
import type { MenuEntry } from './menus.ts';
import type { AuthoredItem } from './model/authored.ts';
import { palette } from './palette.ts';
import { itemName } from './words.ts';

type Open =
  | { what: 'add'; state: AddListState }
  | { what: 'palette'; state: AddListState }
  | { what: 'menu' | 'place'; item: AuthoredItem }
  | { what: 'help' };

export class Overlays {
  readonly #host: SxFormDesignerElement;
  #open: Open | undefined;
  #toast = '';
  #note = '';
  /** Below what it stands, and what gets the focus back. */
  #anchor: HTMLElement | undefined;

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  openAdd(anchor?: HTMLElement): void {
    this.#show(
      { what: 'add', state: { query: '', active: 0 } },
      anchor ?? this.#find('.outline .add'),
      '#add-search',
    );
  }

  openPalette(): void {
    this.#show({ what: 'palette', state: { query: '', active: 0 } }, undefined, '#palette-search');
  }

  openHelp(): void {
    this.#show({ what: 'help' }, undefined, '.help .close');
  }

  openMenu(item: AuthoredItem, anchor: HTMLElement): void {
    this.#host.work.select({ part: 'item', id: item.id });
    this.#show({ what: 'menu', item }, anchor, '[role=menuitem]');
  }

  /** What was done, with the way back, until it is dismissed. */
  toast(words: string): void {
    this.#toast = words;
    this.#host.requestUpdate();
  }

  /** The same for what cannot be taken back. */
  note(words: string): void {
    this.#note = words;
    this.#host.requestUpdate();
  }

  close(): void {
    if (this.#open === undefined) return;
    this.#open = undefined;
    this.#host.requestUpdate();
    if (this.#anchor?.isConnected === true) this.#anchor.focus();
    else this.#host.focusSelected();
  }

  #find(selector: string): HTMLElement | undefined {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector) ?? undefined;
  }

  #show(open: Open, anchor: HTMLElement | undefined, focus: string): void {
    this.#open = open;
    this.#anchor = anchor;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      this.#place();
      this.#find(focus)?.focus();
    });
  }

  /** Where there is room; the middle of the designer for what hangs on nothing. */
  #place(): void {
    const panel = this.#find('.overlay');
    if (panel === undefined) return;
    const [within, size] = [this.#host.getBoundingClientRect(), panel.getBoundingClientRect()];
    const at = this.#anchor?.getBoundingClientRect();
    const left = at
      ? Math.min(at.left - within.left, within.width - size.width - 8)
      : (within.width - size.width) / 2;
    const below = at ? at.bottom - within.top + 4 : within.height / 8;
    panel.style.left = `${String(Math.max(left, 8))}px`;
    panel.style.top = `${String(Math.max(8, Math.min(below, within.height - size.height - 8)))}px`;
  }

  #become(open: Open): void {
    this.#open = open;
    this.#host.requestUpdate();
  }

  render(): unknown {
    const open = this.#open;
    return html`${open === undefined ? nothing : html`<div class="overlay">${this.#panel(open)}</div>`}
    ${this.#undoToast()} ${this.#noteLine()}`;
  }

  #noteLine(): unknown {
    return this.#note === ''
      ? nothing
      : html`<div class="toast row">
          <span class="grow">${this.#note}</span>
          <button type="button" class="quiet" aria-label=${msg('Dismiss')} @click=${() => this.note('')}>
            ×
          </button>
        </div>`;
  }

  #undoToast(): unknown {
    if (this.#toast === '') return nothing;
    const dismiss = (): void => this.toast('');
    return html`<div class="toast row">
      <span class="grow">${this.#toast}</span>
      <button
        type="button"
        @click=${() => {
          dismiss();
          this.#host.work.undo();
          this.#host.announce(msg('Undone'));
          this.#host.focusSelected();
        }}
      >
        ${msg('Undo')}
      </button>
      <button type="button" class="quiet" aria-label=${msg('Dismiss')} @click=${dismiss}>×</button>
    </div>`;
  }

  #panel(open: Open): TemplateResult {
    const { actions } = this.#host;
    const close = (): void => this.close();
    switch (open.what) {
      case 'add':
        return addList({
          ...open.state,
          become: (state) => this.#become({ what: 'add', state }),
          add: (addition) => {
            this.#open = undefined;
            actions.add(addition);
          },
          close,
        });
      case 'palette':
        return palette({
          ...open.state,
          become: (state) => this.#become({ what: 'palette', state }),
          entries: this.#commands(),
          close,
        });
      case 'help':
        return shortcuts(close);
      case 'menu':
        return menu(itemName(open.item), this.#itemEntries(open.item), close);
      case 'place': {
        const { items } = this.#host.work.form;
        return moveToBox(open.item, itemName(open.item), items.length, {
          go: (to) => actions.moveTo(open.item, to),
          close,
        });
      }
    }
  }

  #itemEntries(item: AuthoredItem): MenuEntry[] {
    const { actions, work } = this.#host;
    return moveEntries(item, work.form.items, {
      move: (by) => actions.move(by),
      moveTo: () => this.#show({ what: 'place', item }, this.#anchor, '#move-to'),
      duplicate: () => actions.duplicate(),
      copy: () => void this.#copy(),
      remove: () => actions.remove(),
    });
  }

  async #copy(): Promise<void> {
    const copied = this.#host.actions.copied();
    if (copied === undefined) return;
    try {
      await navigator.clipboard.writeText(copied);
      this.#host.announce(msg('Copied'));
    } catch {
      this.#host.announce(msg('The browser did not let it be copied. Use Ctrl+C.'));
    }
  }

  /** Everything that can be done from anywhere. */
  #commands(): MenuEntry[] {
    const host = this.#host;
    const { work, actions } = host;
    return [
      { words: msg('Add to the form'), keys: '/', run: () => this.openAdd() },
      { words: msg('Undo'), keys: 'Ctrl+Z', isDisabled: !work.canUndo, run: () => work.undo() },
      { words: msg('Redo'), keys: 'Shift+Ctrl+Z', isDisabled: !work.canRedo, run: () => work.redo() },
      ...(actions.item ? this.#itemEntries(actions.item) : []),
      { words: msg('Build'), run: () => host.show('build') },
      { words: msg('Translations'), run: () => host.show('translations') },
      { words: msg('JSON'), run: () => host.show('json') },
      { words: msg('Share'), run: () => host.show('share') },
      ...(host.backend === undefined
        ? []
        : [
            { words: msg('Versions'), run: () => host.show('versions') },
            { words: msg('Publish…'), run: () => host.show('publish') },
          ]),
      { words: msg('Keyboard shortcuts'), keys: '?', run: () => this.openHelp() },
    ];
  }
}
