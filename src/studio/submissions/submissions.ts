/** The room of submissions: found by address, form and day; one in full; many as a file (S-11). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffForms } from '../../client/staff/staff-forms.ts';
import { staffRecords } from '../../client/staff/staff-records.ts';
import type { StaffRecords } from '../../client/staff/staff-records.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { StaffForm } from '../../protocol/staff-forms.schema.ts';
import type { ListedSubmission, StaffSubmission } from '../../protocol/staff-submissions.schema.ts';
import { Room } from '../base/room.ts';
import { saveFile } from '../../elements/base/save-file.ts';
import { searchForm } from './search-form.ts';
import type { Sought } from './search-form.ts';
import { submissionInFull } from './submission-in-full.ts';
import { submissionTable } from './submission-table.ts';

export class Submissions extends Room {
  readonly id = 'submissions';
  readonly area = 'submissions-read';
  #forms: readonly StaffForm[] = [];
  #sought: Sought = {};
  #found: readonly ListedSubmission[] | undefined;
  #next: string | undefined;
  #open: StaffSubmission | undefined;

  override label(): string {
    return msg('Submissions');
  }

  get #records(): StaffRecords {
    return staffRecords(this.host.client);
  }

  override async open(rest: string): Promise<void> {
    this.#open = undefined;
    await this.attempt(async () => {
      if (rest === '') {
        this.#forms = await staffForms(this.host.client).list();
        if (this.#found === undefined) await this.#search(this.#sought);
      } else this.#open = await this.#records.read(rest);
    });
    await this.host.focusOn('h1');
  }

  /** What was seen does not wait here for the next person at this computer. */
  override async leave(): Promise<void> {
    this.#found = undefined;
    this.#open = undefined;
    this.#sought = {};
    await super.leave();
  }

  async #search(sought: Sought): Promise<void> {
    this.#sought = sought;
    const { submissions, next } = await this.#records.search(sought);
    this.#found = submissions;
    this.#next = next;
    this.host.announce(
      submissions.length === 0
        ? msg('Nothing was found.')
        : next === undefined
          ? msg(str`Found: ${submissions.length}`)
          : msg(str`The newest ${submissions.length} of more.`),
    );
  }

  async #more(): Promise<void> {
    const cursor = this.#next;
    if (cursor === undefined) return;
    const { submissions, next } = await this.#records.search({ ...this.#sought, cursor });
    this.#found = [...(this.#found ?? []), ...submissions];
    this.#next = next;
  }

  override render(): TemplateResult {
    const { language } = this.host;
    const failure =
      this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`;
    if (this.#open !== undefined)
      return html`<div class="page stack">
        <p><a href="#/submissions">${msg('Submissions')}</a></p>
        ${failure}
        ${submissionInFull(this.#open, language, (operation, item) => {
          void this.attempt(async () => saveFile(await this.#records.file(operation, item)));
        })}
      </div>`;
    return html`<div class="page stack">
      <h1 tabindex="-1">${msg('Submissions')}</h1>
      ${failure}
      ${searchForm({
        forms: this.#forms,
        search: (sought) => void this.attempt(() => this.#search(sought)),
        download: (asked) => void this.attempt(async () => saveFile(await this.#records.export(asked))),
      })}
      ${this.#found === undefined ? nothing : submissionTable(this.#found, this.#forms, language)}
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
