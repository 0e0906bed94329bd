/**
 * The panel's part about rights: asking, with or without a session, and everything that comes of it. A chunk of its own.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { HeldRequest } from '../../protocol/me.ts';
import type { Receipt } from '../../protocol/receipt.ts';
import type { RequestState } from '../../protocol/request.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { dayWords } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { addStyles } from '../base/late-styles.ts';
import { saveFile } from '../base/save-file.ts';
import { notSentWords } from '../base/words.ts';
import { requestForm } from './request-form.ts';
import type { RequestField } from './request-form.ts';
import { requestLines } from './request-lines.ts';
import { receivedWords } from './request-words.ts';
import { requestStyles } from './requests.styles.ts';
import { wrongAddress } from './sign-in-acts.ts';
import { problemWords } from './sign-in.ts';
import { codeOf } from './readings.ts';

/** What of the element it works for. */
export interface RequestsHost {
  readonly client: Client;
  readonly language: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly waiting: readonly OutboxEntry[];
  /** On this device. */
  readonly receipts: readonly Receipt[];
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
  requestUpdate(): void;
  readDevice(): Promise<void>;
}

/** Nobody can know what is meant without a word. */
const NEEDS_WORDS: readonly (RequestKind | undefined)[] = ['complaint', 'rectification'];

export class RequestsPart {
  readonly #host: RequestsHost;
  #isAsking = false;
  #kind: RequestKind | undefined;
  #errors = new Map<RequestField, string>();
  #isBusy = false;
  /** The operation that was made here last. */
  #made: string | undefined;
  readonly #fetched = new Map<string, string>();

  constructor(host: RequestsHost) {
    this.#host = host;
    addStyles(host.renderRoot, [requestStyles]);
  }

  /** `requests` undefined: nobody is signed in. */
  render(level: number, config: SiteConfig, requests: readonly HeldRequest[] | undefined): TemplateResult {
    const { language, waiting, client } = this.#host;
    const isSignedIn = requests !== undefined;
    return html`<section class="part" part="rights" aria-labelledby="requests">
      ${heading(level, isSignedIn ? msg('Your requests') : msg('Ask without signing in'), { id: 'requests' })}
      ${
        isSignedIn
          ? requestLines({
              ...{ language, requests, waiting },
              subject: client.session.current()?.subject,
              step: (request, to) => void this.#step(request, to),
              fetchCopy: (request) => void this.#fetchCopy(request),
              fetched: this.#fetched,
            })
          : html`<p>
              ${msg('You have rights over your data, and you can complain. You get a reference and a date at once.')}
            </p>`
      }
      ${this.#outcome(isSignedIn)}
      ${
        this.#isAsking
          ? requestForm({
              ...{ config, language, isSignedIn, kind: this.#kind, errors: this.#errors },
              choose: (kind) => {
                this.#kind = kind;
                this.#host.requestUpdate();
              },
              submit: (event) => void this.#send(event, isSignedIn),
              cancel: () => void this.#close('#ask'),
              letter: () => void this.#letter(config),
            })
          : html`<button type="button" id="ask" @click=${() => void this.ask(undefined)}>
              ${isSignedIn ? msg('Ask for something') : msg('Ask or complain')}
            </button>`
      }
    </section>`;
  }

  /** Opens the form, with something chosen. */
  async ask(kind: RequestKind | undefined): Promise<void> {
    this.#isAsking = true;
    this.#made = undefined;
    this.#kind = kind;
    this.#errors = new Map();
    this.#host.requestUpdate();
    await this.#host.focusOn('[part~=request-form] input');
  }

  /** What became of the last one; in a session the list says it. */
  #outcome(isSignedIn: boolean): unknown {
    if (this.#made === undefined || isSignedIn) return nothing;
    const { receipts, waiting, language } = this.#host;
    const request = receipts.find(({ id }) => id === this.#made)?.statement.request;
    if (request !== undefined) {
      const due = request.dueOn === undefined || request.kind === 'complaint' ? undefined : dayWords(request.dueOn, language); // prettier-ignore
      return html`<div class="note success" part="asked">
        <p><strong>${receivedWords(request.reference, due)}</strong></p>
        <p>${msg('An email with it is on its way to you.')}</p>
      </div>`;
    }
    const entry = waiting.find(({ operation }) => operation.id === this.#made);
    if (entry === undefined) return nothing;
    return html`<div class="note waiting" part="asked">
      <p>
        ${entry.refusal === undefined ? notSentWords(entry.pageReason) : msg('Not sent: it was not accepted.')}
      </p>
    </div>`;
  }

  async #close(selector: string): Promise<void> {
    this.#isAsking = false;
    this.#host.requestUpdate();
    await this.#host.focusOn(selector);
  }

  #value(id: string): string {
    const control = this.#host.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`);
    return control?.value.trim() ?? '';
  }

  async #send(event: SubmitEvent, isSignedIn: boolean): Promise<void> {
    event.preventDefault();
    const { client, language } = this.#host;
    const kind = this.#kind;
    this.#errors = this.#wrong(isSignedIn);
    this.#host.requestUpdate();
    const [first] = this.#errors;
    if (first !== undefined || kind === undefined) {
      this.#host.announce([...this.#errors.values()].join(' '));
      await this.#host.focusOn(
        first?.[0] === 'kind' ? '[name=request-kind]' : `#request-${first?.[0] ?? 'words'}`,
      );
      return;
    }
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const words = this.#value('request-words');
      const name = this.#value('request-name');
      const contact = { email: this.#value('request-email'), ...(name === '' ? {} : { name }) };
      const { id } = await client.request({ kind, words, language, ...(isSignedIn ? {} : { contact }) });
      this.#made = id;
      await this.#host.readDevice();
      this.#host.announce(msg('Saved on this device; it is not sent yet.'));
      await this.#close('#requests');
    } finally {
      this.#isBusy = false;
    }
  }

  #wrong(isSignedIn: boolean): Map<RequestField, string> {
    const errors = new Map<RequestField, string>();
    if (this.#kind === undefined) errors.set('kind', msg('Choose what you ask for'));
    if (NEEDS_WORDS.includes(this.#kind) && this.#value('request-words') === '')
      errors.set('words', msg('Write what it is about'));
    const control = this.#host.renderRoot.querySelector<HTMLInputElement>('#request-email');
    const wrong = isSignedIn || control === null ? undefined : wrongAddress(control);
    if (wrong?.name === 'problem') errors.set('email', problemWords(wrong.problem));
    return errors;
  }

  async #step(request: HeldRequest, to: RequestState | undefined): Promise<void> {
    const { client } = this.#host;
    const { request: id } = request;
    const words = this.#value(`reply-${id}`);
    const needsWords = to === undefined || (to === 'in-progress' && request.state === 'clarification-needed');
    if (needsWords && words === '') {
      this.#host.announce(msg('Write your message first'));
      await this.#host.focusOn(`[id="reply-${id}"]`);
      return;
    }
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await client.stepRequest({ request: id, words, ...(to === undefined ? {} : { to }) });
      await this.#host.readDevice();
      this.#host.announce(msg('Saved on this device; it is not sent yet.'));
      await this.#host.focusOn(`[id="request-${id}"]`);
    } finally {
      this.#isBusy = false;
    }
  }

  async #fetchCopy({ request, reference }: HeldRequest): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#say(request, msg('The copy is being made…'));
    try {
      const content = await this.#host.client.session.fetchCopy(request);
      saveFile({ name: `${reference}.zip`, content });
      this.#say(request, msg('Downloaded. Open “index.html” in it to read everything.'));
      await this.#host.readDevice();
    } catch (cause) {
      const code = codeOf(cause);
      this.#say(
        request,
        code === 'link-expired'
          ? msg('It was made often enough. Write to us, and you get it again.')
          : problemWords(code),
      );
    } finally {
      this.#isBusy = false;
    }
  }

  #say(request: string, words: string): void {
    this.#fetched.set(request, words);
    this.#host.announce(words);
    this.#host.requestUpdate();
  }

  async #letter(config: SiteConfig): Promise<void> {
    const { letterFile } = await import('./letter-file.ts');
    const given = {
      kind: this.#kind ?? ('complaint' as const),
      words: this.#value('request-words'),
      name: this.#value('request-name'),
      email: this.#value('request-email'),
    };
    saveFile(letterFile(given, config, this.#host.language));
  }
}
