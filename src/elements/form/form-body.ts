/** The template of an open form: title, items in reading order, the button. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { msg } from '../../locales/lit-localize.ts';
import type { ClientSettings } from '../../client/client.ts';
import { directionOf } from '../base/language.ts';
import { isQuestion } from '../../protocol/form-answers.ts';
import type { FormItem, Question } from '../../protocol/form-definition.schema.ts';
import { myDataAddress, policyAddress } from '../../protocol/site-addresses.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { hurdlesOf } from '../../protocol/terms.ts';
import { heading } from '../base/heading.ts';
import { consentGroup } from './consent-block.ts';
import type { FieldView } from './fields.ts';
import type { Filling } from './filling.ts';
import type { TextOf } from './form-words.ts';
import { stepButtons, stepHead } from './steps.ts';

export interface FormBodyView {
  filling: Filling;
  config: SiteConfig;
  settings: ClientSettings;
  /** Draws a question; it is another one where a form has more than plain questions. */
  draw: (view: FieldView) => TemplateResult;
  /** The same function as long as the language is the same: fields are drawn anew when it changes. */
  text: TextOf;
  /** Question, part of one, or consent → the words of its inline error. */
  errors: ReadonlyMap<string, string>;
  /** The language of the published texts; it may differ from the interface's (A-17). */
  language: string;
  /** The language of the interface. */
  readerLanguage: string;
  level: number;
  withoutTitle: boolean;
  sending: boolean;
  /** The choices about this device. */
  deviceOffer: unknown;
  noteFor?: ((consent: string) => unknown) | undefined;
  takeOut: (question: string) => void;
  back: () => void;
}

export function formBody(view: FormBodyView): TemplateResult {
  const { filling, text, language: lang, level, sending } = view;
  const { definition, step, steps } = filling;
  const dir = directionOf(lang);
  const isFirst = step === undefined || step === steps[0];
  const isLast = step === undefined || step === steps.at(-1);
  const label = text('submit.label', definition.submit.label);
  return html`
    ${view.withoutTitle ? nothing : heading(level, text('title', definition.title), { lang, dir })}
    ${
      definition.intro === undefined || !isFirst
        ? nothing
        : html`<p class="intro" part="intro" lang=${lang} dir=${dir}>${text('intro', definition.intro)}</p>`
    }
    ${step === undefined ? nothing : stepHead(steps, step, level + (view.withoutTitle ? 0 : 1), text, { lang, dir })}
    ${filling.items.map((item) => (filling.shown.items.has(item.id) ? itemOf(item, view) : nothing))}
    ${hurdlesOf(definition.submit).includes('honeypot') ? trap() : nothing} ${view.deviceOffer}
    ${
      isLast
        ? html`<div class="actions">
            <button
              class="primary submit"
              part="submit"
              type="submit"
              aria-disabled=${sending ? 'true' : nothing}
            >
              ${sending ? msg('Sending…') : html`<span lang=${lang} dir=${dir}>${label}</span>`}
            </button>
            ${isFirst ? nothing : stepButtons(view.back, false)}
          </div>`
        : html`<div class="actions">${stepButtons(isFirst ? undefined : view.back, true)}</div>`
    }
  `;
}

/** A field that people neither see nor reach; who fills it in is a program. */
function trap(): TemplateResult {
  return html`<div class="hidden-visually" aria-hidden="true">
    <label>${msg('Leave this empty')}<input name="x_more" tabindex="-1" autocomplete="off" /></label>
  </div>`;
}

/** The items of a step keep their places, so that one that comes or goes moves no other. */
function itemOf(item: FormItem, view: FormBodyView): unknown {
  const { filling, config, settings, text, errors, language: lang, sending } = view;
  const dir = directionOf(lang);
  if (isQuestion(item)) return questionOf(item, view);
  if ('say' in item) {
    return html`<p part="say" id=${item.id} lang=${lang} dir=${dir}>${text(`${item.id}.say`, item.say)}</p>`;
  }
  if ('step' in item) return nothing;
  const title = item.heading === undefined ? undefined : text(`${item.id}.heading`, item.heading);
  const offered = filling.shown.consents.filter(([id]) => item.ask.includes(id));
  return consentGroup(item.id, title, offered, {
    text,
    ticks: filling.ticks,
    errors,
    config,
    readonly: sending,
    noteFor: view.noteFor,
    policyAddress: policyAddress(config, settings.endpoint, lang),
    myDataAddress: myDataAddress(config, settings.endpoint, lang),
    lang,
    dir,
  });
}

/** Drawn again only when something of it has changed: a key press in one field leaves the others alone. */
function questionOf(question: Question, view: FormBodyView): unknown {
  const { filling, draw, text, sending: readonly, language: lang, readerLanguage: language, takeOut } = view;
  const { id } = question;
  const { marksOptional } = filling;
  const entry = filling.entered[id];
  const own = [...view.errors].filter(([place]) => place === id || place.startsWith(`${id}.`));
  const errors = new Map(own);
  return guard([question, entry, own.join(), readonly, text, language, draw], () =>
    draw({
      question,
      text,
      entry,
      errors,
      readonly,
      marksOptional,
      lang,
      dir: directionOf(lang),
      language,
      takeOut,
    }),
  );
}
