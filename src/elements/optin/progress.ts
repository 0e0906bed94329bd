/** What becomes of a choice, in words, and the templates that say it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { PageReason } from '../../client/outbox-entry.ts';
import type { Receipt } from '../../protocol/receipt.ts';
import { doneIcon, waitingIcon } from '../base/icons.ts';
import { newTabLink } from '../base/links.ts';
import { notSentWords, reference } from '../base/words.ts';

/** Why the box is still there although the form was sent. */
export type Trouble = 'no-address' | 'failed' | 'refused';

/** What was ticked is kept, and what the backend said to it. */
export interface Kept {
  operation: string;
  /** Why it stands in this page alone. */
  pageReason: PageReason | undefined;
  /** It has been waiting for a while. */
  isWaiting: boolean;
  receipt: Receipt | undefined;
}

export function troubleWords(trouble: Trouble): string {
  switch (trouble) {
    case 'no-address':
      return msg('Enter your email address in this form, or untick the box.');
    case 'failed':
      return msg('Your choice could not be saved. Send the form again to try once more, or untick the box.');
    case 'refused':
      return msg('Your choice was not accepted. Tick the box and send the form again if you still want it.');
  }
}

export function keptWords({ receipt, isWaiting, pageReason }: Kept): string {
  if (receipt?.notCounted === true)
    return msg('Your choice reached us too late to count. Send the form again if you still want it.');
  if (receipt?.confirmByMail === true)
    return msg('Confirm your choice in your inbox; it counts only then. The email may take a few minutes.');
  if (receipt !== undefined) return msg('Your choice has been received.');
  if (isWaiting || pageReason !== undefined) return notSentWords(pageReason);
  return msg('Not sent yet. Saved on this device; we are sending it now.');
}

/** In place of the box: a tick that is saved cannot be taken back by moving the box. */
export function keptPanel(kept: Kept, myDataAddress: string): TemplateResult {
  const isDone = kept.receipt !== undefined;
  return html`<div class="note ${isDone ? 'success' : 'waiting'}" part="kept">
    <p class="with-icon">${isDone ? doneIcon : waitingIcon}<strong>${keptWords(kept)}</strong></p>
    ${
      isDone
        ? html`<p>
            ${msg('Your reference:')} <strong class="reference">${reference(kept.operation)}</strong>
          </p>`
        : nothing
    }
    <p>${msg('See what we hold and change your choices:')} ${newTabLink(myDataAddress, msg('My data'))}</p>
  </div>`;
}
