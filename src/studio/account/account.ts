/** Who is signed in, as what, and the passkeys that vouch for them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffPasskeys } from '../../client/staff/passkeys.ts';
import { moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { Passkey, StaffSession } from '../../protocol/staff.schema.ts';
import { roleName } from '../people/role-words.ts';
import { Room } from '../base/room.ts';
import { passkeyFailure } from './passkey-words.ts';

export class Account extends Room {
  readonly id = 'account';
  readonly area = 'own-session';
  #passkeys: readonly Passkey[] | undefined;

  override label(): string {
    return msg('My account');
  }

  override async open(): Promise<void> {
    if (this.host.client.session?.passkey !== 'off')
      await this.attempt(async () => {
        this.#passkeys = await staffPasskeys(this.host.client).list();
      });
    this.host.requestUpdate();
    await this.host.focusOn('h1');
  }

  async #make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('name') as HTMLInputElement;
    const name = field.value.trim();
    if (name === '') {
      field.setAttribute('aria-invalid', 'true');
      field.focus();
      return;
    }
    field.removeAttribute('aria-invalid');
    if (await this.#change(() => staffPasskeys(this.host.client).make(name))) field.value = '';
  }

  async #change(work: () => Promise<void>): Promise<boolean> {
    this.failure = '';
    try {
      await work();
      this.#passkeys = await staffPasskeys(this.host.client).list();
    } catch (error) {
      this.failure = passkeyFailure(error);
      this.host.announce(this.failure);
    }
    this.host.requestUpdate();
    return this.failure === '';
  }

  override render(): TemplateResult {
    const { session } = this.host.client;
    if (session === undefined) return html``;
    return html`<div class="page stack">
      <h1 tabindex="-1">${session.person.name}</h1>
      ${this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`}
      <p>
        <span class="muted">${session.person.email}</span>
        ${session.roles.map((role) => html`<span class="badge">${roleName(role)}</span> `)}
      </p>
      ${
        session.passkey === 'off'
          ? html`<p class="hint">${msg('This installation asks for no passkeys.')}</p>`
          : this.#passkeyList(session)
      }
    </div>`;
  }

  #passkeyList({ passkey }: StaffSession): TemplateResult {
    const { language } = this.host;
    return html`<section class="card stack">
      <h2>${msg('Passkeys')}</h2>
      <p class="hint">${msg('They open what visitors told you. Have two: one may be lost.')}</p>
      ${
        this.#passkeys === undefined || this.#passkeys.length === 0
          ? nothing
          : html`<ul class="stack">
              ${this.#passkeys.map(
                ({ credential, name, addedAt, usedAt }) =>
                  html`<li class="row">
                    <span class="grow"
                      ><strong dir="auto">${name}</strong>
                      <span class="small muted">
                        ${msg('added')}
                        ${moment(addedAt, language)}${
                          usedAt === undefined
                            ? nothing
                            : html`, ${msg('last used')} ${moment(usedAt, language)}`
                        }</span
                      ></span
                    >
                    <button
                      type="button"
                      aria-label=${msg(str`Remove the passkey ${name}`)}
                      @click=${() =>
                        void this.#change(() => staffPasskeys(this.host.client).remove(credential))}
                    >
                      ${msg('Remove')}
                    </button>
                  </li>`,
              )}
            </ul>`
      }
      ${
        passkey === 'needed'
          ? html`<div class="row">
              <button
                type="button"
                @click=${() => void this.#change(() => staffPasskeys(this.host.client).show())}
              >
                ${msg('Show passkey')}
              </button>
              <span class="hint">${msg('Before you add or remove one.')}</span>
            </div>`
          : html`<form class="row end" novalidate @submit=${(event: SubmitEvent) => void this.#make(event)}>
              <div class="field">
                <label for="passkey-name">${msg('Name of the new passkey')}</label>
                <input
                  id="passkey-name"
                  name="name"
                  maxlength="120"
                  autocomplete="off"
                  placeholder=${msg('Laptop')}
                />
              </div>
              <button>${msg('Add a passkey')}</button>
            </form>`
      }
    </section>`;
  }
}
