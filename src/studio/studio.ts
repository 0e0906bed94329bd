/** `<sx-studio>`: the people who run a site sign in here, and find everything that is theirs to do. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { createStaffClient } from '../client/staff/staff-client.ts';
import type { StaffClient } from '../client/staff/staff-client.ts';

import { msg } from '../locales/lit-localize.ts';
import { mayEnter } from '../protocol/staff-access.ts';
import type { StaffSession } from '../protocol/staff.schema.ts';
import { StudioElement } from './base/element.ts';
import { failureOf } from './base/failure.ts';
import type { Room } from './base/room.ts';
import { Account } from './account/account.ts';
import { needsPasskey, PasskeyDoor } from './account/passkey-door.ts';
import { FormsDesk } from './forms/forms-desk.ts';
import { Library } from './library/library.ts';
import { libraryStyles } from './library/library.styles.ts';
import { Look } from './look/look.ts';
import { lookStyles } from './look/look.styles.ts';
import { People } from './people/people.ts';
import { peopleStyles } from './people/people.styles.ts';
import { Submissions } from './submissions/submissions.ts';
import { Correspondences } from './correspondence/correspondences.ts';
import { Requests } from './requests/requests.ts';
import { recordStyles } from './submissions/records.styles.ts';
import { Entrance } from './entrance.ts';
import { studioStyles } from './studio.styles.ts';

/**
 * @summary The studio of a site: forms are built, checked and published here.
 */
export class SxStudioElement extends StudioElement {
  static override styles: CSSResultGroup = [
    StudioElement.styles,
    studioStyles,
    libraryStyles,
    lookStyles,
    recordStyles,
    peopleStyles,
  ];
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
  readonly #rooms: readonly [Room, ...Room[]] = [
    new FormsDesk(this),
    new Library(this),
    new Look(this),
    new Submissions(this),
    new Correspondences(this),
    new Requests(this),
    new People(this),
    new Account(this),
  ];
  readonly #door = new PasskeyDoor(this);
  #room: Room = this.#rooms[0];
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
    const { session } = this.client;
    if (session === undefined) return;
    const [, id, rest = ''] = /^#\/([a-z]+)(?:\/(.*))?$/.exec(location.hash) ?? [];
    const room = this.#roomsOf(session).find((one) => one.id === id) ?? this.#rooms[0];
    if (room !== this.#room) await this.#room.leave();
    this.#room = room;
    if (needsPasskey(room, session)) {
      this.requestUpdate();
      await this.focusOn('h1');
    } else await room.open(rest);
  }

  #roomsOf({ roles }: StaffSession): Room[] {
    return this.#rooms.filter(({ area }) => mayEnter(area, roles));
  }

  /** @internal Somebody has just come in, or has shown a passkey. */
  async welcome(): Promise<void> {
    this.failure = '';
    await this.#follow();
  }

  override render(): TemplateResult {
    const { session } = this.client;
    if (this.isResuming) return this.frame(html`<p class="center muted">${msg('Loading…')}</p>`);
    if (session === undefined && !this.#room.isBusy)
      return this.frame(this.#entrance.render(this.failure), 'outside');
    const isShut = session !== undefined && needsPasskey(this.#room, session);
    return this.frame(
      html`${this.#bar(session)} ${session === undefined ? this.#entrance.renderAgain() : nothing}
        <main>${isShut ? this.#door.render(session) : this.#room.render()}</main>`,
      'inside',
    );
  }

  #bar(session: StaffSession | undefined): TemplateResult {
    const { title } = this.#room;
    const rooms = session === undefined ? [] : this.#roomsOf(session);
    return html`<header class="bar">
      <a class="brand" href="#/forms">${msg('Studio')}</a>
      <nav class="row grow" aria-label=${msg('Studio')}>
        ${rooms.filter(({ id }) => id !== 'account').map((room) => this.#way(room, room.label()))}
      </nav>
      ${title === '' ? nothing : html`<h1 class="small" dir="auto">${title}</h1>`}
      ${
        session === undefined
          ? nothing
          : html`${rooms.filter(({ id }) => id === 'account').map((room) => this.#way(room, session.person.name))}
              <button type="button" class="quiet" @click=${() => void this.#leave()}>
                ${msg('Sign out')}
              </button>`
      }
    </header>`;
  }

  #way(room: Room, label: string): TemplateResult {
    const isHere = room === this.#room && room.title === '';
    return html`<a href="#/${room.id}" aria-current=${isHere ? 'page' : nothing}>${label}</a>`;
  }

  async #leave(): Promise<void> {
    try {
      await this.#room.leave();
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
