/** Before rooms that hold what visitors told: a passkey is shown, or the first one is made (S-10). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffPasskeys } from '../../client/staff/passkeys.ts';
import { msg } from '../../locales/lit-localize.ts';
import { AREAS } from '../../protocol/staff-access.ts';
import type { StaffSession } from '../../protocol/staff.schema.ts';
import type { Room } from '../base/room.ts';
import type { SxStudioElement } from '../studio.ts';
import { passkeyFailure } from './passkey-words.ts';

export function needsPasskey({ area }: Room, { passkey }: StaffSession): boolean {
  return AREAS[area].isPersonal && (passkey === 'needed' || passkey === 'missing');
}

export class PasskeyDoor {
  readonly #host: SxStudioElement;
  #failure = '';
  #isAsking = false;

  constructor(host: SxStudioElement) {
    this.#host = host;
  }

  async #open(isNew: boolean): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#failure = '';
    try {
      const passkeys = staffPasskeys(this.#host.client);
      await (isNew ? passkeys.make(msg('Passkey')) : passkeys.show());
      await this.#host.welcome();
    } catch (error) {
      this.#failure = passkeyFailure(error);
      this.#host.announce(this.#failure);
    }
    this.#isAsking = false;
    this.#host.requestUpdate();
  }

  render({ passkey }: StaffSession): TemplateResult {
    const isNew = passkey === 'missing';
    return html`<div class="page">
      <section class="card stack door">
        <h1 tabindex="-1">${isNew ? msg('Make a passkey') : msg('Show your passkey')}</h1>
        <p>
          ${
            isNew
              ? msg(
                  'Beyond this point is what visitors told you. A mailed link alone does not open it: this device, or a key you carry, vouches for you as well.',
                )
              : msg('Beyond this point is what visitors told you. Your device or your key vouches for you.')
          }
        </p>
        ${this.#failure === '' ? nothing : html`<p class="note danger" role="alert">${this.#failure}</p>`}
        <div class="row">
          <button type="button" class="primary" @click=${() => void this.#open(isNew)}>
            ${isNew ? msg('Make a passkey') : msg('Show passkey')}
          </button>
        </div>
        ${
          isNew
            ? nothing
            : html`<p class="hint">
                ${msg('Lost it? Somebody who administers this site can take your passkeys away; then you make a new one.')}
              </p>`
        }
      </section>
    </div>`;
  }
}
