/** Templates of what stands on this device: what waits, what ran out, what was chosen from here. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { ExpiredEntry, OutboxEntry } from '../../client/outbox-entry.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { waitingIcon } from '../base/icons.ts';
import { channelWords, notSentWords, purposeWords, reference } from '../base/words.ts';
import type { DeviceChoice } from './device-choices.ts';
import { choiceWords } from './permission-words.ts';
import { permissionLine } from './permissions.ts';

export interface DeviceView {
  level: number;
  language: string;
  config: SiteConfig;
  /** Who is signed in. */
  subject: string | undefined;
  waiting: readonly OutboxEntry[];
  expired: readonly ExpiredEntry[];
  choices: readonly DeviceChoice[];
  tryNow: () => void;
  discard: (id: string) => void;
  withdraw: (choice: DeviceChoice) => void;
  forget: () => void;
}

export function onThisDevice(view: DeviceView): TemplateResult {
  const { level, waiting, expired, choices } = view;
  const isEmpty = waiting.length === 0 && expired.length === 0 && choices.length === 0;
  return html`<section class="part" part="device" aria-labelledby="device">
    ${heading(level, msg('On this device'), { id: 'device' })}
    ${
      isEmpty
        ? html`<p class="muted">
            ${msg('Nothing of yours is kept on this device. Choices you make here are listed in this place.')}
          </p>`
        : nothing
    }
    ${waiting.length === 0 ? nothing : notSent(view)} ${expired.map((entry) => ranOut(entry, view))}
    ${choices.length === 0 ? nothing : given(view)}
  </section>`;
}

function notSent(view: DeviceView): TemplateResult {
  const { level, language, config, waiting, subject, tryNow, discard } = view;
  const line = ({ operation, savedAt, ...entry }: OutboxEntry): TemplateResult =>
    html`<li class="line">
      <div class="line-words">
        <p><strong>${operationWords(operation, config, language)}</strong></p>
        <p>${waitingFor(entry, subject)}</p>
        <p class="muted small">
          ${msg('Made:')} ${moment(savedAt, language)}<br />
          ${msg('Reference:')} <span class="reference">${reference(operation.id)}</span>
        </p>
      </div>
      <button type="button" @click=${() => discard(operation.id)}>${msg('Discard')}</button>
    </li>`;
  return html`<div class="note waiting" part="waiting">
    <div class="with-icon">${waitingIcon}${heading(level + 1, msg('Not sent yet'))}</div>
    <ul class="lines">
      ${waiting.map(line)}
    </ul>
    ${
      waiting.every(({ refusal }) => refusal !== undefined)
        ? nothing
        : html`<div class="actions">
            <button type="button" class="primary" @click=${tryNow}>${msg('Try now')}</button>
          </div>`
    }
  </div>`;
}

/** Why it has not been sent. */
function waitingFor(
  entry: Pick<OutboxEntry, 'refusal' | 'subject' | 'pageReason'>,
  subject: string | undefined,
): string {
  if (entry.subject !== undefined && entry.subject !== subject) {
    return msg('Not sent yet. Saved on this device; sign in to send it.');
  }
  return entry.refusal === undefined ? notSentWords(entry.pageReason) : msg('Not sent: it was not accepted.');
}

/** A form by its title in the reader's language; by its id where the site no longer lists it. */
function formWords({ forms }: SiteConfig, form: string, language: string): string {
  const titles = forms.find((known) => known.form === form)?.titles ?? {};
  return titles[language] ?? Object.values(titles)[0] ?? form;
}

function operationWords(operation: OutboxEntry['operation'], config: SiteConfig, language: string): string {
  switch (operation.kind) {
    case 'submission': {
      const { form } = operation.payload;
      const title = formWords(config, form, language);
      return msg(str`Form: ${title}`);
    }
    case 'withdrawal': {
      const title = purposeWords(config, operation.payload.purpose, language);
      const how = channelWords(operation.payload.channel);
      return msg(str`Withdrawal: ${title}, ${how}`);
    }
    case 'permission-change':
      return msg('Confirmation of your address');
    default:
      // A newer version of this script saved it.
      return msg('Something you did on this site');
  }
}

function ranOut(
  { id, form, savedAt }: ExpiredEntry,
  { config, language, discard }: DeviceView,
): TemplateResult {
  const title = formWords(config, form, language);
  return html`<div class="note danger" part="expired">
    <p><strong>${msg('Not sent and now deleted:')}</strong> ${title}, ${moment(savedAt, language)}</p>
    <div class="actions"><button type="button" @click=${() => discard(id)}>${msg('Close')}</button></div>
  </div>`;
}

function given({ level, language, config, choices, withdraw, forget }: DeviceView): TemplateResult {
  const line = (choice: DeviceChoice): TemplateResult => {
    const title = purposeWords(config, choice.purpose, language);
    const open = (choice.state === 'given' || choice.state === 'to-confirm') && choice.grants.length > 0;
    return permissionLine({
      title,
      channel: choice.channel,
      state: choiceWords(choice.state, choice.channel, title),
      since: html`${moment(choice.at, language)}${choice.form === '' ? nothing : html`, ${choice.form}`}`,
      words: choice.words,
      language: choice.language,
      withdraw: open ? () => withdraw(choice) : undefined,
      key: `device-${choice.purpose}-${choice.channel}`,
    });
  };
  return html`<div class="group">
    ${heading(level + 1, msg('Given on this device'))}
    <p class="muted">${msg('You can withdraw here without signing in.')}</p>
    <ul class="lines">
      ${choices.map(line)}
    </ul>
    <details>
      <summary>${msg('Is this a shared computer?')}</summary>
      <p>
        ${msg('You can remove this list from this device. Your choices stay as they are; to withdraw later, sign in.')}
      </p>
      <div class="actions"><button type="button" @click=${forget}>${msg('Remove the list')}</button></div>
    </details>
  </div>`;
}
