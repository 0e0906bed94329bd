/** The panel's part about signing in: asking for a mail, using its link or its digits, signing out. */
import { html } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import { codeOf } from './readings.ts';
import { askForLink, problemWords, useLink } from './sign-in.ts';
import type { SignIn } from './sign-in.ts';
import { askLink, enterCode, wrongAddress } from './sign-in-acts.ts';
import { takeToken } from './sign-in-token.ts';

/** What of the element it works for. */
export interface SignInHost {
  readonly client: Client;
  readonly language: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
  requestUpdate(): void;
}

export class SignInPart {
  /** The visitor is signing out: no session has ended behind their back. */
  isLeaving = false;
  /** From the mailed link, until it is used. */
  #token: string | undefined;
  #state: SignIn = { name: 'idle' };
  readonly #host: SignInHost;

  constructor(host: SignInHost) {
    this.#host = host;
  }

  /** Takes the token of a mailed link out of the address. */
  take(): void {
    this.#token = takeToken() ?? this.#token;
    this.#host.requestUpdate();
  }

  render(level: number): unknown {
    if (this.#host.client.settings.transport === 'webhook') {
      return html`<p>
        ${msg('Signing in is not available on this site. Write to us to see what we hold about you.')}
      </p>`;
    }
    const state = this.#state;
    if (this.#token !== undefined) {
      const problem = state.name === 'problem' ? problemWords(state.problem) : undefined;
      return useLink(level, state.name === 'asking', problem, () => void this.#useToken());
    }
    return askForLink({
      level,
      state,
      submit: (event) => void this.#requestLink(event),
      enter: (event) => void this.#useCode(event),
      again: () => {
        this.#become({ name: 'idle' });
        void this.#host.focusOn('#address');
      },
    });
  }

  async signOut(): Promise<void> {
    this.isLeaving = true;
    try {
      await this.#host.client.session.signOut();
    } catch {
      // The token is gone from this page in any case, and runs out by itself.
    } finally {
      this.isLeaving = false;
    }
  }

  #become(state: SignIn): void {
    this.#state = state;
    this.#host.requestUpdate();
  }

  async #requestLink(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.#state.name === 'asking') return;
    const control = this.#host.renderRoot.querySelector<HTMLInputElement>('#address');
    if (control === null) return;
    const wrong = wrongAddress(control);
    if (wrong === undefined) {
      this.#become({ name: 'asking' });
      this.#become(await askLink(this.#host.client.session, control.value, this.#host.language));
    } else this.#become(wrong);
    await this.#host.focusOn(this.#state.name === 'asked' ? '[part=sign-in] .heading' : '#address');
  }

  async #useCode(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const state = this.#state;
    if (state.name !== 'asked' || state.isBusy === true) return;
    const entered = this.#host.renderRoot.querySelector<HTMLInputElement>('#code')?.value ?? '';
    this.#become({ ...state, isBusy: true });
    this.#become(await enterCode(this.#host.client.session, state.email, entered));
    if (this.#state.name === 'asked') await this.#host.focusOn('#code');
  }

  async #useToken(): Promise<void> {
    if (this.#token === undefined || this.#state.name === 'asking') return;
    this.#become({ name: 'asking' });
    try {
      await this.#host.client.session.signIn(this.#token);
      this.#token = undefined;
      this.#become({ name: 'idle' });
    } catch (cause) {
      const problem = codeOf(cause);
      // Only a lost connection leaves the link as good as it was.
      if (problem !== 'unreachable' && problem !== 'rate-limited') this.#token = undefined;
      this.#become({ name: 'problem', problem });
      this.#host.announce(problemWords(problem));
      await this.#host.focusOn(this.#token === undefined ? '#address' : '[part=sign-in] button');
    }
  }
}
