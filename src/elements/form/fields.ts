/** Templates of the questions: native controls with a label above, hint, reason and error under it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import { maxLengthOf } from '../../protocol/form-answers.ts';
import type { Question } from '../../protocol/form-definition.schema.ts';
import { errorIcon } from '../base/icons.ts';
import type { TextOf } from './form-words.ts';

export interface FieldView {
  question: Question;
  text: TextOf;
  value: string;
  error: string | undefined;
  readonly: boolean;
  /** Language and direction of the published texts. */
  lang: string;
  dir: 'ltr' | 'rtl';
}

export function field(view: FieldView): TemplateResult {
  const { question, text, error, lang, dir } = view;
  const { id } = question;
  return html`<div class="field ${error === undefined ? '' : 'invalid'}" part="field">
    <label part="label" for=${id} id=${`${id}-label`}>
      <span lang=${lang} dir=${dir}>${text(`${id}.label`, question.label)}</span>
      ${question.required === true ? nothing : html`<span class="optional">(${msg('optional')})</span>`}
    </label>
    ${
      question.hint === undefined
        ? nothing
        : html`<p class="hint" part="hint" id=${`${id}-hint`} lang=${lang} dir=${dir}>
            ${text(`${id}.hint`, question.hint)}
          </p>`
    }
    ${
      question.why === undefined
        ? nothing
        : html`<p class="hint" part="hint" id=${`${id}-why`} lang=${lang} dir=${dir}>
            ${text(`${id}.why`, question.why)}
          </p>`
    }
    ${error === undefined ? nothing : fieldError(id, error)} ${control(view)}
  </div>`;
}

/** The inline error; "Error:" is for those who cannot see the icon and the bar. */
export function fieldError(id: string, words: string): TemplateResult {
  return html`<p class="error with-icon" part="error" id=${`${id}-error`}>
    ${errorIcon}<span><span class="hidden-visually">${msg('Error:')} </span>${words}</span>
  </p>`;
}

/** The ids of what belongs to a control, error first. */
function describedBy({ question, error }: FieldView): string | typeof nothing {
  const { id } = question;
  const ids = [
    error === undefined ? '' : `${id}-error`,
    question.hint === undefined ? '' : `${id}-hint`,
    question.why === undefined ? '' : `${id}-why`,
    question.type === 'textarea' ? `${id}-counter` : '',
  ].filter((part) => part !== '');
  return ids.length === 0 ? nothing : ids.join(' ');
}

function control(view: FieldView): TemplateResult {
  const { question, text, value, error, readonly, lang, dir } = view;
  const { id } = question;
  const invalid = error === undefined ? nothing : 'true';
  const required = question.required === true ? 'true' : nothing;
  const autocomplete = question.autocomplete ?? nothing;
  switch (question.type) {
    case 'text':
    case 'email': {
      const isEmail = question.type === 'email';
      return html`<input
        part="control"
        type=${question.type}
        id=${id}
        name=${id}
        dir=${isEmail ? 'ltr' : 'auto'}
        spellcheck=${isEmail ? 'false' : nothing}
        autocapitalize=${isEmail ? 'none' : nothing}
        autocomplete=${question.autocomplete ?? (isEmail ? 'email' : nothing)}
        aria-describedby=${describedBy(view)}
        aria-invalid=${invalid}
        aria-required=${required}
        ?readonly=${readonly}
        .value=${live(value)}
      />`;
    }
    case 'textarea':
      return html`<textarea
          part="control"
          id=${id}
          name=${id}
          dir="auto"
          rows=${question.rows ?? 5}
          autocomplete=${autocomplete}
          aria-describedby=${describedBy(view)}
          aria-invalid=${invalid}
          aria-required=${required}
          ?readonly=${readonly}
          .value=${live(value)}
        ></textarea>
        <p class="counter" part="hint" id=${`${id}-counter`} data-limit=${maxLengthOf(question)}></p>`;
    case 'select':
      return html`<span class="select"
        ><select
          part="control"
          id=${id}
          name=${id}
          lang=${lang}
          dir=${dir}
          autocomplete=${autocomplete}
          aria-describedby=${describedBy(view)}
          aria-invalid=${invalid}
          aria-required=${required}
          .value=${live(value)}
        >
          <option value="" ?selected=${value === ''}></option>
          ${question.options.map(
            (option) =>
              html`<option value=${option.id} ?selected=${option.id === value}>
                ${text(`${id}.options.${option.id}`, option.label)}
              </option>`,
          )}
        </select></span
      >`;
  }
}
