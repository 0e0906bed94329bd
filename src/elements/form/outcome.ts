/** What stands in place of a form, or above it, after it was sent: waiting, confirmed, expired. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { directionOf, getLocale } from '../base/language.ts';
import { HOUR } from '../../protocol/terms.ts';
import type { PublishedForm } from '../../protocol/form-definition.schema.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { doneIcon, leftIcon, waitingIcon } from '../base/icons.ts';
import { newTabLink, plainWords } from '../base/links.ts';
import { notSentWords, reference, undiscardedWords } from '../base/words.ts';
import type { DispatchState, Waiting } from './dispatch.ts';
import { textsOf } from './form-words.ts';

type State<Name extends DispatchState['name']> = Extract<DispatchState, { name: Name }>;

export interface OutcomeView {
  level: number;
  /** Missing where the form itself could not be loaded. */
  published:
    | {
        form: PublishedForm;
        /** The language of the published texts. */
        language: string;
        myDataAddress: string;
      }
    | undefined;
  language: string;
  /** The device did not let go of it when the visitor gave it up. */
  isUndiscarded: boolean;
  /** Nothing is kept on this device. */
  isShared: boolean;
  tryNow: () => void;
  /** For one that was refused. */
  retry: () => void;
  /** Missing where there is no form to put the answers into. */
  edit: (() => void) | undefined;
  discard: () => void;
}

type Published = NonNullable<OutcomeView['published']>;

/** Attempts after which it is said when the next one comes; before, it would only flicker. */
const PATIENT_ATTEMPTS = 2;

/** Not sent, and where it is meanwhile; the longer it waits, the more is said. */
export function waitingWords({ pageReason, attempts, refused }: Waiting): string {
  if (refused)
    return msg('Not sent: it was not accepted. Saved on this device until you send, edit or discard it.');
  if (attempts === 0 && pageReason === undefined)
    return msg('Not sent yet. Saved on this device; we are sending it now.');
  return notSentWords(pageReason);
}

/** What is shown of a delivery; nothing while none is under way or it is only just being sent. */
export function dispatchPanel(state: DispatchState, view: OutcomeView): TemplateResult | typeof nothing {
  switch (state.name) {
    case 'none':
    case 'sending':
    case 'refused':
      return nothing;
    case 'waiting':
      return waitingPanel(state, view);
    case 'late':
      return lateNote(state.operation);
    case 'confirmed':
      return state.earlier || view.published === undefined
        ? laterNote(msg('Sent: the form you filled in earlier.'), state.operation)
        : confirmedPanel(state, view, view.published);
  }
}

function waitingPanel({ waiting, earlier }: State<'waiting'>, view: OutcomeView): TemplateResult {
  const seconds = Math.ceil((waiting.nextAttemptAt - Date.now()) / 1000);
  const soon = waiting.attempts >= PATIENT_ATTEMPTS && seconds > 0 && !waiting.refused;
  const isOld = Date.now() - waiting.savedAt > HOUR;
  return html`<div class="note panel waiting" part="panel">
    <div class="with-icon">${waitingIcon}${heading(view.level, waitingWords(waiting))}</div>
    ${earlier ? html`<p>${msg('You filled in this form earlier on this device.')}</p>` : nothing}
    ${view.isUndiscarded ? html`<p><strong>${undiscardedWords()}</strong></p>` : nothing}
    ${isOld ? html`<p class="muted">${msg('Waiting since:')} ${moment(waiting.savedAt, view.language)}</p>` : nothing}
    ${
      isOld && waiting.expiresAt !== undefined
        ? html`<p class="muted">
            ${msg('If it cannot be sent, it is deleted and you are told here:')}
            ${moment(waiting.expiresAt, view.language)}
          </p>`
        : nothing
    }
    ${soon ? html`<p class="muted">${msg(str`Next try ${inTime(seconds)}.`)}</p>` : nothing}
    <div class="actions">
      ${
        waiting.refused
          ? html`<button type="button" @click=${view.retry}>${msg('Try again')}</button>`
          : html`<button type="button" class="primary" @click=${view.tryNow}>${msg('Try now')}</button>`
      }
      ${view.edit === undefined ? nothing : html`<button type="button" @click=${view.edit}>${msg('Edit')}</button>`}
      <button type="button" @click=${view.discard}>${msg('Discard')}</button>
    </div>
  </div>`;
}

/** "in 30 seconds", in the reader's language. */
function inTime(seconds: number): string {
  const format = new Intl.RelativeTimeFormat(getLocale());
  return seconds < 90 ? format.format(seconds, 'second') : format.format(Math.round(seconds / 60), 'minute');
}

/** A submission of an earlier visit that could not be sent in time: no content is left of it. */
export function expiredNote(when: unknown, dismiss: () => void): TemplateResult {
  return html`<div class="note danger" part="panel">
    <p>
      <strong>${msg('Not sent and now deleted:')}</strong> ${msg('a form you filled in earlier.')} ${when}
    </p>
    <p>${msg('It could not be sent in time. Fill it in again if you still want to send it.')}</p>
    <div class="actions"><button type="button" @click=${dismiss}>${msg('Close')}</button></div>
  </div>`;
}

/** What was taken back had arrived before. */
export function lateNote(operation: string): TemplateResult {
  return laterNote(msg('What you took back had already arrived.'), operation);
}

/** Good news about a submission that is not the one on the screen. */
function laterNote(words: string, operation: string): TemplateResult {
  return html`<div class="note success" part="panel">
    <p class="with-icon">${doneIcon}<strong>${words}</strong></p>
    <p>${msg('Your reference:')} <strong class="reference">${reference(operation)}</strong></p>
  </div>`;
}

function confirmedPanel(
  state: State<'confirmed'>,
  { level, isShared }: OutcomeView,
  published: Published,
): TemplateResult {
  const { form, language: lang } = published;
  const dir = directionOf(lang);
  const { after } = form.definition;
  const text = textsOf(form.definition, lang);
  return html`<div class="note success panel" part="panel">
    <div class="with-icon">${doneIcon}${heading(level, text('after.title', after.title), { lang, dir })}</div>
    <p lang=${lang} dir=${dir}>${text('after.message', after.message)}</p>
    ${form.definition.anonymous === true ? nothing : whatFollows(state, level, published)}
    ${isShared && form.definition.anonymous !== true ? html`<p>${msg('Nothing of it is kept on this device. Note the reference if you want to come back to it.')}</p>` : nothing}
  </div>`;
}

/** How to come back to it. Of an anonymous answer nobody can, so nothing of this is said. */
function whatFollows(state: State<'confirmed'>, level: number, published: Published): TemplateResult {
  return html`<p>
      ${msg('Your reference:')} <strong class="reference">${reference(state.operation)}</strong>
    </p>
    ${choices(state, level, published)}
    <p>
      ${msg('See what we hold and change your choices:')}
      ${newTabLink(published.myDataAddress, msg('My data'))}
    </p>`;
}

/** What was ticked and what was left, side by side and in the same weight. */
function choices(
  { payload, receipt }: State<'confirmed'>,
  level: number,
  { form, language: lang }: Published,
): TemplateResult | typeof nothing {
  const dir = directionOf(lang);
  const asked = payload.consents.filter(
    (given) => form.definition.consents[given.consent]?.kind === 'opt-in',
  );
  if (asked.length === 0) return nothing;
  const then = (ticked: boolean, byMail: boolean): TemplateResult | typeof nothing => {
    const tooLate = ticked && receipt.notCounted === true;
    if (!tooLate && !byMail) return nothing;
    const words = tooLate
      ? msg('It reached us too late to count. Fill in the form again if you still want it.')
      : msg('Confirm it in your inbox; it counts only then.');
    return html`<strong class="then">${words}</strong>`;
  };
  const line = (consent: string, words: string, ticked: boolean): TemplateResult => {
    const block = form.definition.consents[consent];
    const byMail =
      ticked && receipt.confirmByMail === true && block?.kind === 'opt-in' && block.channel === 'email';
    return html`<li class="with-icon">
      ${ticked ? doneIcon : leftIcon}
      <span>
        <strong>${ticked ? msg('Chosen:') : msg('Not chosen:')}</strong>
        <span lang=${lang} dir=${dir}>${plainWords(words)}</span>
        ${then(ticked, byMail)}
      </span>
    </li>`;
  };
  return html`${heading(level + 1, msg('Your choices'))}
    <ul class="choices">
      ${asked.map((given) => line(given.consent, given.words, given.ticked === true))}
    </ul>`;
}
