/** Templates of a postal address and of lists of countries. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import { isRequired } from '../../protocol/answer-check.ts';
import { ADDRESS_PARTS } from '../../protocol/answers.ts';
import type { AddressPart } from '../../protocol/answers.ts';
import { COUNTRY_CODES } from '../../protocol/countries.ts';
import type { QuestionOf } from '../../protocol/form-definition.schema.ts';
import { fieldError, selectOptions } from './fields.ts';
import type { FieldView } from './fields.ts';
import { partWords } from './finding-words.ts';
import { group } from './group.ts';

/** Code and name of every country, in the order of the reader's alphabet. */
export function countryOptions(language: string): [code: string, name: string][] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const { compare } = new Intl.Collator(language);
  return COUNTRY_CODES.map((code): [string, string] => [code, names.of(code) ?? code]).toSorted((a, b) =>
    compare(a[1], b[1]),
  );
}

/** HTML autocomplete tokens (WCAG 1.3.5). */
const AUTOFILL: Record<AddressPart, string> = {
  street: 'street-address',
  postcode: 'postal-code',
  town: 'address-level2',
  country: 'country',
};

export function addressField(view: FieldView<QuestionOf<'address'>>): TemplateResult {
  const { entry } = view;
  const parts = typeof entry === 'object' && !Array.isArray(entry) ? (entry as Record<string, string>) : {};
  return group(
    view,
    html`<div class="address">${ADDRESS_PARTS.map((part) => partField(view, part, parts[part]))}</div>`,
  );
}

function partField(view: FieldView, part: AddressPart, entry: string | undefined): TemplateResult {
  const place = `${view.question.id}.${part}`;
  const error = view.errors.get(place);
  return html`<div class="field part-${part} ${error === undefined ? '' : 'invalid'}" part="field">
    <label part="label" for=${place} id=${`${place}-label`}>
      ${partWords(part)}
      ${part === 'postcode' ? html`<span class="optional"> (${msg('optional')})</span>` : nothing}
    </label>
    ${error === undefined ? nothing : fieldError(place, error)}
    ${partControl(view, part, place, entry, error)}
  </div>`;
}

function partControl(
  { question, errors, readonly, language }: FieldView,
  part: AddressPart,
  place: string,
  entry: string | undefined,
  error: string | undefined,
): TemplateResult {
  const described = error === undefined ? nothing : `${place}-error`;
  const isNeeded = part !== 'postcode' && isRequired(question);
  const isMissing = isNeeded && errors.has(question.id) && (entry ?? '').trim() === '';
  const invalid = error === undefined && !isMissing ? nothing : 'true';
  const required = isNeeded ? 'true' : nothing;
  if (part === 'country') {
    return html`<span class="select"
      ><select
        part="control"
        id=${place}
        name=${place}
        data-of=${question.id}
        autocomplete=${AUTOFILL[part]}
        aria-describedby=${described}
        aria-invalid=${invalid}
        aria-required=${required}
        .value=${live(entry ?? '')}
      >
        ${selectOptions(countryOptions(language), entry)}
      </select></span
    >`;
  }
  if (part === 'street') {
    return html`<textarea
      part="control"
      id=${place}
      name=${place}
      data-of=${question.id}
      dir="auto"
      rows="2"
      autocomplete=${AUTOFILL[part]}
      aria-describedby=${described}
      aria-invalid=${invalid}
      aria-required=${required}
      ?readonly=${readonly}
      .value=${live(entry ?? '')}
    ></textarea>`;
  }
  return html`<input
    part="control"
    type="text"
    id=${place}
    name=${place}
    data-of=${question.id}
    dir="auto"
    autocomplete=${AUTOFILL[part]}
    aria-describedby=${described}
    aria-invalid=${invalid}
    aria-required=${required}
    ?readonly=${readonly}
    .value=${live(entry ?? '')}
  />`;
}
