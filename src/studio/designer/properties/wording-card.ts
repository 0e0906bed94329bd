/** Beside the words of a consent: what visitors see now, since when, who agreed, where else it stands. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../../locales/lit-localize.ts';
import type { StaffWording } from '../../../protocol/staff-forms.schema.ts';
import { wordingFacts } from '../../library/wording-facts.ts';
import { textOf } from '../model/authored.ts';
import type { AuthoredForm } from '../model/authored.ts';

export function wordingCard(
  form: AuthoredForm,
  consent: string,
  wordings: readonly StaffWording[],
  language: string,
): TemplateResult | typeof nothing {
  const id = textOf(form.fields['form']);
  const [source] = form.languages;
  const published = wordings.find(
    ({ language: of, places }) =>
      of === source && places.some((place) => place.form === id && place.consent === consent),
  );
  if (published === undefined)
    return html`<p class="note small">${msg('Visitors have not seen this consent yet.')}</p>`;
  const words = textOf(form.consents.find(([other]) => other === consent)?.[1]['text']);
  return html`<section class="note small">
    <h3>${msg('What visitors see now')}</h3>
    ${words === published.words ? nothing : html`<p lang=${published.language} dir="auto">${published.words}</p>`}
    ${wordingFacts(published, language)}
  </section>`;
}
