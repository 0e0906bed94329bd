/** The record of what staff did, newest first, and whether anybody has tampered with it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffPeople } from '../../client/staff/staff-people.ts';
import { moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { AuditEntry } from '../../protocol/staff.schema.ts';
import { failureOf } from '../base/failure.ts';
import type { Surroundings } from '../base/room.ts';
import { actionName } from './action-words.ts';

export class AuditTrail {
  isOpen = false;
  readonly #host: Surroundings;
  #entries: readonly AuditEntry[] = [];
  #hasMore = false;
  #verdict = '';

  constructor(host: Surroundings) {
    this.#host = host;
  }

  async load(): Promise<void> {
    this.#verdict = '';
    this.#entries = await staffPeople(this.#host.client).audit();
    this.#hasMore = (this.#entries.at(-1)?.number ?? 1) > 1;
  }

  async #more(): Promise<void> {
    try {
      const older = await staffPeople(this.#host.client).audit(this.#entries.at(-1)?.number);
      this.#entries = [...this.#entries, ...older];
      this.#hasMore = older.length > 0 && (older.at(-1)?.number ?? 1) > 1;
    } catch (error) {
      this.#say(failureOf(error));
    }
    this.#host.requestUpdate();
  }

  async #check(): Promise<void> {
    try {
      const { entries, brokenAt } = await staffPeople(this.#host.client).checkAudit();
      this.#say(
        brokenAt === undefined
          ? msg(str`All ${entries} entries are as they were written.`)
          : msg(
              str`Entry ${brokenAt} is not as it was written. Keep the database as it is and ask your engineers.`,
            ),
      );
    } catch (error) {
      this.#say(failureOf(error));
    }
    this.#host.requestUpdate();
  }

  #say(words: string): void {
    this.#verdict = words;
    this.#host.announce(words);
  }

  render(): TemplateResult {
    const { language } = this.#host;
    return html`<div class="row">
        <p class="grow hint">
          ${msg('Each entry holds the fingerprint of the one before it: none can be changed or left out unseen.')}
        </p>
        <button type="button" @click=${() => void this.#check()}>${msg('Check the whole record')}</button>
      </div>
      ${this.#verdict === '' ? nothing : html`<p class="note">${this.#verdict}</p>`}
      <div class="scroll card" tabindex="0" role="region" aria-label=${msg('Record of what was done')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('No.')}</th>
              <th scope="col">${msg('When')}</th>
              <th scope="col">${msg('Who')}</th>
              <th scope="col">${msg('What')}</th>
              <th scope="col">${msg('To what')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.#entries.map((entry) => this.#line(entry, language))}
          </tbody>
        </table>
      </div>
      ${
        this.#hasMore
          ? html`<div class="row">
              <button type="button" @click=${() => void this.#more()}>${msg('Show earlier entries')}</button>
            </div>`
          : nothing
      }`;
  }

  #line({ number, at, person, action, object, details }: AuditEntry, language: string): TemplateResult {
    const isBare = Object.keys(details).length === 0;
    return html`<tr>
      <td>${number}</td>
      <td>${moment(at, language)}</td>
      <td>${person}</td>
      <td>${actionName(action)}</td>
      <td>
        <span class="mono">${object}</span>
        ${
          isBare
            ? nothing
            : html`<details>
                <summary>${msg('Details')}</summary>
                <pre class="mono" dir="ltr">${JSON.stringify(details, null, 2)}</pre>
              </details>`
        }
      </td>
    </tr>`;
  }
}
