/** Signing in: an address, a mailed link; the link brings people back here with its token in the fragment. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../locales/lit-localize.ts';
import { failureOf } from './base/failure.ts';
import type { SxStudioElement } from './studio.ts';

export class Entrance {
  readonly #host: SxStudioElement;
  #isSent = false;
  #failure = '';

  constructor(host: SxStudioElement) {
    this.#host = host;
  }

  /** True when the address held the token of a link; it is taken out of the address and of the history. */
  async takeLink(): Promise<boolean> {
    const token = /^#sign-in=([\w-]+)$/.exec(location.hash)?.[1];
    if (token === undefined) return false;
    history.replaceState(null, '', `${location.pathname}${location.search}`);
    await this.#host.client.signIn(token);
    return true;
  }

  async #ask(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const host = this.#host;
    const field = (event.target as HTMLFormElement).elements.namedItem('email') as HTMLInputElement;
    if (field.value.trim() === '') {
      field.setAttribute('aria-invalid', 'true');
      field.focus();
      return;
    }
    try {
      await host.client.requestLink(field.value.trim(), host.language);
      this.#isSent = true;
      this.#failure = '';
      host.announce(this.#sentWords());
    } catch (error) {
      this.#failure = failureOf(error);
    }
    host.requestUpdate();
  }

  #sentWords(): string {
    return msg('If this address may work here, a link is on its way to it. It works once, for 15 minutes.');
  }

  render(failure: string): TemplateResult {
    const words = this.#failure === '' ? failure : this.#failure;
    return html`<main class="entrance card stack">
      <h1>${msg('Sign in to the studio')}</h1>
      ${words === '' ? nothing : html`<p class="note danger" role="alert">${words}</p>`}
      ${
        this.#isSent
          ? html`<p class="note">${this.#sentWords()}</p>`
          : html`<p>${msg('We send you a link. There is no password to remember, or to lose.')}</p>`
      }
      ${this.#form()}
    </main>`;
  }

  /** Beside work that goes on: the session has ended. */
  renderAgain(): TemplateResult {
    return html`<aside class="note warning again">
      <p>${msg('You are signed out. Your work is kept on this device. Sign in again to save it.')}</p>
      ${this.#isSent ? html`<p>${this.#sentWords()}</p>` : nothing} ${this.#form()}
      <button
        type="button"
        @click=${() => {
          void this.#host.client.resume().then((session) => session && this.#host.welcome());
        }}
      >
        ${msg('I have signed in in another tab')}
      </button>
    </aside>`;
  }

  #form(): TemplateResult {
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.#ask(event)}>
      <div class="field">
        <label for="email">${msg('Your email address')}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          spellcheck="false"
          autocapitalize="none"
        />
      </div>
      <button class="primary">${this.#isSent ? msg('Send another link') : msg('Send me a link')}</button>
    </form>`;
  }
}
