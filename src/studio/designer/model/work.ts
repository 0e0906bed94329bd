/** Somebody's work on one form: its text, what it says, what is wrong with it, what is selected. No elements. */
import type { FormPlace } from '../../../protocol/form-check.ts';
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import { readForm } from '../../../protocol/form-text.schema.ts';
import type { Finding } from '../../../protocol/problem.ts';
import { historyOf, perform, redo, rewrite, settle, undo } from '../text/history.ts';
import type { History } from '../text/history.ts';
import type { Command } from '../text/json-edit.ts';
import { authoredForm } from './authored.ts';
import type { AuthoredForm } from './authored.ts';
import { FORM, isSame, selectables } from './selection.ts';
import type { Selection } from './selection.ts';
import { showableForm } from './showable.ts';

/** Characters up to which everything is found out at every key press. */
const SMALL = 60_000;
/** How long somebody who types in a long form pauses before it is checked, ms. */
const PAUSE = 300;
/** What is typed without a longer pause is taken back together, ms. */
const ONE_STEP = 1000;

export class FormWork {
  place: FormPlace | undefined;
  /** The last state that was JSON: what the panes show and commands work on. */
  form: AuthoredForm;
  /** What the canvas shows; undefined as long as there was nothing that has the shape of a form. */
  shown: FormDefinition | undefined;
  findings: readonly Finding[] = [];
  /** The text is no JSON at the moment; nothing but the text can be edited. */
  isFrozen = false;
  selection: Selection = FORM;
  #history: History;
  #pending: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #changed: () => void;

  constructor(source: string, place: FormPlace | undefined, changed: () => void) {
    this.place = place;
    this.#changed = changed;
    this.#history = historyOf(source);
    this.form = authoredForm(undefined);
    this.#read();
    this.#check();
  }

  get text(): string {
    return this.#history.text;
  }

  get canUndo(): boolean {
    return this.#history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.undone.length > 0;
  }

  /** False while the text is no JSON: then there is nothing that could be changed by path. */
  run(commands: readonly Command[], key?: string): boolean {
    if (this.isFrozen) return false;
    this.#become(perform(this.#history, commands, key));
    return true;
  }

  /** Somebody edited the text itself. */
  rewrite(text: string): void {
    this.#become(rewrite(this.#history, text, 'text'));
  }

  /** What comes next is a step of its own. */
  settle(): void {
    this.#history = settle(this.#history);
  }

  undo(): void {
    this.#become(undo(this.#history));
  }

  redo(): void {
    this.#become(redo(this.#history));
  }

  select(selection: Selection): void {
    this.settle();
    this.selection = selection;
    this.#changed();
  }

  /** Nothing comes of it any more. */
  stop(): void {
    clearTimeout(this.#pending);
    clearTimeout(this.#settling);
  }

  /** The site or its policy is another one now. */
  hold(place: FormPlace | undefined): void {
    this.place = place;
    this.#check();
  }

  #become(history: History): void {
    if (history === this.#history) return;
    const isText = history.text !== this.#history.text;
    this.#history = history;
    if (isText) this.#read();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.settle(), ONE_STEP);
    clearTimeout(this.#pending);
    if (history.text.length <= SMALL) this.#check();
    else {
      this.#pending = setTimeout(() => {
        this.#check();
        this.#changed();
      }, PAUSE);
    }
    this.#changed();
  }

  #read(): void {
    const json = jsonIn(this.text);
    this.isFrozen = json === undefined;
    if (json === undefined) return;
    this.form = authoredForm(json);
    // What is gone cannot stay selected.
    if (!selectables(this.form).some((other) => isSame(other, this.selection))) this.selection = FORM;
  }

  #check(): void {
    const { json, definition, findings } = readForm(this.text, this.place);
    this.findings = findings;
    if (json === undefined) return;
    this.shown = definition ?? showableForm(json) ?? this.shown;
  }
}

/** Undefined where the text is no JSON object. */
function jsonIn(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return json !== null && typeof json === 'object' && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
