/** Templates of everything this site keeps on this device, and of clearing it (P-14, P-06). */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { heading } from '../base/heading.ts';
import { doneIcon } from '../base/icons.ts';
import { keptLines } from '../base/kept-lines.ts';
import type { DeviceView } from './on-this-device.ts';
import { troubleNote } from './trouble.ts';

/** 'asked': the visitor is asked once. 'done' until something is kept again. */
export type Clearing = 'none' | 'asked' | 'under-way' | 'done';

/** Whether this device, or this page alone, holds anything at all. */
export function isAnythingKept({ waiting, expired, unreadable, kept, choices }: DeviceView): boolean {
  if (waiting.length + expired.length + unreadable.length + choices.length > 0) return true;
  return kept === undefined || kept.length > 0;
}

export function keptHere(view: DeviceView): TemplateResult {
  const { level, clearing, askToClear, kept, heldInPage, language } = view;
  return html`<div class="group kept" part="kept">
    ${heading(level + 1, msg('What is kept here, and why'))} ${keptLines(kept ?? [], heldInPage, language)}
    ${
      clearing === 'asked' || clearing === 'under-way'
        ? question(view)
        : html`<div class="actions">
            <button type="button" id="clear" @click=${askToClear}>
              ${msg('Clear everything on this device')}
            </button>
          </div>`
    }
  </div>`;
}

export function clearedNote(): TemplateResult {
  return html`<p class="note success with-icon">${doneIcon}<span>${clearedWords()}</span></p>`;
}

export function clearedWords(): string {
  return msg('Cleared. Nothing of yours is kept on this device.');
}

function question(view: DeviceView): TemplateResult {
  const { level, waiting, unreadable, troubles, clear, keep } = view;
  const unsent = waiting.length + unreadable.length;
  return html`<div class="note danger" part="clear">
    ${heading(level + 2, msg('Clear everything on this device?'), { id: 'clear-question' })}
    <p>
      ${msg('What you have sent stays as it is. To withdraw later, sign in or write to us: the receipts go with the rest.')}
    </p>
    ${troubleNote(troubles.get('device'))}
    <div class="actions">
      <button type="button" @click=${keep}>${msg('Keep everything')}</button>
      <button type="button" id="clear-now" @click=${clear}>
        ${unsent === 0 ? msg('Clear') : msg(str`Give up ${unsent} not sent and clear`)}
      </button>
    </div>
  </div>`;
}
