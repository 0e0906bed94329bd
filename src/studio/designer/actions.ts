/** What can be done with the parts of a form, by key, menu or button: each does it, moves on, and says so. */
import { msg, str } from '../../locales/lit-localize.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { newItem } from './model/additions.ts';
import type { Addition } from './model/additions.ts';
import { askedIn, textOf } from './model/authored.ts';
import type { AuthoredItem } from './model/authored.ts';
import {
  addConsent,
  clipIn,
  clipOf,
  freeId,
  idsOf,
  insertClip,
  moveItem,
  removeConsent,
  removeItem,
} from './model/edits.ts';
import { consentText } from './model/presets.ts';
import { renameItem } from './model/renaming.ts';
import { selectables } from './model/selection.ts';
import type { FormWork } from './model/work.ts';
import { additionName, itemName, selectionName } from './words.ts';

export interface ActionsHost {
  readonly work: FormWork;
  readonly site: SiteDocument | undefined;
  readonly isReadOnly: boolean;
  announce(words: string): void;
  /** Moves the focus to what is selected in the outline. */
  focusSelected(): void;
  /** Moves the focus to the first property of what is selected. */
  focusProperties(): void;
  /** Shows what can be taken back until it is dismissed. */
  offerUndo(words: string): void;
}

export class DesignerActions {
  readonly #host: ActionsHost;

  constructor(host: ActionsHost) {
    this.#host = host;
  }

  /** The item in hand; the place that asks, for a consent. */
  get item(): AuthoredItem | undefined {
    const { form, selection } = this.#host.work;
    if (selection.part === 'item') return form.items.find(({ id }) => id === selection.id);
    if (selection.part === 'consent') return form.items.find((item) => askedIn(item).includes(selection.id));
    return undefined;
  }

  /** After what is in hand; at the end for anything else. */
  add(addition: Addition): void {
    const { work } = this.#host;
    if (this.#host.isReadOnly || work.isFrozen) return;
    const { items } = work.form;
    const at = work.selection.part === 'form' ? 0 : (this.item?.index ?? items.length - 1) + 1;
    work.settle();
    if (addition.group === 'consent') this.#addConsent(addition.kind, at);
    else {
      const value = newItem(addition, new Set(idsOf(work.form)));
      work.run([{ do: 'insert', path: ['items', at], value }]);
      work.select({ part: 'item', id: textOf(value['id']) });
    }
    const [name, place, all] = [additionName(addition), String(at + 1), String(work.form.items.length)];
    this.#host.announce(msg(str`${name} added, ${place} of ${all}`));
    this.#host.focusProperties();
  }

  #addConsent(kind: 'opt-in' | 'acknowledge' | 'notice', at: number): void {
    const { work, site } = this.#host;
    const { form } = work;
    const beside = this.item?.kind === 'ask' ? this.item : undefined;
    const purpose = site?.purposes.find(({ lawfulBasis }) => lawfulBasis === 'consent')?.id ?? '';
    const language = form.languages[0] ?? 'en';
    const spoken = site === undefined ? language : documentLanguage({ languages: ['en', 'de'] }, language);
    const words = (what: { kind: typeof kind; channel?: string; purpose?: string }): string =>
      site === undefined ? '' : consentText(site, spoken, what);
    const email = form.items.find(({ fields }) => fields['type'] === 'email');
    const block =
      kind === 'opt-in'
        ? {
            kind,
            purpose,
            channel: 'email',
            ...(email === undefined ? {} : { needs: email.id }),
            text: words({ kind, channel: 'email', purpose }),
          }
        : { kind, text: words({ kind }) };
    const id = freeId(kind, new Set(idsOf(form)));
    work.run(addConsent(form, { id, block, beside, at }));
    work.select({ part: 'consent', id });
  }

  move(by: number): void {
    const { item } = this;
    if (item !== undefined) this.moveTo(item, item.index + by);
  }

  moveTo(item: AuthoredItem, to: number): void {
    const { work } = this.#host;
    const last = work.form.items.length - 1;
    if (this.#host.isReadOnly || to < 0 || to > last || to === item.index) return;
    work.settle();
    if (!work.run(moveItem(item.index, to))) return;
    this.#host.announce(
      msg(str`${itemName(item)} moved to ${String(to + 1)} of ${String(work.form.items.length)}`),
    );
    this.#host.focusSelected();
  }

  duplicate(): void {
    const { item } = this;
    const { work } = this.#host;
    if (item === undefined || this.#host.isReadOnly) return;
    work.settle();
    work.run(insertClip(work.form, clipOf(work.form, item), item.index + 1));
    this.#selectAt(item.index + 1);
    this.#host.announce(msg(str`${itemName(item)} duplicated`));
    this.#host.focusSelected();
  }

  remove(): void {
    const { work } = this.#host;
    const { selection, form } = work;
    if (this.#host.isReadOnly || work.isFrozen) return;
    const name = selectionName(form, selection);
    const before = selectables(form).findIndex(
      (one) => 'id' in one && 'id' in selection && one.part === selection.part && one.id === selection.id,
    );
    const commands =
      selection.part === 'consent'
        ? removeConsent(form, selection.id)
        : selection.part === 'item' && this.item
          ? removeItem(form, this.item)
          : [];
    if (commands.length === 0) return;
    work.settle();
    work.run(commands);
    const parts = selectables(work.form);
    work.select(parts[Math.min(before, parts.length - 3)] ?? { part: 'form' });
    this.#host.announce(msg(str`${name} deleted`));
    this.#host.offerUndo(msg(str`${name} deleted`));
    this.#host.focusSelected();
  }

  /** What is in hand as JSON, for this form or another. */
  copied(): string | undefined {
    const { item } = this;
    return item && JSON.stringify(clipOf(this.#host.work.form, item), null, 2);
  }

  /** False for anything but items. */
  paste(text: string): boolean {
    const { work } = this.#host;
    const clip = clipIn(text);
    if (clip === undefined || this.#host.isReadOnly || work.isFrozen) return false;
    const at = (this.item?.index ?? work.form.items.length - 1) + 1;
    work.settle();
    work.run(insertClip(work.form, clip, at));
    this.#selectAt(at);
    this.#host.announce(msg(str`${String(clip.items.length)} pasted`));
    this.#host.focusSelected();
    return true;
  }

  rename(id: string): void {
    const { work } = this.#host;
    const { selection, form } = work;
    if (selection.part !== 'item' || id === selection.id || id === '') return;
    const taken = idsOf(form).includes(id);
    if (taken || !/^[a-z][a-z0-9-]{0,62}$/.test(id)) {
      this.#host.announce(
        taken
          ? msg(str`The id ${id} is used already.`)
          : msg('An id has lower case letters, digits and hyphens, and starts with a letter.'),
      );
      work.select(selection);
      return;
    }
    work.settle();
    work.selection = { part: 'item', id };
    work.run(renameItem(form, selection.id, id));
  }

  #selectAt(index: number): void {
    const item = this.#host.work.form.items[index];
    if (item) this.#host.work.select({ part: 'item', id: item.id });
  }
}
