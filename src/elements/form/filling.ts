/**
 * A form while somebody fills it in: what stands in it, what of it is shown, on which step. No
 * elements and no words.
 */
import { isRequired } from '../../protocol/answer-check.ts';
import type { Answers, Ticks } from '../../protocol/answers.ts';
import { checkAnswers, consentsOf, questionsOf, shownOf, triggersOf } from '../../protocol/form-answers.ts';
import type { AnswerFinding, Shown } from '../../protocol/form-answers.ts';
import type { FormDefinition, FormItem, Question, StepItem } from '../../protocol/form-definition.schema.ts';
import { answersOf, enteredOf, numericOf } from './entered.ts';
import type { Entered, Entry } from './entered.ts';

export class Filling {
  readonly definition: FormDefinition;
  readonly questions: ReadonlyMap<string, Question>;
  /** Whether anything is required at all. */
  readonly marksOptional: boolean;
  /** What stands in the controls, hidden ones included: they may come back. */
  entered: Entered = {};
  ticks: Ticks = {};
  /** Consents whose box the visitor moved at all. */
  touched: Ticks = {};
  readonly #language: () => string;
  /** Only answers to these change what is shown or offered. */
  readonly #triggers: ReadonlySet<string>;
  readonly #stepOf: ReadonlyMap<string, string>;
  #shown: Shown | undefined;
  #step: string | undefined;

  /** Nothing answered, nothing ticked; every form starts like this (L-01). */
  constructor(definition: FormDefinition, language: () => string) {
    this.definition = definition;
    this.questions = new Map(questionsOf(definition).map((question) => [question.id, question]));
    this.marksOptional = [...this.questions.values()].some(isRequired);
    this.#language = language;
    this.#triggers = triggersOf(definition);
    this.#stepOf = stepsIn(definition);
    this.#step = this.steps[0]?.id;
  }

  get answers(): Answers {
    return answersOf([...this.questions.values()], this.entered, this.#language());
  }

  get shown(): Shown {
    this.#shown ??= shownOf(this.definition, this.answers, this.ticks);
    return this.#shown;
  }

  /** Questions and consents the visitor has touched; what was filled in beforehand does not count. */
  readonly byHand = new Set<string>();

  /** The steps there are now. */
  get steps(): StepItem[] {
    return this.definition.items.filter(
      (item): item is StepItem => 'step' in item && this.shown.items.has(item.id),
    );
  }

  /** Where the visitor is; undefined for a form without steps. */
  get step(): StepItem | undefined {
    const { steps } = this;
    return steps.find(({ id }) => id === this.#step) ?? steps[0];
  }

  /** The items of the current step, hidden ones included, in reading order. */
  get items(): FormItem[] {
    const step = this.step?.id;
    return this.definition.items.filter(
      (item) => !('step' in item) && (step === undefined || this.#stepOf.get(item.id) === step),
    );
  }

  /** Puts an entry in; true when something else appears or goes because of it. */
  enter(id: string, entry: Entry | undefined): boolean {
    if (entry === undefined) this.entered = without(this.entered, [id]);
    else this.entered[id] = entry;
    return this.#triggers.has(id) && this.#refresh();
  }

  tick(id: string, ticked: boolean): void {
    this.ticks[id] = ticked;
    this.touched[id] = true;
    this.#refresh();
  }

  /** Ids of the questions and consents that the visitor can answer on this step. */
  get here(): ReadonlySet<string> {
    const { items, consents } = this.shown;
    const ids = [...items].filter((id) => this.questions.has(id));
    const step = this.step?.id;
    const all = [...ids, ...consents.map(([id]) => id)];
    return new Set(all.filter((id) => this.#stepOf.get(id) === step));
  }

  /** Whether a question is shown, or a consent offered. */
  has(id: string): boolean {
    return this.shown.items.has(id) || this.shown.consents.some(([consent]) => consent === id);
  }

  /** Consent is given anew each time; what a box revealed goes with its tick (S-15). */
  untick(): void {
    this.ticks = {};
    this.touched = {};
    this.#refresh();
  }

  get isByHand(): boolean {
    return this.byHand.size > 0;
  }

  /** Takes up what was sent and comes back; it is the visitor's own from now on. */
  restore(entered: Entered): void {
    this.entered = { ...entered };
    for (const id of Object.keys(entered)) this.byHand.add(id);
    this.untick();
    this.#step = this.steps[0]?.id;
  }

  /** Takes up what an earlier visit left, but for what has been touched in this one. */
  merge(entered: Entered): void {
    const fresh = Object.entries(entered).filter(([id]) => !this.byHand.has(id));
    this.entered = { ...this.entered, ...Object.fromEntries(fresh) };
    this.#refresh();
  }

  /** Everything that is wrong; with `here` only what is on the current step. */
  findings(here = false): AnswerFinding[] {
    const found = checkAnswers(this.definition, this.answers, this.ticks);
    return here ? found.filter(({ item }) => this.stepWith(item) === this.step?.id) : found;
  }

  /** Writes numbers as the other language does: "1.500" means something else there. */
  respell(from: string, to: string): void {
    const numbers = [...this.questions.values()].filter(({ type }) => type === 'number');
    this.entered = { ...this.entered, ...enteredOf(numericOf(numbers, this.entered, from), to) };
  }

  /** The step a question or consent stands on. */
  stepWith(item: string): string | undefined {
    return this.#stepOf.get(item);
  }

  goTo(step: string | undefined): void {
    this.#step = step;
  }

  /** `by` 1: the next step, -1: the one before; false when there is none. */
  move(by: 1 | -1): boolean {
    const { steps, step } = this;
    const next = steps[steps.findIndex(({ id }) => id === step?.id) + by];
    if (next !== undefined) this.#step = next.id;
    return next !== undefined;
  }

  /** Finds out anew what is shown; true when it is something else than before. */
  #refresh(): boolean {
    const before = this.#shown;
    this.#shown = undefined;
    const offered = new Set(this.shown.consents.map(([id]) => id));
    const gone = Object.keys(this.ticks).filter((id) => !offered.has(id));
    this.ticks = without(this.ticks, gone);
    this.entered = without(this.entered, revealedByUnticked(this.definition, this.ticks));
    this.#shown = undefined;
    return before === undefined || signature(before) !== signature(this.shown);
  }
}

function stepsIn({ items }: FormDefinition): Map<string, string> {
  const places = new Map<string, string>();
  let step: string | undefined;
  for (const item of items) {
    if ('step' in item) step = item.id;
    else if (step !== undefined) {
      for (const id of 'ask' in item ? [item.id, ...item.ask] : [item.id]) places.set(id, step);
    }
  }
  return places;
}

function signature({ items, consents }: Shown): string {
  return [...items, '', ...consents.map(([id]) => id)].join();
}

function revealedByUnticked(definition: FormDefinition, ticks: Ticks): string[] {
  return consentsOf(definition).flatMap(([id, block]) =>
    block.kind === 'opt-in' && ticks[id] !== true ? (block.reveal ?? []) : [],
  );
}

function without<T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> {
  if (!keys.some((key) => key in record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** Where an error stands: the question or consent, or one part of it. */
export function placeOf({ item, part }: { item: string; part?: string | undefined }): string {
  return part === undefined ? item : `${item}.${part}`;
}
