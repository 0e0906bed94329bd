/** The two choices about this device: to keep answers on it, or to keep nothing on it at all. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg, str } from '../../locales/lit-localize.ts';
import type { KeepingState } from './draft-keeping.ts';

interface Choice {
  id: string;
  part: string;
  isOn: boolean;
  words: string;
  about: unknown;
  choose: (isOn: boolean) => void;
}

function choice({ id, part, isOn, words, about, choose }: Choice): TemplateResult {
  return html`<div class="field keep-draft" part=${part}>
    <label class="choice" part="choice" for=${id}>
      <input
        part="checkbox"
        type="checkbox"
        id=${id}
        autocomplete="off"
        aria-describedby="${id}-about"
        .checked=${live(isOn)}
        @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
      />
      <span class="words">${words}</span>
    </label>
    <p class="hint" id="${id}-about">${about}</p>
  </div>`;
}

export function draftOffer(
  days: number,
  state: KeepingState,
  choose: (keep: boolean) => void,
): TemplateResult {
  return choice({
    id: 'keep-draft',
    part: 'draft',
    isOn: state === 'pending' || state === 'kept',
    words: msg('Keep my answers on this device'),
    about: html`${days === 1 ? msg('For one day.') : msg(str`For ${days} days.`)}
    ${msg('Leave this empty on a device you share. Files and choices about news are not kept.')}
    ${state === 'kept' ? html`<strong>${msg('Saved on this device.')}</strong>` : nothing}
    ${state === 'failed' ? html`<strong>${msg('This browser could not save them.')}</strong>` : nothing}
    ${
      state === 'stuck'
        ? html`<strong
            >${msg('This browser could not delete them. Clear the data of this site in its settings.')}</strong
          >`
        : nothing
    }`,
    choose,
  });
}

export function sharedOffer(isOn: boolean, choose: (isShared: boolean) => void): TemplateResult {
  return choice({
    id: 'shared-device',
    part: 'shared',
    isOn,
    words: msg('This is a shared device: keep nothing on it'),
    about: msg('Keep the page open until it is sent. Afterwards nothing of it is left here.'),
    choose,
  });
}

/** The site's own word that strangers share this device; nobody can choose otherwise. */
export function sharedNote(): TemplateResult {
  return html`<p class="hint" part="shared">
    ${msg('This is a shared device: nothing is kept on it. Keep the page open until it is sent.')}
  </p>`;
}
