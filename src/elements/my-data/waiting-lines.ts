/** Templates of what is not sent: what waits, what was not accepted, what cannot be read. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import { HOUR } from '../../protocol/terms.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { waitingIcon } from '../base/icons.ts';
import { notSentWords, reference } from '../base/words.ts';
import { answerList } from './answers.ts';
import type { DeviceView } from './on-this-device.ts';
import { operationWords } from './operation-words.ts';
import { troubleNote } from './trouble.ts';

export function notSent(view: DeviceView): TemplateResult {
  const { level, waiting } = view;
  return html`<div class="note waiting" part="waiting">
    <div class="with-icon">${waitingIcon}${heading(level + 1, msg('Not sent yet'))}</div>
    <ul class="lines">
      ${waiting.map((entry) => line(entry, view))}
    </ul>
    ${
      waiting.every(({ refusal }) => refusal !== undefined)
        ? nothing
        : html`<div class="actions">
            <button type="button" class="primary" @click=${view.tryNow}>${msg('Try now')}</button>
          </div>`
    }
  </div>`;
}

function line(entry: OutboxEntry, view: DeviceView): TemplateResult {
  const { operation, refusal } = entry;
  const { id } = operation;
  const about = `waiting-${id}`;
  return html`<li class="line">
    <div class="line-words">
      <p id=${about}><strong>${operationWords(operation, view.config, view.language)}</strong></p>
      <p>${waitingFor(entry, view.subject)}</p>
      ${troubleNote(view.troubles.get(id))}
      <p class="muted small">
        ${times(entry, view.language)} ${msg('Reference:')} <span class="reference">${reference(id)}</span>
      </p>
    </div>
    <div class="actions">
      ${
        refusal === undefined
          ? nothing
          : html`<button type="button" aria-describedby=${about} @click=${() => view.retry(id)}>
              ${msg('Try again')}
            </button>`
      }
      <button type="button" aria-describedby=${about} @click=${() => view.discard(id)}>
        ${msg('Discard')}
      </button>
    </div>
    ${refusal === undefined ? nothing : yourAnswers(entry, view)}
  </li>`;
}

/** After an hour it is no longer news that it waits; then it counts since when, and until when. */
function times({ savedAt, expiresAt }: OutboxEntry, language: string): TemplateResult {
  const isOld = Date.now() - savedAt > HOUR;
  return html`${isOld ? msg('Waiting since:') : msg('Made:')} ${moment(savedAt, language)}<br />
    ${
      isOld && expiresAt !== undefined
        ? html`${msg('If it cannot be sent, it is deleted and you are told here:')}
            ${moment(expiresAt, language)}<br />`
        : nothing
    }`;
}

/** Why it has not been sent. */
function waitingFor(entry: OutboxEntry, subject: string | undefined): string {
  if (entry.subject !== undefined && entry.subject !== subject) {
    return msg('Not sent yet. Saved on this device; sign in to send it.');
  }
  return entry.refusal === undefined ? notSentWords(entry.pageReason) : msg('Not sent: it was not accepted.');
}

/** What was not accepted can be read and taken elsewhere; where its form stands is not known here. */
function yourAnswers({ operation }: OutboxEntry, view: DeviceView): TemplateResult | typeof nothing {
  const answers = view.answers.get(operation.id);
  if (operation.kind !== 'submission' || answers === undefined || answers.length === 0) return nothing;
  return html`<details>
    <summary>${msg('Your answers')}</summary>
    ${answerList(answers, operation.payload.language, view.language)}
    <div class="actions">
      <button type="button" @click=${() => view.copy(operation)}>${msg('Copy')}</button>
    </div>
  </details>`;
}

/** What stands on this device and cannot be read; it is in nobody's way. */
export function unreadable(view: DeviceView): TemplateResult[] {
  const reload = (): void => location.reload();
  const isNewer = view.unreadable.some(({ why }) => why === 'newer');
  const damaged = view.unreadable.filter(({ why }) => why === 'damaged');
  const newer = html`<div class="note" part="unreadable">
    <p>${msg('Something saved here by a newer version of this page. It is kept; reload the page.')}</p>
    ${
      // What this page alone holds would go with it.
      view.heldInPage > 0
        ? nothing
        : html`<div class="actions">
            <button type="button" @click=${reload}>${msg('Reload this page')}</button>
          </div>`
    }
  </div>`;
  return [
    ...(isNewer ? [newer] : []),
    ...damaged.map(
      ({ id }) =>
        html`<div class="note danger" part="unreadable">
          <p id=${`damaged-${id}`}>${msg('Something saved here is damaged and cannot be sent.')}</p>
          ${troubleNote(view.troubles.get(id))}
          <div class="actions">
            <button type="button" aria-describedby=${`damaged-${id}`} @click=${() => view.discard(id)}>
              ${msg('Discard')}
            </button>
          </div>
        </div>`,
    ),
  ];
}
