/** The way to the part about rights, which is loaded when somebody is signed in, or wants to ask for something. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { HeldRequest } from '../../protocol/me.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { heading } from '../base/heading.ts';
import type { RequestsHost, RequestsPart } from './requests-part.ts';

export class RightsDoor {
  readonly #host: RequestsHost;
  #part: RequestsPart | undefined;
  #loading: Promise<RequestsPart | undefined> | undefined;
  #hasFailed = false;

  constructor(host: RequestsHost) {
    this.#host = host;
  }

  /** `requests` undefined: nobody is signed in. */
  render(level: number, config: SiteConfig, requests: readonly HeldRequest[] | undefined): unknown {
    if (this.#host.client.settings.transport === 'webhook') return nothing;
    if (this.#part !== undefined) return this.#part.render(level, config, requests);
    if (requests !== undefined && !this.#hasFailed) void this.#load();
    return this.#closed(level, requests !== undefined);
  }

  /** Opens the form, with something chosen. */
  async ask(kind: RequestKind | undefined): Promise<void> {
    await (await this.#load())?.ask(kind);
  }

  #closed(level: number, isSignedIn: boolean): TemplateResult {
    return html`<section class="part" part="rights" aria-labelledby="requests">
      ${heading(level, isSignedIn ? msg('Your requests') : msg('Ask without signing in'), { id: 'requests' })}
      ${
        this.#hasFailed
          ? html`<p><strong>${msg('This part could not be loaded. Try again, or write to us.')}</strong></p>`
          : isSignedIn
            ? html`<p class="muted">${msg('Your data is loading…')}</p>`
            : html`<p>
                ${msg('You have rights over your data, and you can complain. You get a reference and a date at once.')}
              </p>`
      }
      ${
        isSignedIn && !this.#hasFailed
          ? nothing
          : html`<button type="button" id="ask" @click=${() => void this.ask(undefined)}>
              ${isSignedIn ? msg('Try again') : msg('Ask or complain')}
            </button>`
      }
    </section>`;
  }

  async #load(): Promise<RequestsPart | undefined> {
    this.#loading ??= this.#loadOnce();
    const part = await this.#loading;
    if (part === undefined) this.#loading = undefined;
    return part;
  }

  async #loadOnce(): Promise<RequestsPart | undefined> {
    const chunk = await import('./requests-part.ts').catch(() => undefined);
    this.#hasFailed = chunk === undefined;
    if (chunk !== undefined) this.#part = new chunk.RequestsPart(this.#host);
    this.#host.requestUpdate();
    return this.#part;
  }
}
