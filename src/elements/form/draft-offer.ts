/** The offer to keep answers on this device: a choice, and a plain word about who else may read them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg, str } from '../../locales/lit-localize.ts';
import type { KeepingState } from './draft-keeping.ts';

export function draftOffer(
  days: number,
  state: KeepingState,
  choose: (keep: boolean) => void,
): TemplateResult {
  const isOn = state === 'pending' || state === 'kept';
  return html`<div class="field keep-draft" part="draft">
    <label class="choice" part="choice" for="keep-draft">
      <input
        part="checkbox"
        type="checkbox"
        id="keep-draft"
        autocomplete="off"
        aria-describedby="keep-draft-about"
        .checked=${live(isOn)}
        @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
      />
      <span class="words">${msg('Keep my answers on this device')}</span>
    </label>
    <p class="hint" id="keep-draft-about">
      ${days === 1 ? msg('For one day.') : msg(str`For ${days} days.`)}
      ${msg('Leave this empty on a device you share. Files and choices about news are not kept.')}
      ${state === 'kept' ? html`<strong>${msg('Saved on this device.')}</strong>` : nothing}
      ${state === 'failed' ? html`<strong>${msg('This browser could not save them.')}</strong>` : nothing}
      ${
        state === 'stuck'
          ? html`<strong
              >${msg('This browser could not delete them. Clear the data of this site in its settings.')}</strong
            >`
          : nothing
      }
    </p>
  </div>`;
}
