/** Templates of the consents. Every box is empty when it appears; there is no way to pass a tick in. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import type { ConsentBlock } from '../../protocol/form-definition.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { linkedWords, mailLink, newTabLink } from '../base/links.ts';
import { fieldError } from './fields.ts';
import type { TextOf } from './form-words.ts';

export interface ConsentView {
  text: TextOf;
  ticks: Record<string, boolean>;
  errors: ReadonlyMap<string, string>;
  config: SiteConfig;
  /** Boxes keep their state while they are being sent. */
  readonly: boolean;
  policyAddress: string;
  myDataAddress: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** What else stands at a box. */
  noteFor?: ((consent: string) => unknown) | undefined;
}

/** One `ask` item: its heading, who asks, the boxes and notices in the order they stand in. */
export function consentGroup(
  id: string,
  title: string | undefined,
  blocks: readonly [string, ConsentBlock][],
  view: ConsentView,
): TemplateResult {
  const content = blocks.map(([consent, block]) =>
    block.kind === 'notice' ? notice(consent, block, view) : choice(consent, block, view),
  );
  const asks = blocks.some(([, block]) => block.kind === 'opt-in');
  if (title === undefined && !blocks.some(([, block]) => block.kind !== 'notice')) return html`${content}`;
  const { lang, dir } = view;
  // The box is drawn around the fieldset: engines differ in how they lay out a styled one.
  return html`<div class="consents" part="consents">
    <fieldset aria-describedby=${asks ? `${id}-asker` : nothing}>
      ${
        title === undefined
          ? html`<legend class="hidden-visually">${msg('Your choices')}</legend>`
          : html`<legend lang=${lang} dir=${dir}>${title}</legend>`
      }
      <div class="stack">
        ${asks ? asker(id, view.config) : nothing} ${content} ${asks ? objection(view) : nothing}
      </div>
    </fieldset>
  </div>`;
}

/** Who asks (S-01, L-05). */
function asker(id: string, { controller }: SiteConfig): TemplateResult {
  return html`<p class="hint" id=${`${id}-asker`}>
    ${msg('Who asks:')} ${controller.name}, ${controller.address}, ${mailLink(controller.email)}
  </p>`;
}

/** The right to object, in a sentence of its own (L-28), and where to take a choice back (L-05). */
function objection({ myDataAddress }: ConsentView): TemplateResult {
  return html`<p class="objection">
    ${msg('You can withdraw a choice and object to marketing at any time.')}
    ${newTabLink(myDataAddress, msg('My data'))}
  </p>`;
}

function choice(id: string, block: ConsentBlock, view: ConsentView): TemplateResult {
  const error = view.errors.get(id);
  return html`<div class="field ${error === undefined ? '' : 'invalid'}" part="field">
    ${error === undefined ? nothing : fieldError(id, error)}
    <label class="choice" part="choice" for=${id} id=${`${id}-label`}>
      <input
        part="checkbox"
        type="checkbox"
        id=${id}
        name=${id}
        autocomplete="off"
        aria-describedby=${error === undefined ? nothing : `${id}-error`}
        aria-invalid=${error === undefined ? nothing : 'true'}
        aria-required=${block.kind === 'acknowledge' ? 'true' : nothing}
        .checked=${live(view.ticks[id] === true)}
        @click=${view.readonly ? keep : nothing}
      />
      <span class="words" lang=${view.lang} dir=${view.dir}>${words(id, block, view)}</span>
    </label>
    ${view.noteFor?.(id)}
  </div>`;
}

/** A box has no `readonly` of its own. */
function keep(event: Event): void {
  event.preventDefault();
}

/** The language stands inside, so that the bar stays on the side where the page's lines begin. */
function notice(id: string, block: ConsentBlock, view: ConsentView): TemplateResult {
  return html`<p class="notice" part="notice" id=${id}>
    <span lang=${view.lang} dir=${view.dir}>${words(id, block, view)}</span>
  </p>`;
}

function words(id: string, block: ConsentBlock, { text, policyAddress }: ConsentView): unknown[] {
  return linkedWords(text(`${id}.text`, block.text), policyAddress);
}
