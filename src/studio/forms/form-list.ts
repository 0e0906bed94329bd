/** The forms of the site: which version visitors see, and where somebody is at work. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { StaffForm } from '../../protocol/staff-forms.schema.ts';

export function formList(forms: readonly StaffForm[] | undefined, language: string): TemplateResult {
  return html`<h1 tabindex="-1">${msg('Forms')}</h1>
    ${
      forms === undefined
        ? html`<p class="muted">${msg('Loading…')}</p>`
        : forms.length === 0
          ? html`<p class="note">${msg('There is no form yet. Begin with one of these.')}</p>`
          : html`<ul class="forms">
              ${forms.map((form) => formCard(form, language))}
            </ul>`
    }`;
}

function formCard({ form, title, published, draft }: StaffForm, language: string): TemplateResult {
  return html`<li class="card">
    <a class="title" href="#/forms/${form}" dir="auto">${title}</a>
    <span class="mono muted">${form}</span>
    <span class="row">
      ${
        published === undefined
          ? html`<span class="badge">${msg('not published')}</span>`
          : html`<span class="badge success">${msg(str`version ${published.version}`)}</span>`
      }
      ${draft === undefined ? '' : html`<span class="badge warning">${msg('draft')}</span>`}
    </span>
    <span class="small muted">
      ${
        draft === undefined
          ? published === undefined
            ? ''
            : html`${msg('Published')} ${moment(published.at, language)}`
          : html`${msg(str`${draft.savedBy}, `)} ${moment(draft.savedAt, language)}`
      }
    </span>
  </li>`;
}
