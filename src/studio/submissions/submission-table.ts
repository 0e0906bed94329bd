/** Submissions as they were found, newest first. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { day, moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { StaffForm } from '../../protocol/staff-forms.schema.ts';
import type { ListedSubmission } from '../../protocol/staff-submissions.schema.ts';

export function submissionTable(
  found: readonly ListedSubmission[],
  forms: readonly StaffForm[],
  language: string,
): TemplateResult {
  if (found.length === 0) return html`<p class="note">${msg('Nothing was found that you may see.')}</p>`;
  const titleOf = (id: string): string => forms.find(({ form }) => form === id)?.title ?? id;
  return html`<div class="scroll card" tabindex="0" role="region" aria-label=${msg('Submissions')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${msg('Received')}</th>
          <th scope="col">${msg('Form')}</th>
          <th scope="col">${msg('Name')}</th>
          <th scope="col">${msg('Email address')}</th>
        </tr>
      </thead>
      <tbody>
        ${found.map(
          (one) =>
            html`<tr>
              <td>
                <a href="#/submissions/${one.operation}">${receivedAt(one, language)}</a>
              </td>
              <td dir="auto">
                ${titleOf(one.form)} <span class="small muted">${msg(str`version ${one.version}`)}</span>
              </td>
              <td dir="auto">
                ${one.anonymous ? html`<span class="badge">${msg('anonymous')}</span>` : (one.name ?? nothing)}
              </td>
              <td>${one.email ?? nothing}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Of an anonymous answer only the day is known. */
export function receivedAt(
  { receivedAt: at, anonymous }: Pick<ListedSubmission, 'receivedAt' | 'anonymous'>,
  language: string,
): TemplateResult {
  return anonymous ? day(at.slice(0, 10), language) : moment(at, language);
}
