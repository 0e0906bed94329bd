/** The room of requests under rights: the queue, and one case after the other. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffRequests } from '../../client/staff/staff-requests.ts';
import type { RequestsAsked, StaffRequests } from '../../client/staff/staff-requests.ts';
import { StaffError } from '../../client/staff/staff-client.ts';
import { msg } from '../../locales/lit-localize.ts';
import type { StaffStep } from '../../protocol/request.schema.ts';
import type { RequestState } from '../../protocol/request.ts';
import type { ListedRequest, StaffRequest } from '../../protocol/staff-requests.ts';
import { REQUEST_KINDS } from '../../protocol/terms.ts';
import { failureOf } from '../base/failure.ts';
import { Room } from '../base/room.ts';
import { requestCase } from './request-case.ts';
import { findingWords, kindName } from './request-names.ts';
import { requestTable } from './request-table.ts';

const VIEWS = ['open', 'closed', 'all'] as const;

export class Requests extends Room {
  readonly id = 'requests';
  readonly area = 'requests-read';
  #asked: RequestsAsked = { view: 'open' };
  #found: readonly ListedRequest[] | undefined;
  #next: string | undefined;
  #case: StaffRequest | undefined;
  #step: RequestState | undefined;
  #isSending = false;

  override label(): string {
    return msg('Requests');
  }

  get #requests(): StaffRequests {
    return staffRequests(this.host.client);
  }

  override async open(rest: string): Promise<void> {
    this.#case = undefined;
    this.#step = undefined;
    if (rest === '') await this.attempt(() => this.#list());
    else {
      await this.attempt(async () => {
        this.#case = await this.#requests.read(rest);
      });
    }
    await this.host.focusOn('h1');
  }

  /** What was seen does not wait here for the next person at this computer. */
  override async leave(): Promise<void> {
    this.#found = undefined;
    this.#case = undefined;
    await super.leave();
  }

  async #list(): Promise<void> {
    const { requests, next } = await this.#requests.list(this.#asked);
    this.#found = requests;
    this.#next = next;
  }

  async #more(): Promise<void> {
    const { requests, next } = await this.#requests.list({ ...this.#asked, cursor: this.#next });
    this.#found = [...(this.#found ?? []), ...requests];
    this.#next = next;
  }

  async #show(asked: RequestsAsked): Promise<void> {
    this.#asked = asked;
    await this.attempt(() => this.#list());
  }

  #choose(to: RequestState | undefined): void {
    this.#step = to;
    this.host.requestUpdate();
    if (to !== undefined) void this.host.focusOn('#step h3');
  }

  /** Works on the case that is open; true where it went well. */
  async #work(done: string, work: (seen: StaffRequest) => Promise<StaffRequest>): Promise<boolean> {
    const seen = this.#case;
    // A second click while the first is on its way.
    if (seen === undefined || this.#isSending) return false;
    this.#isSending = true;
    this.failure = '';
    try {
      this.#case = await work(seen);
      this.#step = undefined;
      this.host.announce(done);
    } catch (error) {
      this.failure = failureOf(error, ({ code, found }) => findingWords(code, found));
      this.host.announce(this.failure);
      // What somebody else did meanwhile is shown; what was written here stays in its field.
      if (error instanceof StaffError && error.code === 'precondition-failed')
        this.#case = await this.#requests.read(seen.request).catch(() => seen);
    }
    this.#isSending = false;
    this.host.requestUpdate();
    await this.host.updateComplete;
    return this.failure === '';
  }

  async #take(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const to = this.#step;
    if (to === undefined) return;
    const step = stepIn(event.target as HTMLFormElement, to);
    if (await this.#work(msg('Done.'), (seen) => this.#requests.step(seen, step)))
      await this.host.focusOn('h1');
  }

  async #write(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const message = { words: textIn(data, 'words'), internal: data.get('internal') === 'on' };
    if (await this.#work(msg('Written.'), (seen) => this.#requests.write(seen, message))) form.reset();
  }

  async #lift(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const words = textIn(new FormData(event.target as HTMLFormElement), 'words');
    await this.#work(msg('Done.'), (seen) => this.#requests.lift(seen, words));
  }

  async #search(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const search = { system: textIn(data, 'system'), terms: textIn(data, 'terms') };
    if (await this.#work(msg('Noted.'), (seen) => this.#requests.noteSearch(seen, search))) form.reset();
  }

  override render(): TemplateResult {
    const { language } = this.host;
    return html`<div class="page stack">
      ${this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`}
      ${
        this.#case === undefined
          ? this.#queue(language)
          : requestCase({
              request: this.#case,
              language,
              step: this.#step,
              choose: (to) => this.#choose(to),
              take: (event) => void this.#take(event),
              write: (event) => void this.#write(event),
              search: (event) => void this.#search(event),
              lift: (event) => void this.#lift(event),
              finish: (task) => void this.#work(msg('Done.'), (seen) => this.#requests.finish(seen, task)),
            })
      }
    </div>`;
  }

  #queue(language: string): TemplateResult {
    const { view } = this.#asked;
    const names = { open: msg('open'), closed: msg('closed'), all: msg('all') };
    return html`<h1 tabindex="-1">${msg('Requests')}</h1>
      <div class="pair">
        <div class="field narrow">
          <label for="view">${msg('Show')}</label>
          <select
            id="view"
            @change=${({ target }: Event) =>
              void this.#show({
                ...this.#asked,
                view: VIEWS.find((one) => one === (target as HTMLSelectElement).value) ?? 'open',
              })}
          >
            ${VIEWS.map((one) => html`<option value=${one} ?selected=${one === view}>${names[one]}</option>`)}
          </select>
        </div>
        <div class="field narrow">
          <label for="kind">${msg('What')}</label>
          <select
            id="kind"
            @change=${({ target }: Event) =>
              void this.#show({
                ...this.#asked,
                kind: REQUEST_KINDS.find((kind) => kind === (target as HTMLSelectElement).value),
              })}
          >
            <option value="">${msg('everything')}</option>
            ${REQUEST_KINDS.map((kind) => html`<option value=${kind}>${kindName(kind)}</option>`)}
          </select>
        </div>
      </div>
      ${this.#found === undefined ? nothing : requestTable(this.#found, language)}
      ${
        this.#next === undefined
          ? nothing
          : html`<div class="row">
              <button type="button" @click=${() => void this.attempt(() => this.#more())}>
                ${msg('Show earlier ones')}
              </button>
            </div>`
      }`;
  }
}

function stepIn(form: HTMLFormElement, to: RequestState): StaffStep {
  const data = new FormData(form);
  // The list offers no other words.
  const code = textIn(data, 'code') as NonNullable<StaffStep['code']> | '';
  const withhold = data.getAll('withhold').map(String);
  return { to, words: textIn(data, 'words'), withhold, ...(code === '' ? {} : { code }) };
}

function textIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
