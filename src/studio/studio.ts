/** `<sx-studio>`: the people who run a site sign in here, and find everything that is theirs to do. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { createStaffClient } from '../client/staff/staff-client.ts';
import type { StaffClient } from '../client/staff/staff-client.ts';
import { msg } from '../locales/lit-localize.ts';
import { StudioElement } from './base/element.ts';
import { failureOf } from './base/failure.ts';
import { FormsDesk } from './forms/forms-desk.ts';
import { Entrance } from './entrance.ts';
import { studioStyles } from './studio.styles.ts';

export type Room = 'forms';

/**
 * @summary The studio of a site: forms are built, checked and published here.
 */
export class SxStudioElement extends StudioElement {
  static override styles: CSSResultGroup = [StudioElement.styles, studioStyles];
  static override properties: PropertyDeclarations = {
    site: { type: String },
    endpoint: { type: String },
    isResuming: { state: true },
    failure: { state: true },
  };

  /** The site that is worked on. */
  declare site: string;
  /** The backend's address; default: this page's own origin. */
  declare endpoint: string;
  declare private isResuming: boolean;
  declare private failure: string;

  #client: StaffClient | undefined;
  readonly #entrance = new Entrance(this);
  readonly #forms = new FormsDesk(this);
  #unsubscribe: (() => void) | undefined;
  #listening: AbortController | undefined;

  constructor() {
    super();
    this.site = '';
    this.endpoint = '';
    this.isResuming = true;
    this.failure = '';
  }

  /** @internal */
  get client(): StaffClient {
    this.#client ??= createStaffClient(this.endpoint, this.site);
    return this.#client;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.client.subscribe(() => this.requestUpdate());
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    window.addEventListener('hashchange', () => void this.#follow(), { signal });
    void this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#listening?.abort();
  }

  /** By the mailed link, else by the session of an earlier page. */
  async #enter(): Promise<void> {
    try {
      if (!(await this.#entrance.takeLink())) await this.client.resume();
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.isResuming = false;
    await this.#follow();
  }

  /** Shows what the address says. */
  async #follow(): Promise<void> {
    if (this.client.session === undefined) return;
    await this.#forms.open(/^#\/forms\/([a-z0-9-]+)$/.exec(location.hash)?.[1]);
  }

  /** @internal Somebody has just come in. */
  async welcome(): Promise<void> {
    this.failure = '';
    await this.#follow();
  }

  override render(): TemplateResult {
    const { session } = this.client;
    if (this.isResuming) return this.frame(html`<p class="center muted">${msg('Loading…')}</p>`);
    if (session === undefined && !this.#forms.isBusy)
      return this.frame(this.#entrance.render(this.failure), 'outside');
    return this.frame(
      html`<header class="bar">
          <a class="brand" href="#/forms">${msg('Studio')}</a>
          <nav class="row grow" aria-label=${msg('Studio')}>
            <a href="#/forms" aria-current=${this.#forms.form === undefined ? 'page' : nothing}
              >${msg('Forms')}</a
            >
          </nav>
          ${this.#forms.title === '' ? nothing : html`<h1 class="small" dir="auto">${this.#forms.title}</h1>`}
          ${
            session === undefined
              ? nothing
              : html`<span class="muted">${session.person.name}</span>
                  <button type="button" class="quiet" @click=${() => void this.#leave()}>
                    ${msg('Sign out')}
                  </button>`
          }
        </header>
        ${session === undefined ? this.#entrance.renderAgain() : nothing}
        <main>${this.#forms.render()}</main>`,
      'inside',
    );
  }

  async #leave(): Promise<void> {
    try {
      await this.#forms.leave();
      await this.client.signOut();
    } catch (error) {
      this.failure = failureOf(error);
      this.announce(this.failure);
    }
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sx-studio': SxStudioElement;
  }
}
