/** Where words stand, since when, who agreed, and the fingerprint they are proved by. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { StaffWording } from '../../protocol/staff-forms.schema.ts';

export function wordingFacts(
  { hash, since, agreed, places }: StaffWording,
  language: string,
): TemplateResult {
  return html`<dl class="facts small">
    <dt>${msg('Since')}</dt>
    <dd>${moment(since, language)}</dd>
    <dt>${msg('Agreed')}</dt>
    <dd>${new Intl.NumberFormat(language).format(agreed)}</dd>
    <dt>${msg('Where')}</dt>
    <dd>${usedIn([...new Set(places.map(({ form }) => form))])}</dd>
    <dt>${msg('Fingerprint')}</dt>
    <dd class="mono">${hash}</dd>
  </dl>`;
}

export function usedIn(forms: readonly string[]): TemplateResult {
  if (forms.length === 0) return html`<span class="muted">${msg('not used')}</span>`;
  const count = forms.length === 1 ? msg('used in 1 form:') : msg(str`used in ${forms.length} forms:`);
  return html`${count}
  ${forms.map((form, index) => html`${index === 0 ? '' : ', '}<a href="#/forms/${form}">${form}</a>`)}`;
}
