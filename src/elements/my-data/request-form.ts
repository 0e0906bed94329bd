/** Template of asking: what for, in which words, and without a session where the answer goes. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { textAt } from '../../protocol/localised.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { errorIcon } from '../base/icons.ts';
import { requestKindWords } from './operation-words.ts';
import { ASKED_BY_MAIL, ASKED_SIGNED_IN, kindHint } from './request-words.ts';

export type RequestField = 'kind' | 'words' | 'email';

export interface RequestFormView {
  config: SiteConfig;
  language: string;
  isSignedIn: boolean;
  kind: RequestKind | undefined;
  errors: ReadonlyMap<RequestField, string>;
  choose: (kind: RequestKind) => void;
  submit: (event: SubmitEvent) => void;
  cancel: () => void;
  letter: () => void;
}

export function requestForm(view: RequestFormView): TemplateResult {
  const { isSignedIn, kind, errors, config } = view;
  const kinds = isSignedIn ? ASKED_SIGNED_IN : ASKED_BY_MAIL;
  return html`<form class="card" part="request-form" novalidate @submit=${view.submit}>
    <fieldset
      class="field ${errors.has('kind') ? 'invalid' : ''}"
      aria-describedby=${described(errors, 'kind')}
    >
      <legend>${msg('What do you ask for?')}</legend>
      ${errorLine(errors, 'kind')}
      <div class="choices">
        ${kinds.map(
          (one) =>
            html`<label class="choice">
              <input
                part="control"
                type="radio"
                name="request-kind"
                value=${one}
                .checked=${kind === one}
                aria-describedby=${`kind-${one}`}
                @change=${() => view.choose(one)}
              />
              <span
                >${requestKindWords(one)}<br /><span class="hint" id=${`kind-${one}`}
                  >${kindHint(one)}</span
                ></span
              >
            </label>`,
        )}
      </div>
    </fieldset>
    ${kind === 'erasure' ? whatStays(view) : nothing}
    <div class="field ${errors.has('words') ? 'invalid' : ''}">
      <label for="request-words">${wordsLabel(kind)}</label>
      ${errorLine(errors, 'words')}
      <textarea
        part="control"
        id="request-words"
        rows="4"
        maxlength="5000"
        dir="auto"
        aria-invalid=${errors.has('words') ? 'true' : nothing}
        aria-describedby=${described(errors, 'words')}
      ></textarea>
    </div>
    ${isSignedIn ? nothing : address(errors)}
    <div class="actions">
      <button type="submit" class="primary">${sendWords(kind)}</button>
      <button type="button" @click=${view.cancel}>${msg('Cancel')}</button>
    </div>
    <p class="muted small">
      ${msg(str`You can also write to ${config.controller.name}, ${config.controller.address}.`)}
      <button type="button" class="link" @click=${view.letter}>${msg('Save it as a letter to print')}</button>
    </p>
  </form>`;
}

function wordsLabel(kind: RequestKind | undefined): unknown {
  return kind === 'complaint' || kind === 'rectification'
    ? msg('What is it about?')
    : html`${msg('Anything we should know?')} <span class="optional">${msg('(optional)')}</span>`;
}

/** The button says what happens. */
function sendWords(kind: RequestKind | undefined): string {
  if (kind === 'erasure') return msg('Ask for the deletion');
  return kind === 'complaint' ? msg('Send the complaint') : msg('Send the request');
}

function address(errors: ReadonlyMap<RequestField, string>): TemplateResult {
  return html`<div class="field ${errors.has('email') ? 'invalid' : ''}">
      <label for="request-email">${msg('Email address')}</label>
      <p class="hint" id="request-email-hint">
        ${msg('We answer to this address. What we hold about it is told to nobody before it is confirmed.')}
      </p>
      ${errorLine(errors, 'email')}
      <input
        part="control"
        type="email"
        id="request-email"
        dir="ltr"
        autocomplete="email"
        required
        spellcheck="false"
        autocapitalize="none"
        maxlength="254"
        aria-invalid=${errors.has('email') ? 'true' : nothing}
        aria-describedby=${errors.has('email') ? 'request-email-error request-email-hint' : 'request-email-hint'}
      />
    </div>
    <div class="field">
      <label for="request-name">${msg('Your name')} <span class="optional">${msg('(optional)')}</span></label>
      <input part="control" id="request-name" autocomplete="name" maxlength="300" dir="auto" />
    </div>`;
}

/** Before anybody asks for it, they know what is not deleted, and why (S-25, A-05). */
function whatStays({ config, language }: RequestFormView): TemplateResult {
  const stores = config.externalStores ?? [];
  const said = (path: string, words: string): string => textAt(config, path, words, language);
  return html`<div class="note" part="residuals">
    <p>
      ${msg('We check your request and then delete everything we hold about you here. You can call it off until then. Afterwards it cannot be undone, and this panel is empty.')}
    </p>
    ${
      stores.length === 0
        ? nothing
        : html`<p>${msg('Deleted later, by hand, or kept for a reason:')}</p>
            <ul>
              ${stores.map(
                (store) =>
                  html`<li>
                    <strong>${said(`externalStores.${store.id}.title`, store.title)}</strong>${
                      store.erasure === 'kept'
                        ? html`: ${said(`externalStores.${store.id}.why`, store.why)}`
                        : nothing
                    }
                  </li>`,
              )}
            </ul>`
    }
  </div>`;
}

function described(errors: ReadonlyMap<RequestField, string>, field: RequestField): string | typeof nothing {
  return errors.has(field) ? `request-${field}-error` : nothing;
}

function errorLine(errors: ReadonlyMap<RequestField, string>, field: RequestField): unknown {
  const words = errors.get(field);
  return words === undefined
    ? nothing
    : html`<p class="error with-icon" id="request-${field}-error" part="error">
        ${errorIcon}<span><span class="hidden-visually">${msg('Error:')} </span>${words}</span>
      </p>`;
}
