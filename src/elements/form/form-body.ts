/** The template of an open form: title, items in reading order, the button. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { ClientSettings } from '../../client/client.ts';
import { directionOf } from '../base/language.ts';
import { isQuestion } from '../../protocol/form-answers.ts';
import type { FormDefinition, FormItem } from '../../protocol/form-definition.schema.ts';
import { myDataAddress, policyAddress } from '../../protocol/site-addresses.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { heading } from '../base/heading.ts';
import { consentGroup } from './consent-block.ts';
import { field } from './fields.ts';
import { offeredOf, visibleItems } from './form-model.ts';
import type { Filled } from './form-model.ts';
import type { TextOf } from './form-words.ts';

export interface FormBodyView {
  definition: FormDefinition;
  config: SiteConfig;
  settings: ClientSettings;
  text: TextOf;
  /** Question or consent → the words of its inline error. */
  errors: ReadonlyMap<string, string>;
  filled: Filled;
  /** The language of the published texts; it may differ from the interface's (A-17). */
  language: string;
  level: number;
  withoutTitle: boolean;
  sending: boolean;
}

export function formBody(view: FormBodyView): TemplateResult {
  const { definition, text, language, level, filled, sending } = view;
  const lang = language;
  const dir = directionOf(language);
  return html`
    ${view.withoutTitle ? nothing : heading(level, text('title', definition.title), { lang, dir })}
    ${
      definition.intro === undefined
        ? nothing
        : html`<p class="intro" part="intro" lang=${lang} dir=${dir}>${text('intro', definition.intro)}</p>`
    }
    ${visibleItems(definition, filled).map((item) => itemOf(item, view))}
    <button class="primary submit" part="submit" type="submit" aria-disabled=${sending ? 'true' : nothing}>
      ${sending ? msg('Sending…') : html`<span lang=${lang} dir=${dir}>${text('submit.label', definition.submit.label)}</span>`}
    </button>
  `;
}

function itemOf(item: FormItem, view: FormBodyView): unknown {
  const { definition, config, settings, text, errors, filled, language, sending } = view;
  const lang = language;
  const dir = directionOf(language);
  if (isQuestion(item)) {
    const value = filled.answers[item.id] ?? '';
    return field({ question: item, text, value, error: errors.get(item.id), readonly: sending, lang, dir });
  }
  if ('say' in item) {
    return html`<p part="say" lang=${lang} dir=${dir}>${text(`${item.id}.say`, item.say)}</p>`;
  }
  const title = item.heading === undefined ? undefined : text(`${item.id}.heading`, item.heading);
  return consentGroup(item.id, title, offeredOf(definition, item.ask, filled), {
    text,
    ticks: filled.ticks,
    errors,
    config,
    readonly: sending,
    policyAddress: policyAddress(config, settings.endpoint, language),
    myDataAddress: myDataAddress(config, settings.endpoint, language),
    lang,
    dir,
  });
}
