/** The queue: what is asked, where it stands, and how long is left, in words and not by colour alone. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { day } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { ListedRequest } from '../../protocol/staff-requests.ts';
import { kindName, requestStateName } from './request-names.ts';

/** Days in which an answer becomes urgent. */
const SOON = 7;

export function requestTable(requests: readonly ListedRequest[], language: string): TemplateResult {
  if (requests.length === 0)
    return html`<p class="card muted">
      ${msg('Nothing here. What people ask for in “my data”, or by letter once it is entered under Correspondence, comes in by itself.')}
    </p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('Requests')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${msg('Reference')}</th>
          <th scope="col">${msg('What')}</th>
          <th scope="col">${msg('State')}</th>
          <th scope="col">${msg('Received')}</th>
          <th scope="col">${msg('Due')}</th>
        </tr>
      </thead>
      <tbody>
        ${requests.map(
          (request) =>
            html`<tr>
              <td><a class="mono" href="#/requests/${request.request}">${request.reference}</a></td>
              <td>${kindName(request.kind)}</td>
              <td>
                ${requestStateName(request.state)}
                ${request.isProved ? nothing : html`<span class="badge warning">${msg('not confirmed')}</span>`}
              </td>
              <td>${day(request.receivedOn, language)}</td>
              <td>${due(request, language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function due({ dueOn, daysLeft, kind }: ListedRequest, language: string): unknown {
  if (dueOn === undefined || daysLeft === undefined)
    return html`<span class="muted">${msg('no clock runs')}</span>`;
  if (kind === 'complaint') return msg('acknowledged at once; the outcome without delay');
  const left =
    daysLeft < 0
      ? msg(str`${-daysLeft} days late`)
      : daysLeft === 0
        ? msg('today')
        : msg(str`${daysLeft} days left`);
  const tone = daysLeft < 0 ? 'badge danger' : daysLeft <= SOON ? 'badge warning' : 'badge';
  return html`${day(dueOn, language)} <span class=${tone}>${left}</span>`;
}
