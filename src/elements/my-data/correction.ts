/**
 * An answer while it is put right: what is held stays to be seen until the new one is confirmed. A chunk of its own,
 * with the fields of the form; it is loaded when somebody begins to correct.
 */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { flawsOf } from '../../protocol/answer-check.ts';
import type { AnswerValue } from '../../protocol/answers.ts';
import { isBlank } from '../../protocol/answers.ts';
import type { HeldDetail } from '../../protocol/me.ts';
import type { Question } from '../../protocol/question.schema.ts';
import { directionOf } from '../base/language.ts';
import { entryIn } from '../form/controls.ts';
import { answersOf, enteredOf } from '../form/entered.ts';
import type { Entry } from '../form/entered.ts';
import { placeOf } from '../form/filling.ts';
import { findingWords } from '../form/finding-words.ts';
import { formStyles } from '../form/form.styles.ts';
import { groupField } from '../form/group-fields.ts';
import { groupStyles } from '../form/group.styles.ts';

export type Correctable = NonNullable<HeldDetail['correctable']>;

/** Its controls have ids of their own: a question may be called like a part of the panel. */
const ID = 'correction';

/** One answer, being corrected. */
export class Correction {
  readonly #question: Question;
  readonly #before: AnswerValue;
  #entry: Entry | undefined;
  #errors = new Map<string, string>();

  constructor({ question, value }: Correctable, language: string) {
    this.#question = { ...question, id: ID };
    this.#before = value;
    this.#entry = enteredOf({ [ID]: value }, language)[ID];
  }

  /** Looks of the fields. */
  static readonly styles = [formStyles, groupStyles];

  /** The answer in the controls: undefined where it cannot stand like that, and the controls say why. */
  read(root: ParentNode, language: string): { value: AnswerValue | null } | undefined {
    this.#entry = entryIn(root, this.#question);
    const entered = this.#entry === undefined ? {} : { [ID]: this.#entry };
    const value = answersOf([this.#question], entered, language)[ID];
    const text = (_path: string, words: string): string => words;
    const asked = {
      questions: new Map([[ID, this.#question]]),
      definition: { consents: {} },
      entered,
    };
    this.#errors = new Map(
      flawsOf(this.#question, value).map((flaw) => {
        const finding = { item: ID, ...flaw };
        return [placeOf(finding), findingWords(asked, text, finding, language)];
      }),
    );
    if (this.#errors.size > 0) return undefined;
    return { value: value === undefined || isBlank(value) ? null : value };
  }

  isSame(value: AnswerValue | null): boolean {
    return JSON.stringify(value) === JSON.stringify(this.#before);
  }

  get firstError(): string {
    return [...this.#errors.values()].join(' ');
  }

  render(
    { lang, language }: { lang: string; language: string },
    { save, cancel }: { save: (event: SubmitEvent) => void; cancel: () => void },
  ): TemplateResult {
    return html`<form class="correction" part="correction" novalidate @submit=${save}>
      ${groupField({
        question: this.#question,
        text: (_path, words) => words,
        entry: this.#entry,
        errors: this.#errors,
        readonly: false,
        marksOptional: false,
        lang,
        dir: directionOf(lang),
        language,
        takeOut: () => undefined,
      })}
      <div class="actions">
        <button type="submit" class="primary">${msg('Save the correction')}</button>
        <button type="button" @click=${cancel}>${msg('Cancel')}</button>
      </div>
    </form>`;
  }
}
