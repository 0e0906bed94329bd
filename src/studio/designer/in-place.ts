/** Words changed where they stand on the canvas; the property field shows them as they are typed. */
import { textOf } from './model/authored.ts';
import { setWords } from './model/edits.ts';
import { subjectOf } from './properties/properties-of.ts';
import type { SxFormDesignerElement } from './designer.ts';

export class InPlace {
  /** What stands in the field; undefined while there is none. */
  words: string | undefined;
  readonly #host: SxFormDesignerElement;
  #key: string | undefined;

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  begin(key: string | undefined): void {
    const { work, isReadOnly } = this.#host;
    if (key === undefined || isReadOnly || work.isFrozen) return;
    this.#key = key;
    this.words = textOf(subjectOf(work.form, work.selection).fields[key]);
    this.#host.pane = 'canvas';
    this.#host.requestUpdate();
    void this.#host.focusOn('.in-place');
  }

  enter(words: string): void {
    const key = this.#key;
    if (key === undefined) return;
    const { work } = this.#host;
    const { own, path, owner } = subjectOf(work.form, work.selection);
    const textPath = owner === '' ? key : `${owner}.${key}`;
    const before = this.words ?? '';
    this.words = words;
    work.run(
      setWords(work.form, { parent: own, path, key, textPath, before }, words),
      JSON.stringify([...path, key]),
    );
  }

  end(): void {
    if (this.words === undefined) return;
    this.words = undefined;
    this.#key = undefined;
    this.#host.work.settle();
    this.#host.focusSelected();
    this.#host.requestUpdate();
  }
}
