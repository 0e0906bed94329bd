/** What to look for, and which form to take away as a file. The address looked for never enters the page's own. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { StaffForm } from '../../protocol/staff-forms.schema.ts';
import type { SubmissionExport, SubmissionSearch } from '../../protocol/staff-submissions.schema.ts';
import { FORM_KINDS } from '../../protocol/terms.ts';
import { kindName } from '../designer/words.ts';

export type Sought = Omit<SubmissionSearch, 'limit' | 'cursor'>;

export interface SearchForm {
  forms: readonly StaffForm[];
  search: (sought: Sought) => void;
  download: (asked: SubmissionExport) => void;
}

export function searchForm({ forms, search, download }: SearchForm): TemplateResult {
  return html`<form
    class="card stack"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const format = (event.submitter as HTMLButtonElement | null)?.value;
      if (format === 'csv' || format === 'json') takeAway(form, format, download);
      else search(soughtIn(form));
    }}
  >
    <div class="pair">
      <div class="field">
        <label for="sought-email">${msg('Email address')}</label>
        <input
          id="sought-email"
          name="email"
          type="email"
          autocomplete="off"
          spellcheck="false"
          autocapitalize="none"
          aria-describedby="sought-email-hint"
        />
        <span class="hint" id="sought-email-hint"
          >${msg('The whole address; parts of one find nothing.')}</span
        >
      </div>
      <div class="field">
        <label for="sought-form">${msg('Form')}</label>
        <select id="sought-form" name="form" aria-describedby="sought-form-problem">
          <option value="">${msg('any form')}</option>
          ${forms.map(({ form, title }) => html`<option value=${form}>${title}</option>`)}
        </select>
        <span class="small problem" id="sought-form-problem" hidden>
          ${msg('Choose the form that is to be exported.')}
        </span>
      </div>
      <div class="field">
        <label for="sought-kind">${msg('Kind of form')}</label>
        <select id="sought-kind" name="kind">
          <option value="">${msg('any kind')}</option>
          ${FORM_KINDS.map((kind) => html`<option value=${kind}>${kindName(kind)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="sought-from">${msg('From')}</label>
        <input id="sought-from" name="from" type="date" />
      </div>
      <div class="field">
        <label for="sought-to">${msg('Until')}</label>
        <input id="sought-to" name="to" type="date" />
      </div>
    </div>
    <div class="row">
      <button class="primary" name="do" value="search">${msg('Search')}</button>
      <button name="do" value="csv">${msg('Export CSV')}</button>
      <button name="do" value="json">${msg('Export JSON')}</button>
      <span class="hint">${msg('Every export, and every submission that is opened, is on record.')}</span>
    </div>
  </form>`;
}

function textIn(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function soughtIn(form: HTMLFormElement): Sought {
  const given = (name: string): Record<string, string> => {
    const text = textIn(form, name);
    return text === '' ? {} : { [name]: text };
  };
  const kind = FORM_KINDS.find((known) => known === textIn(form, 'kind'));
  return {
    ...given('email'),
    ...given('form'),
    ...given('from'),
    ...given('to'),
    ...(kind === undefined ? {} : { kind }),
  };
}

function takeAway(form: HTMLFormElement, format: 'csv' | 'json', download: SearchForm['download']): void {
  const { form: id = '', from, to } = soughtIn(form);
  const select = form.elements.namedItem('form') as HTMLSelectElement;
  const isMissing = id === '';
  select.nextElementSibling?.toggleAttribute('hidden', !isMissing);
  if (isMissing) {
    select.setAttribute('aria-invalid', 'true');
    select.focus();
    return;
  }
  select.removeAttribute('aria-invalid');
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  download({ format, form: id, ...days });
}
