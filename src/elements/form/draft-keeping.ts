/**
 * Answers kept on this device before they are sent, once the visitor asked for it: what is kept,
 * when, and what still fits when they come back. Consents and files are never among them.
 */
import type { Drafts, KeptAnswer, KeptDraft } from '../../client/drafts.ts';
import { flawsOf } from '../../protocol/answer-check.ts';
import { revealedBy } from '../../protocol/form-answers.ts';
import { answersOf, enteredOf, HALF_DATE, isChosenFile, numericOf } from './entered.ts';
import type { Filling } from './filling.ts';

/** After the last change, ms. */
const PAUSE = 500;

/** 'failed': this browser would not take it. 'stuck': it would not let go of it. */
export type KeepingState = 'off' | 'pending' | 'kept' | 'failed' | 'stuck';

export class DraftKeeping {
  state: KeepingState = 'off';
  /** What an earlier visit left, while the visitor has not said what to do with it. */
  found: KeptDraft | undefined;
  /** An earlier visit's answers have been deleted because their time was over. */
  expired = false;
  readonly #drafts: Drafts;
  readonly #changed: () => void;
  readonly #language: () => string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drafts: Drafts, changed: () => void, language: () => string) {
    this.#drafts = drafts;
    this.#language = language;
    this.#changed = changed;
  }

  /** Reading writes nothing, but takes away what is past its time. */
  async look(form: string): Promise<void> {
    const draft = await this.#drafts.read(form);
    // Who asked for keeping meanwhile would be offered what has just been kept.
    if (this.state !== 'off') return;
    this.expired = draft === 'expired';
    this.found = draft === 'expired' ? undefined : draft;
    this.#changed();
  }

  start(filling: Filling): void {
    this.found = undefined;
    this.#become('pending');
    void this.#save(filling);
  }

  async stop(form: string): Promise<void> {
    clearTimeout(this.#timer);
    const isNothingKept = this.state === 'off' && this.found === undefined;
    this.found = undefined;
    this.expired = false;
    this.#become('off');
    if (!isNothingKept) await this.#drafts.forget(form).catch(() => this.#become('stuck'));
  }

  /** The visitor cleared this device: what was kept is gone, and nothing is kept again by itself. */
  forgotten(): void {
    clearTimeout(this.#timer);
    this.found = undefined;
    this.expired = false;
    this.#become('off');
  }

  /** Something was typed; kept once the visitor pauses. */
  touch(filling: Filling): void {
    if (this.state !== 'pending' && this.state !== 'kept') return;
    clearTimeout(this.#timer);
    if (this.state !== 'pending') this.#become('pending');
    this.#timer = setTimeout(() => void this.#save(filling), PAUSE);
  }

  /** Puts what was kept into the form; the questions whose answers no longer fit. */
  resume(filling: Filling): { isNewer: boolean; dropped: string[] } {
    const draft = this.found;
    if (draft === undefined) return { isNewer: false, dropped: [] };
    const language = this.#language();
    const fitting = Object.entries(draft.answers).filter(([id, answer]) =>
      fits(filling, id, answer, draft.language),
    );
    const numbers = [...filling.questions.values()].filter(({ type }) => type === 'number');
    const kept = Object.fromEntries(fitting);
    // Numbers are written anew, as this language does.
    filling.merge({ ...kept, ...enteredOf(numericOf(numbers, kept, draft.language), language) });
    this.found = undefined;
    this.#become('kept');
    return {
      isNewer: draft.version !== filling.definition.version,
      dropped: Object.keys(draft.answers).filter((id) => !(id in kept)),
    };
  }

  async #save(filling: Filling): Promise<void> {
    const { form, version, submit } = filling.definition;
    try {
      const draft = { form, version, language: this.#language(), answers: keepable(filling) };
      await this.#drafts.save(draft, submit.keepDraftDays ?? 1);
      if (this.state === 'pending') this.#become('kept');
    } catch {
      // The visitor is told, unless nothing is wanted any more; the answers stay in the form.
      if (this.state === 'pending' || this.state === 'kept') this.#become('failed');
    }
  }

  #become(state: KeepingState): void {
    this.state = state;
    this.#changed();
  }
}

/** What a box reveals is left out: the box comes back empty (S-15). */
function keepable({ definition, entered }: Filling): Record<string, KeptAnswer> {
  const kept = Object.entries(entered).flatMap(([id, entry]): [string, KeptAnswer][] =>
    isChosenFile(entry) || entry === HALF_DATE || revealedBy(definition, id) !== undefined
      ? []
      : [[id, entry]],
  );
  return Object.fromEntries(kept);
}

/** Half an address is still worth having back; an option that is gone is not. */
function fits(filling: Filling, id: string, answer: KeptAnswer, language: string): boolean {
  const question = filling.questions.get(id);
  if (question === undefined) return false;
  const value = answersOf([question], { [id]: answer }, language)[id];
  const misfits = ['wrong-type', 'not-an-option'];
  return !flawsOf(question, value).some(({ code }) => misfits.includes(code));
}
