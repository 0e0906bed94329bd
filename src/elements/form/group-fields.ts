/**
 * Templates of questions with several controls, or with one that brings its own list. A chunk of its
 * own: most forms need none of it.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { QuestionOf } from '../../protocol/form-definition.schema.ts';
import { addressField, countryOptions } from './address-field.ts';
import { describedBy, explanations, field, fieldError, labelled, selectBox } from './fields.ts';
import type { FieldView } from './fields.ts';
import { fileField } from './file-field.ts';
import { group } from './group.ts';

type ViewOf<Type extends FieldView['question']['type']> = FieldView<QuestionOf<Type>>;

/** A question of any type. */
export function groupField(view: FieldView): TemplateResult {
  const { question } = view;
  switch (question.type) {
    case 'radio':
      return radios({ ...view, question });
    case 'checkbox':
      return checkbox({ ...view, question });
    case 'multi-choice':
      return checkboxes({ ...view, question });
    case 'scale':
      return scale({ ...view, question });
    case 'matrix':
      return matrix({ ...view, question });
    case 'address':
      return addressField({ ...view, question });
    case 'file':
      return fileField({ ...view, question });
    case 'country':
      return labelled(view, selectBox({ ...view, lang: view.language }, countryOptions(view.language)));
    default:
      return field(view);
  }
}

interface Choice {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  isOn: boolean;
  words: unknown;
}

function choice(view: FieldView, { type, name, value, isOn, words }: Choice): TemplateResult {
  const { question, errors, lang, dir, readonly } = view;
  const isWrong = type === 'checkbox' && errors.has(question.id);
  return html`<label class="choice" part="choice">
    <input
      part="control"
      type=${type}
      name=${name}
      value=${value}
      data-of=${question.id}
      autocomplete="off"
      aria-invalid=${isWrong ? 'true' : nothing}
      .checked=${live(isOn)}
      @click=${readonly ? keep : nothing}
    />
    <span class="words" lang=${lang} dir=${dir}>${words}</span>
  </label>`;
}

/** These have no `readonly` of their own. */
function keep(event: Event): void {
  event.preventDefault();
}

function radios(view: ViewOf<'radio'>): TemplateResult {
  const { question, text, entry } = view;
  const { id: name } = question;
  const choices = question.options.map(({ id: value, label }) =>
    choice(view, {
      type: 'radio',
      name,
      value,
      isOn: entry === value,
      words: text(`${name}.options.${value}`, label),
    }),
  );
  return group(view, html`<div class="choices-list">${choices}</div>`, true);
}

function checkboxes(view: ViewOf<'multi-choice'>): TemplateResult {
  const { question, text, entry } = view;
  const { id: name } = question;
  const choices = question.options.map(({ id: value, label }) =>
    choice(view, {
      type: 'checkbox',
      name,
      value,
      isOn: Array.isArray(entry) && entry.includes(value),
      words: text(`${name}.options.${value}`, label),
    }),
  );
  return group(view, html`<div class="choices-list">${choices}</div>`);
}

/** One box with its words beside it. */
function checkbox(view: ViewOf<'checkbox'>): TemplateResult {
  const { question, errors, lang, dir, readonly, entry, text } = view;
  const { id } = question;
  const error = errors.get(id);
  return html`<div class="field ${error === undefined ? '' : 'invalid'}" part="field">
    ${error === undefined ? nothing : fieldError(id, error)}
    <label class="choice" part="choice" for=${id} id=${`${id}-label`}>
      <input
        part="control"
        type="checkbox"
        id=${id}
        name=${id}
        data-of=${id}
        autocomplete="off"
        aria-describedby=${describedBy(view)}
        .checked=${live(entry === true)}
        @click=${readonly ? keep : nothing}
      />
      <span class="words" lang=${lang} dir=${dir}>${text(`${id}.label`, question.label)}</span>
    </label>
    ${explanations(view)}
  </div>`;
}

/** Numbers in a row; what the two ends mean stands under them. */
function scale(view: ViewOf<'scale'>): TemplateResult {
  const { question, text, entry, lang, dir } = view;
  const { id: name, from, to, low, high } = question;
  const steps = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  const choices = steps.map((value) =>
    choice(view, { type: 'radio', name, value, isOn: entry === value, words: value }),
  );
  return group(
    view,
    html`<div class="scale">${choices}</div>
      <p class="ends hint" id=${`${name}-ends`} lang=${lang} dir=${dir}>
        <span>${String(from)}: ${text(`${name}.low`, low)}</span>
        <span>${String(to)}: ${text(`${name}.high`, high)}</span>
      </p>`,
    true,
    `${name}-ends`,
  );
}

/** A group for each row, so that it reads the same on a phone and aloud. */
function matrix(view: ViewOf<'matrix'>): TemplateResult {
  const { question, text, entry, errors, lang, dir } = view;
  const { id } = question;
  const chosen = typeof entry === 'object' && !Array.isArray(entry) ? (entry as Record<string, string>) : {};
  const rows = question.rows.map((row) => {
    const place = `${id}.${row.id}`;
    const error = errors.get(place);
    const choices = question.columns.map((column) =>
      choice(view, {
        type: 'radio',
        name: place,
        value: column.id,
        isOn: chosen[row.id] === column.id,
        words: text(`${id}.columns.${column.id}`, column.label),
      }),
    );
    return html`<div class=${error === undefined ? 'row' : 'row invalid'}>
      <fieldset
        role="radiogroup"
        aria-invalid=${error === undefined ? nothing : 'true'}
        aria-required=${question.required === true ? 'true' : nothing}
        aria-describedby=${error === undefined ? nothing : `${place}-error`}
      >
        <legend id=${`${place}-label`} lang=${lang} dir=${dir}>
          ${text(`${id}.rows.${row.id}`, row.label)}
        </legend>
        ${error === undefined ? nothing : fieldError(place, error)}
        <div class="columns">${choices}</div>
      </fieldset>
    </div>`;
  });
  return group(view, html`<div class="matrix">${rows}</div>`);
}
