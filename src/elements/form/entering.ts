/** What happens when somebody types, picks or ticks: native events of a form's controls. */
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import { entryIn, isOnScreen, questionOf } from './controls.ts';
import { renderCounter } from './counters.ts';
import type { Delivery } from './delivery.ts';
import { chosenFile } from './entered.ts';
import { placeOf } from './filling.ts';
import type { Filling } from './filling.ts';
import { moreWords } from './form-words.ts';
import type { GpcGuard } from './gpc.ts';

/** What of the element it works for. */
export interface EnteringHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly filling: Filling | undefined;
  readonly ready: { gpc?: GpcGuard | undefined } | undefined;
  readonly delivery: Delivery;
  readonly language: string;
  readonly updateComplete: Promise<boolean>;
  /** Place → the error that still stands there. */
  inline: ReadonlyMap<string, AnswerFinding>;
  announce(words: string): void;
  requestUpdate(): void;
}

export class Entering {
  /** Question → the reading of its file that is under way. */
  readonly #reading = new Map<string, Promise<Blob | undefined>>();
  readonly #host: EnteringHost;

  constructor(host: EnteringHost) {
    this.#host = host;
  }

  /** Resolves once every file that was picked has been read. */
  get settled(): Promise<unknown> {
    return Promise.all(this.#reading.values());
  }

  /** Autofill of some browsers changes a field without an event. */
  readAll(filling: Filling): void {
    for (const question of filling.questions.values()) {
      if (question.type === 'file' || !isOnScreen(this.#host.renderRoot, question.id)) continue;
      filling.enter(question.id, entryIn(this.#host.renderRoot, question));
    }
  }

  input(event: Event): void {
    const id = questionOf(event);
    const { filling } = this.#host;
    const question = id === undefined ? undefined : filling?.questions.get(id);
    if (filling === undefined || question === undefined || question.type === 'file') return;
    const { target } = event;
    if (this.#host.delivery.progress.name === 'sending') {
      // A list cannot be read-only; what is being sent is put back.
      const entry = filling.entered[question.id];
      if (target instanceof HTMLSelectElement) target.value = typeof entry === 'string' ? entry : '';
      return;
    }
    filling.byHand.add(question.id);
    const before = filling.here;
    const isOther = filling.enter(question.id, entryIn(this.#host.renderRoot, question));
    if (target instanceof HTMLTextAreaElement) renderCounter(target, this.#host.language);
    this.#host.delivery.preparation.sending?.keeping.touch(filling);
    if (!isOther) return;
    this.#tellMore(filling, before);
  }

  async change(event: Event): Promise<void> {
    const { filling } = this.#host;
    const control = event.target as HTMLInputElement;
    if (filling === undefined || this.#host.delivery.progress.name === 'sending') return;
    const id = questionOf(event);
    if (id === undefined) {
      if (control.name in filling.definition.consents) this.#tick(filling, control);
    } else if (control.type === 'file') {
      await this.#pick(filling, id, control);
    } else {
      this.input(event);
    }
    if (control.type !== 'file') this.#clearFixed(filling, id ?? control.name);
  }

  /** Kinds and sizes are looked at when a file is picked: nobody should wait for a refusal. */
  async #pick(filling: Filling, id: string, input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file === undefined) return;
    filling.byHand.add(id);
    filling.enter(id, chosenFile(file, file));
    this.#reading.delete(id);
    let flaws = filling.findings().filter(({ item }) => item === id);
    if (flaws.length === 0) {
      // Read now: a file can be moved or changed before it is sent.
      const reading = readWhole(file);
      this.#reading.set(id, reading);
      const content = await reading;
      // Another one was picked meanwhile, or this one taken out.
      if (this.#reading.get(id) !== reading) return;
      this.#reading.delete(id);
      filling.enter(id, content === undefined ? undefined : chosenFile(file, content));
      if (content === undefined) {
        flaws = [{ item: id, code: 'file-unreadable' }];
        // So that picking the same file again is a change.
        input.value = '';
      }
    }
    this.#host.inline = new Map([
      ...[...this.#host.inline].filter(([place]) => place !== id),
      ...flaws.map((flaw) => [placeOf(flaw), flaw] as const),
    ]);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(`[id="${id}-chosen"] ~ button`)?.focus();
  }

  async takeOut(id: string): Promise<void> {
    if (this.#host.filling === undefined) return;
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>(`[name="${id}"]`);
    if (input) input.value = '';
    this.#reading.delete(id);
    this.#host.filling.enter(id, undefined);
    this.#host.inline = new Map([...this.#host.inline].filter(([place]) => place !== id));
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    input?.focus();
  }

  /** A fixed field loses its inline error; the summary stays until the next attempt. */
  #clearFixed(filling: Filling, item: string): void {
    const standing = [...this.#host.inline].filter(([, finding]) => finding.item === item);
    if (standing.length === 0) return;
    const places = new Set(filling.findings().map(placeOf));
    if (standing.every(([place]) => places.has(place))) return;
    this.#host.inline = new Map(
      [...this.#host.inline].filter(([place, finding]) => finding.item !== item || places.has(place)),
    );
  }

  /** A tick may bring questions (S-15); nothing moves the focus, so it is said. */
  #tick(filling: Filling, box: HTMLInputElement): void {
    const { name } = box;
    // What the browser says against it stands at the box, and is asked about.
    const checked = box.checked && this.#host.ready?.gpc?.holds(name) !== true;
    const before = filling.here;
    filling.byHand.add(name);
    filling.tick(name, checked);
    this.#tellMore(filling, before);
  }

  #tellMore(filling: Filling, before: ReadonlySet<string>): void {
    const more = [...filling.here].filter((id) => !before.has(id)).length;
    if (more > 0) this.#host.announce(moreWords(more));
    this.#host.requestUpdate();
  }
}

/** Undefined where the device does not give it out: removed, locked, or not there without a network. */
function readWhole(file: File): Promise<Blob | undefined> {
  return file.arrayBuffer().then(
    (bytes) => new Blob([bytes]),
    () => undefined,
  );
}
