/** The room of forms: the list of them, or one in the designer with its draft kept saved. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { createKeptEdits } from '../../client/staff/kept-edits.ts';
import type { KeptEdits } from '../../client/staff/kept-edits.ts';
import { StaffError } from '../../client/staff/staff-client.ts';
import { staffForms } from '../../client/staff/staff-forms.ts';
import type { StaffForms } from '../../client/staff/staff-forms.ts';
import { msg } from '../../locales/lit-localize.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import type { StaffForm, StaffLibrary, StaffSite } from '../../protocol/staff-forms.schema.ts';
import { failureOf } from '../base/failure.ts';
import { Room } from '../base/room.ts';
import type { DesignerBackend } from '../designer/backend.ts';
import { presetText } from '../designer/model/presets.ts';
import type { PresetId } from '../designer/model/presets.ts';
import { setKey } from '../designer/model/edits.ts';
import { asFields, textOf } from '../designer/model/authored.ts';
import { applied, editFor } from '../designer/text/json-edit.ts';
import type { Schema } from '../designer/text/schema-completion.ts';
import { problemWords } from '../designer/problem-words.ts';
import { conflictPanel } from './conflict-panel.ts';
import { formList } from './form-list.ts';
import { newForm } from './new-form.ts';
import { savedWords } from './saved-words.ts';
import { Saving } from './saving.ts';

export class FormsDesk extends Room {
  readonly id = 'forms';
  readonly area = 'forms-read';
  /** The form that is open. */
  form: string | undefined;
  #place: StaffSite | undefined;
  #list: readonly StaffForm[] | undefined;
  #source = '';
  #isLive = false;
  #saving: Saving | undefined;
  #schema: Schema | undefined;
  #wordings: StaffLibrary['wordings'] | undefined;
  #backend: DesignerBackend | undefined;
  #kept: KeptEdits | undefined;

  override label(): string {
    return msg('Forms');
  }

  get #forms(): StaffForms {
    return staffForms(this.host.client);
  }

  /** What the open form is called; its id while its file is no JSON. */
  override get title(): string {
    if (this.form === undefined) return '';
    const { value } = readJsonText(this.#source);
    return textOf(asFields(value)['title']) || this.form;
  }

  override get isBusy(): boolean {
    return this.form !== undefined && this.#saving !== undefined;
  }

  /** Opens a form, or the list of them. */
  override async open(rest: string): Promise<void> {
    const form = rest === '' ? undefined : rest;
    this.failure = '';
    try {
      if (form !== undefined && form === this.form && this.#saving !== undefined) {
        await this.#saving.flush();
        return;
      }
      await this.leave();
      this.#place ??= await this.#forms.site();
      this.form = form;
      if (form === undefined) this.#list = await this.#forms.list();
      else await this.#load(form);
    } catch (error) {
      this.failure = failureOf(error, problemWords);
    }
    this.host.requestUpdate();
    await this.host.updateComplete;
    const designer = this.host.renderRoot.querySelector('sx-form-designer');
    if (designer) designer.focusSelected();
    else await this.host.focusOn('h1');
  }

  override async leave(): Promise<void> {
    await this.#saving?.flush();
    this.#saving?.stop();
    this.#saving = undefined;
    this.form = undefined;
  }

  /** The draft; without one, what is published. An edit that is only on this device goes before both. */
  async #load(form: string): Promise<void> {
    const saving = new Saving(form, { forms: this.#forms, kept: this.#keptEdits, now: Date.now }, () =>
      this.host.requestUpdate(),
    );
    const known = (await this.#forms.list()).find((one) => one.form === form);
    const [draft, kept] = await Promise.all([
      known?.draft === undefined ? undefined : this.#forms.draft(form).catch(absent),
      this.#keptEdits.of(form).catch(() => undefined),
    ]);
    saving.begin(draft?.revision, draft && Date.parse(draft.savedAt));
    this.#isLive = draft === undefined && kept === undefined;
    this.#source = draft?.source ?? (await this.#publishedSource(form));
    this.#backend = this.#backendOf(form);
    this.#saving = saving;
    if (kept !== undefined && kept.source !== this.#source) {
      saving.begin(kept.revision, undefined);
      this.#source = kept.source;
      saving.take(kept.source);
    }
    void this.#loadAids();
  }

  get #keptEdits(): KeptEdits {
    this.#kept ??= createKeptEdits(this.host.site);
    return this.#kept;
  }

  async #publishedSource(form: string): Promise<string> {
    const [newest] = await this.#forms.versions(form);
    return newest === undefined ? '' : this.#forms.source(form, newest.version);
  }

  /** Helps; without them the designer works all the same. */
  async #loadAids(): Promise<void> {
    this.#schema ??= await this.host.client.schema().catch(() => undefined);
    this.#wordings = (await this.#forms.library().catch(() => undefined))?.wordings;
    this.host.requestUpdate();
  }

  #backendOf(form: string): DesignerBackend {
    const saved = async (): Promise<void> => {
      if ((await this.#saving?.flush()) !== true) throw new StaffError('precondition-failed');
    };
    const endpoint = this.host.endpoint === '' ? location.origin : this.host.endpoint;
    return {
      review: async () => {
        await this.#startDraft();
        await saved();
        return this.#forms.review(form);
      },
      publish: async (publication) => {
        await saved();
        const version = await this.#forms.publish(form, publication, this.#saving?.revision ?? 0);
        this.#saving?.begin(undefined, undefined);
        this.#isLive = true;
        void this.#loadAids();
        this.host.requestUpdate();
        return version;
      },
      versions: () => this.#forms.versions(form),
      source: (version) => this.#forms.source(form, version),
      previewLink: async () => {
        await this.#startDraft();
        await saved();
        return this.#forms.previewLink(form);
      },
      embedding: { script: `${endpoint}/smartxpo-consent.js`, site: this.host.site },
    };
  }

  /** What is looked at becomes a draft, with the number that its version will have. */
  async #startDraft(): Promise<void> {
    if (!this.#isLive) return;
    const fields = asFields(JSON.parse(this.#source));
    const [command] = setKey(fields, [], 'version', Number(fields['version'] ?? 0) + 1);
    const edit = command && editFor(this.#source, command);
    this.#source = edit ? applied(this.#source, edit) : this.#source;
    this.#isLive = false;
    this.#saving?.take(this.#source);
    await this.#saving?.flush();
    this.host.requestUpdate();
  }

  async #create(preset: PresetId, form: string, title: string): Promise<void> {
    const { site } = this.#place ?? {};
    if (site === undefined) return;
    try {
      await this.#forms.save(form, presetText(preset, form, title, site), undefined);
      location.hash = `#/forms/${form}`;
    } catch (error) {
      this.failure = failureOf(error, problemWords);
      this.host.announce(this.failure);
      this.host.requestUpdate();
    }
  }

  #take(source: string): void {
    this.#source = source;
    this.#isLive = false;
    this.#saving?.take(source);
    this.host.requestUpdate();
  }

  override render(): TemplateResult {
    const failure = this.failure === '' ? '' : html`<p class="note danger" role="alert">${this.failure}</p>`;
    if (this.form === undefined)
      return html`<div class="page stack">
        ${failure} ${formList(this.#list, this.host.language)}
        ${
          this.#list === undefined
            ? ''
            : newForm({
                taken: this.#list.map(({ form }) => form),
                create: (preset, form, title) => void this.#create(preset, form, title),
              })
        }
      </div>`;
    const { state } = this.#saving ?? {};
    if (state === undefined || this.#place === undefined)
      return html`<div class="page stack">
        ${failure === '' ? html`<p class="muted">${msg('Loading…')}</p>` : failure}
      </div>`;
    return html`${failure}
      ${
        state.name === 'conflict'
          ? conflictPanel(this.#source, state.theirs, {
              keepMine: () => void this.#saving?.keepMine(),
              takeTheirs: () => void this.#takeTheirs(),
            })
          : ''
      }
      ${
        this.#isLive
          ? html`<div class="note row live">
              <p class="grow">${msg('This is the version visitors see. Changes begin a draft.')}</p>
              <button type="button" @click=${() => void this.#startDraft()}>${msg('Create draft')}</button>
            </div>`
          : ''
      }
      <sx-form-designer
        .source=${this.#source}
        .place=${this.#place}
        .backend=${this.#backend}
        .schema=${this.#schema}
        .wordings=${this.#wordings}
        .saved=${savedWords(state, this.#isLive, this.host.language)}
        ?read-only=${this.#isLive}
        @sx-form-change=${(event: CustomEvent<{ source: string }>) => this.#take(event.detail.source)}
      ></sx-form-designer>`;
  }

  async #takeTheirs(): Promise<void> {
    const theirs = await this.#saving?.takeTheirs();
    if (theirs !== undefined) this.#source = theirs;
    this.host.requestUpdate();
  }
}

function absent(error: unknown): undefined {
  if (error instanceof StaffError && error.code === 'not-found') return undefined;
  throw error;
}
