/** Templates of what stands on this device: what waits, what ran out, what was chosen from here. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { ExpiredEntry } from '../../client/outbox-entry.ts';
import type { HeldAnswer, HeldReceipt } from '../../protocol/me.ts';
import type { Operation } from '../../protocol/operation.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { purposeWords } from '../base/words.ts';
import type { DeviceChoice } from './device-choices.ts';
import type { receiptLines } from './history.ts';
import { clearedNote, isAnythingKept, keptHere } from './kept-here.ts';
import type { Clearing } from './kept-here.ts';
import { formWords } from './operation-words.ts';
import { choiceWords } from './permission-words.ts';
import { permissionLine } from './permissions.ts';
import type { Device } from './readings.ts';
import { troubleNote } from './trouble.ts';
import type { Trouble } from './trouble.ts';
import { notSent, unreadable } from './waiting-lines.ts';

/** What the visitor can do with it. */
export interface DeviceActs {
  tryNow: () => void;
  retry: (id: string) => void;
  discard: (id: string) => void;
  copy: (operation: Operation) => void;
  download: (receipt: HeldReceipt) => void;
  forget: () => void;
  askToClear: () => void;
  keep: () => void;
  clear: () => void;
}

export interface DeviceView extends Device, DeviceActs {
  level: number;
  language: string;
  config: SiteConfig;
  /** Who is signed in. */
  subject: string | undefined;
  /** Answers of what was refused, by operation. */
  answers: ReadonlyMap<string, readonly HeldAnswer[]>;
  /** What could not be done, by what it was about. */
  troubles: ReadonlyMap<string, Trouble>;
  clearing: Clearing;
  /** Undefined until its code is there. */
  receiptLines: typeof receiptLines | undefined;
  withdraw: (choice: DeviceChoice) => void;
  again: (grants: DeviceChoice['grants']) => void;
  /** What came of asking for a mail, by operation. */
  asked: ReadonlyMap<string, string>;
}

/** Before the device has been read: it may hold nothing, but nobody knows yet. */
export function readingDevice(level: number): TemplateResult {
  return html`<section class="part" part="device" aria-labelledby="device" aria-busy="true">
    ${heading(level, msg('On this device'), { id: 'device' })}
    <p class="muted">${msg('Your data is loading…')}</p>
  </section>`;
}

export function onThisDevice(view: DeviceView): TemplateResult {
  const { level, waiting, expired, choices, kept, clearing } = view;
  const isKept = isAnythingKept(view);
  return html`<section class="part" part="device" aria-labelledby="device">
    ${heading(level, msg('On this device'), { id: 'device' })} ${isKept ? nothing : emptyNote(clearing)}
    ${
      kept === undefined
        ? html`<p class="note">
            ${msg('Not everything on this device can be read at the moment. Reload the page to see it.')}
          </p>`
        : nothing
    }
    ${waiting.length === 0 ? nothing : notSent(view)} ${unreadable(view)}
    ${expired.map((entry) => ranOut(entry, view))} ${choices.length === 0 ? nothing : given(view)}
    ${receiptsHere(view)} ${isKept ? keptHere(view) : nothing}
  </section>`;
}

function emptyNote(clearing: Clearing): TemplateResult {
  if (clearing === 'done') return clearedNote();
  return html`<p class="muted">
    ${msg('Nothing of yours is kept on this device. Choices you make here are listed in this place.')}
  </p>`;
}

function ranOut(
  { id, form, savedAt }: ExpiredEntry,
  { config, language, troubles, discard }: DeviceView,
): TemplateResult {
  const title = formWords(config, form, language);
  return html`<div class="note danger" part="expired">
    <p><strong>${msg('Not sent and now deleted:')}</strong> ${title}, ${moment(savedAt, language)}</p>
    ${troubleNote(troubles.get(id))}
    <div class="actions"><button type="button" @click=${() => discard(id)}>${msg('Close')}</button></div>
  </div>`;
}

function given(view: DeviceView): TemplateResult {
  const { level, language, config, choices, withdraw, again, asked, troubles, forget } = view;
  const line = (choice: DeviceChoice): TemplateResult => {
    const title = purposeWords(config, choice.purpose, language);
    const note = choice.grants.map(({ grant }) => asked.get(grant)).find((words) => words !== undefined);
    const open = (choice.state === 'given' || choice.state === 'to-confirm') && choice.grants.length > 0;
    return permissionLine({
      title,
      channel: choice.channel,
      state: choiceWords(choice.state, choice.channel, title),
      since: html`${moment(choice.at, language)}${choice.form === '' ? nothing : html`, ${choice.form}`}`,
      words: choice.words,
      language: choice.language,
      withdraw: open ? () => withdraw(choice) : undefined,
      again:
        open && choice.state === 'to-confirm' && note === undefined ? () => again(choice.grants) : undefined,
      note,
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
      ${troubleNote(troubles.get('receipts'))}
      <div class="actions"><button type="button" @click=${forget}>${msg('Remove the list')}</button></div>
    </details>
  </div>`;
}

/** What this device can prove without anybody. */
function receiptsHere({
  level,
  config,
  language,
  receipts,
  receiptLines,
  download,
  troubles,
}: DeviceView): unknown {
  if (receipts.length === 0 || receiptLines === undefined) return nothing;
  const trouble = receipts.map(({ id }) => troubles.get(id)).find((one) => one !== undefined);
  return html`<div class="group">
    ${heading(level + 1, msg('Receipts on this device'))} ${troubleNote(trouble)}
    ${receiptLines({ config, language, receipts, place: 'device', download })}
  </div>`;
}
