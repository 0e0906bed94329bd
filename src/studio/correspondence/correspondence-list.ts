/** What came, newest first, each as it was entered. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { day, moment } from '../../elements/base/dates.ts';
import { reference } from '../../elements/base/words.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { Correspondence } from '../../protocol/correspondence.schema.ts';
import { correspondenceKindName, methodName } from './correspondence-words.ts';

export function correspondenceList(found: readonly Correspondence[], language: string): TemplateResult {
  if (found.length === 0) return html`<p class="note">${msg('Nothing has been entered.')}</p>`;
  return html`<ul class="stack letters">
    ${found.map((one) => html`<li class="card stack">${letter(one, language)}</li>`)}
  </ul>`;
}

function letter(one: Correspondence, language: string): TemplateResult {
  const { id, method, kind, receivedAt, contact, subject, message, enteredAt, enteredBy } = one;
  const isDay = receivedAt.length === 10;
  return html`<div class="row">
      <h2 class="grow" dir="auto">${subject ?? correspondenceKindName(kind)}</h2>
      <span class=${kind === 'message' ? 'badge' : 'badge warning'}>${correspondenceKindName(kind)}</span>
    </div>
    <p class="muted">
      ${methodName(method)}, ${isDay ? day(receivedAt, language) : moment(receivedAt, language)} ·
      <span dir="auto">${[contact.name, contact.email, contact.phone].filter(Boolean).join(', ')}</span>
    </p>
    ${contact.postal === undefined ? nothing : html`<p class="letter small" dir="auto">${contact.postal}</p>`}
    <p class="letter" dir="auto">${message}</p>
    <p class="small muted">
      ${msg(str`Entered by ${enteredBy},`)} ${moment(enteredAt, language)} · ${msg('Reference')}
      <span class="mono">${reference(id)}</span>
    </p>`;
}
