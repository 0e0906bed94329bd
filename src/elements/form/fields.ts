/** Templates of questions with one native control: label above; hint, reason and error under it. */
import { html, noChange, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import { isRequired, maxLengthOf } from '../../protocol/answer-check.ts';
import type { Question, QuestionOf } from '../../protocol/form-definition.schema.ts';
import { errorIcon } from '../base/icons.ts';
import { HALF_DATE } from './entered.ts';
import type { Entry } from './entered.ts';
import type { TextOf } from './form-words.ts';

export interface FieldView<Type extends Question = Question> {
  question: Type;
  text: TextOf;
  entry: Entry | undefined;
  /** Place (the question, or `question.part`) → the words of its inline error. */
  errors: ReadonlyMap<string, string>;
  readonly: boolean;
  /** Whether optional questions say so; where nothing is required, it goes without saying. */
  marksOptional: boolean;
  /** Language and direction of the published texts. */
  lang: string;
  dir: 'ltr' | 'rtl';
  /** The reader's own language, for names of countries. */
  language: string;
  takeOut: (question: string) => void;
}

/** A question with one control. */
export function field(view: FieldView): TemplateResult {
  return labelled(view, control(view));
}

/** The label of one control above it, with what belongs to it in between. */
export function labelled(view: FieldView, content: TemplateResult): TemplateResult {
  const { id } = view.question;
  const error = view.errors.get(id);
  return html`<div class="field ${error === undefined ? '' : 'invalid'}" part="field">
    <label part="label" for=${id} id=${`${id}-label`}>${labelWords(view)}</label>
    ${explanations(view)} ${error === undefined ? nothing : fieldError(id, error)} ${content}
  </div>`;
}

export function labelWords({ question, text, lang, dir, marksOptional }: FieldView): TemplateResult {
  const isOptional = marksOptional && !isRequired(question);
  return html`<span lang=${lang} dir=${dir}>${text(`${question.id}.label`, question.label)}</span>
    ${isOptional ? html`<span class="optional"> (${msg('optional')})</span>` : nothing}`;
}

/** The hint, and why a required answer is needed (S-05). */
export function explanations({ question, text, lang, dir }: FieldView): unknown[] {
  return (['hint', 'why'] as const).map((kind) => {
    const words = question[kind];
    if (words === undefined) return nothing;
    const { id } = question;
    return html`<p class="hint" part="hint" id=${`${id}-${kind}`} lang=${lang} dir=${dir}>
      ${text(`${id}.${kind}`, words)}
    </p>`;
  });
}

/** The inline error; "Error:" is for those who cannot see the icon and the bar. */
export function fieldError(place: string, words: string): TemplateResult {
  return html`<p class="error with-icon" part="error" id=${`${place}-error`}>
    ${errorIcon}<span><span class="hidden-visually">${msg('Error:')} </span>${words}</span>
  </p>`;
}

/** The ids of what belongs to a question, error first. */
export function describedBy({ question, errors }: FieldView, ...more: string[]): string | typeof nothing {
  const { id } = question;
  const ids = [
    ...(errors.has(id) ? [`${id}-error`] : []),
    ...(question.hint === undefined ? [] : [`${id}-hint`]),
    ...(question.why === undefined ? [] : [`${id}-why`]),
    ...more,
  ];
  return ids.length === 0 ? nothing : ids.join(' ');
}

function control(view: FieldView): TemplateResult {
  const { question } = view;
  switch (question.type) {
    case 'textarea':
      return textArea(view, question);
    case 'select':
      return selectBox(
        view,
        question.options.map(({ id, label }) => [id, view.text(`${question.id}.options.${id}`, label)]),
      );
    default:
      return textInput(view);
  }
}

/** What each type asks of the browser: keyboard, autofill, direction of what is never in words. */
const INPUTS: Partial<Record<Question['type'], { type: string; mode?: string; autofill?: string }>> = {
  email: { type: 'email', autofill: 'email' },
  phone: { type: 'tel', autofill: 'tel' },
  url: { type: 'url', autofill: 'url' },
  // A number field of the browser throws away what it cannot read, and changes on a turn of the wheel.
  number: { type: 'text', mode: 'decimal' },
  date: { type: 'date' },
};

function textInput(view: FieldView): TemplateResult {
  const { question, entry, errors, readonly } = view;
  const { id } = question;
  const { type, mode, autofill } = INPUTS[question.type] ?? { type: 'text' };
  const isPlain = question.type === 'text';
  const autocomplete = 'autocomplete' in question ? (question.autocomplete ?? autofill) : autofill;
  const range = question.type === 'date' ? question : undefined;
  return html`<input
    part="control"
    class="type-${question.type}"
    type=${type}
    id=${id}
    name=${id}
    data-of=${id}
    dir=${isPlain ? 'auto' : 'ltr'}
    inputmode=${mode ?? nothing}
    spellcheck=${isPlain ? nothing : 'false'}
    autocapitalize=${isPlain ? nothing : 'none'}
    autocomplete=${autocomplete ?? nothing}
    min=${range?.earliest ?? nothing}
    max=${range?.latest ?? nothing}
    aria-describedby=${describedBy(view)}
    aria-invalid=${errors.has(id) ? 'true' : nothing}
    aria-required=${isRequired(question) ? 'true' : nothing}
    ?readonly=${readonly}
    .value=${question.type === 'date' && entry === HALF_DATE ? noChange : live(typeof entry === 'string' ? entry : '')}
  />`;
}

function textArea(view: FieldView, question: QuestionOf<'textarea'>): TemplateResult {
  const { entry, errors, readonly } = view;
  const { id } = question;
  return html`<textarea
      part="control"
      id=${id}
      name=${id}
      data-of=${id}
      dir="auto"
      rows=${question.rows ?? 5}
      autocomplete=${question.autocomplete ?? nothing}
      aria-describedby=${describedBy(view, `${id}-counter`)}
      aria-invalid=${errors.has(id) ? 'true' : nothing}
      aria-required=${isRequired(question) ? 'true' : nothing}
      ?readonly=${readonly}
      .value=${live(typeof entry === 'string' ? entry : '')}
    ></textarea>
    <p class="counter" part="hint" id=${`${id}-counter`} data-limit=${maxLengthOf(question)}></p>`;
}

/** A list to choose one from; it starts empty. */
export function selectBox(
  view: FieldView,
  options: readonly (readonly [value: string, words: string])[],
): TemplateResult {
  const { question, entry, errors, lang, dir } = view;
  const { id } = question;
  return html`<span class="select"
    ><select
      part="control"
      id=${id}
      name=${id}
      data-of=${id}
      lang=${lang}
      dir=${dir}
      autocomplete=${('autocomplete' in question ? question.autocomplete : undefined) ?? nothing}
      aria-describedby=${describedBy(view)}
      aria-invalid=${errors.has(id) ? 'true' : nothing}
      aria-required=${isRequired(question) ? 'true' : nothing}
      .value=${live(typeof entry === 'string' ? entry : '')}
    >
      ${selectOptions(options, entry)}
    </select></span
  >`;
}

export function selectOptions(
  options: readonly (readonly [value: string, words: string])[],
  entry: Entry | undefined,
): TemplateResult {
  return html`<option value="" ?selected=${entry === undefined || entry === ''}></option>
    ${options.map(
      ([value, words]) => html`<option value=${value} ?selected=${value === entry}>${words}</option>`,
    )}`;
}
