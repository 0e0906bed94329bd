/** The room of correspondence that did not come by a form: entered here, and read again (S-03, S-29). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { StaffError } from '../../client/staff/staff-client.ts';
import { staffRecords } from '../../client/staff/staff-records.ts';
import { msg } from '../../locales/lit-localize.ts';
import type { Correspondence, CorrespondenceKind } from '../../protocol/correspondence.schema.ts';
import { uuidv7 } from '../../protocol/uuid.ts';
import { failureOf } from '../base/failure.ts';
import { Room } from '../base/room.ts';
import { correspondenceList } from './correspondence-list.ts';
import { KINDS, correspondenceKindName } from './correspondence-words.ts';
import { entryForm } from './entry-form.ts';
import type { Entered } from './entry-form.ts';

export class Correspondences extends Room {
  readonly id = 'correspondence';
  readonly area = 'correspondence-read';
  #kind: CorrespondenceKind | undefined;
  #found: readonly Correspondence[] | undefined;
  #next: string | undefined;
  #problems: Readonly<Partial<Record<string, string>>> = {};
  /** What is under way: the same words sent again are the same entry. */
  #underWay: { id: string; words: string } | undefined;
  #isSending = false;

  override label(): string {
    return msg('Correspondence');
  }

  override async open(): Promise<void> {
    await this.attempt(() => this.#list());
    await this.host.focusOn('h1');
  }

  /** What was seen does not wait here for the next person at this computer. */
  override async leave(): Promise<void> {
    this.#found = undefined;
    this.#problems = {};
    await super.leave();
  }

  async #list(): Promise<void> {
    const { correspondence, next } = await staffRecords(this.host.client).correspondence(this.#kind);
    this.#found = correspondence;
    this.#next = next;
  }

  async #more(): Promise<void> {
    const records = staffRecords(this.host.client);
    const { correspondence, next } = await records.correspondence(this.#kind, this.#next);
    this.#found = [...(this.#found ?? []), ...correspondence];
    this.#next = next;
  }

  async #enter(entered: Entered): Promise<boolean> {
    // A second click while the first is on its way.
    if (this.#isSending) return false;
    this.failure = '';
    this.#problems = missingIn(entered);
    if (Object.keys(this.#problems).length === 0) {
      this.#isSending = true;
      await this.#send(entered);
      this.#isSending = false;
    }
    this.host.requestUpdate();
    await this.host.updateComplete;
    return this.failure === '' && Object.keys(this.#problems).length === 0;
  }

  async #send(entered: Entered): Promise<void> {
    const words = JSON.stringify(entered);
    if (this.#underWay?.words !== words) this.#underWay = { id: newId(), words };
    try {
      await staffRecords(this.host.client).enter({ id: this.#underWay.id, ...entered });
      this.#underWay = undefined;
      this.host.announce(msg('Entered.'));
      await this.#list();
    } catch (error) {
      if (error instanceof StaffError && error.code === 'validation') {
        this.#problems = problemsIn(error);
        if (Object.keys(this.#problems).length > 0) return;
      }
      this.failure = failureOf(error);
      this.host.announce(this.failure);
    }
  }

  async #show(kind: CorrespondenceKind | undefined): Promise<void> {
    this.#kind = kind;
    await this.attempt(() => this.#list());
  }

  override render(): TemplateResult {
    const { language } = this.host;
    return html`<div class="page stack">
      <h1 tabindex="-1">${msg('Correspondence')}</h1>
      ${this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`}
      <details class="card stack">
        <summary>${msg('Enter a letter, mail, call or visit')}</summary>
        ${entryForm({
          problems: this.#problems,
          today: new Date().toISOString().slice(0, 10),
          enter: (entered) => this.#enter(entered),
        })}
      </details>
      <div class="field narrow">
        <label for="shown-kind">${msg('Show')}</label>
        <select
          id="shown-kind"
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            void this.#show(KINDS.find((kind) => kind === value));
          }}
        >
          <option value="">${msg('everything')}</option>
          ${KINDS.map((kind) => html`<option value=${kind}>${correspondenceKindName(kind)}</option>`)}
        </select>
      </div>
      ${this.#found === undefined ? nothing : correspondenceList(this.#found, language)}
      ${
        this.#next === undefined
          ? nothing
          : html`<div class="row">
              <button type="button" @click=${() => void this.attempt(() => this.#more())}>
                ${msg('Show earlier ones')}
              </button>
            </div>`
      }
    </div>`;
  }
}

function newId(): string {
  return uuidv7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));
}

function missingIn({ receivedAt, message }: Entered): Record<string, string> {
  return {
    ...(receivedAt === '' ? { receivedAt: msg('Say on which day it came.') } : {}),
    ...(message === '' ? { message: msg('Say what was said or written.') } : {}),
  };
}

function problemsIn({ findings }: StaffError): Record<string, string> {
  return Object.fromEntries(
    findings.map(({ pointer, code }) => [
      pointer.split('/').at(-1) ?? '',
      code === 'in-the-future'
        ? msg('It cannot have come on a day that is still to come.')
        : pointer === '/contact/email'
          ? msg('This is no email address.')
          : msg('This does not fit here.'),
    ]),
  );
}
