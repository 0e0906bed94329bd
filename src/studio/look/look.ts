/** The room where the look of the site is chosen: live on the site's own form, with contrast that is measured. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffForms } from '../../client/staff/staff-forms.ts';
import type { StaffForms } from '../../client/staff/staff-forms.ts';
import { staffTheme } from '../../client/staff/staff-theme.ts';
import type { PublishedTheme } from '../../client/staff/staff-theme.ts';
import { msg } from '../../locales/lit-localize.ts';
import { hexOf } from '../../protocol/contrast.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { mayEnter } from '../../protocol/staff-access.ts';
import { checkTheme, paletteOf, SCHEMES } from '../../protocol/theme-check.ts';
import type { Scheme } from '../../protocol/theme-check.ts';
import type { Theme } from '../../protocol/theme.schema.ts';
import { Room } from '../base/room.ts';
import { configOf } from '../designer/canvas/site-config.ts';
import { showableForm } from '../designer/model/showable.ts';
import { contrastTable } from './contrast-table.ts';
import { schemeName, themeFields } from './theme-fields.ts';
import { themeCss, themeIn, themeText } from './theme-text.ts';
import type { ThemeText } from './theme-text.ts';

/** Forms that are read to find a short one. */
const MOST_READ = 8;

export class Look extends Room {
  readonly id = 'look';
  readonly area = 'forms-read';
  #published: PublishedTheme | undefined;
  #text: ThemeText = {};
  /** The last look that the fields spelled. */
  #theme: Theme = {};
  #site: SiteConfig | undefined;
  #config: SiteConfig | undefined;
  #sample: FormDefinition | undefined;
  #note = '';

  override label(): string {
    return msg('Look');
  }

  override get isBusy(): boolean {
    return this.#published !== undefined && !this.#isPublished;
  }

  override async open(): Promise<void> {
    if (!this.isBusy) await this.attempt(() => this.#load());
    this.host.requestUpdate();
    await this.host.focusOn('h1');
  }

  async #load(): Promise<void> {
    const forms = staffForms(this.host.client);
    const [published, { site }] = await Promise.all([staffTheme(this.host.client).read(), forms.site()]);
    this.#published = published;
    this.#site = configOf(site);
    this.#take(themeText(published.theme));
    this.#sample = await shortestOf(forms);
  }

  get #isPublished(): boolean {
    return JSON.stringify(themeText(this.#published?.theme ?? {})) === JSON.stringify(this.#written);
  }

  get #written(): ThemeText {
    return Object.fromEntries(Object.entries(this.#text).filter(([, value]) => value.trim() !== ''));
  }

  #take(text: ThemeText): void {
    this.#text = text;
    this.#note = '';
    const { theme } = themeIn(text);
    if (theme !== undefined) this.#theme = theme;
    // A new object each time: elements keep one style sheet for one look.
    this.#config = this.#site && { ...this.#site, theme: this.#theme };
    this.host.requestUpdate();
  }

  async #publish(): Promise<void> {
    const { theme } = themeIn(this.#text);
    const seen = this.#published?.tag;
    if (theme === undefined || seen === undefined || checkTheme(theme).length > 0) return;
    await this.attempt(async () => {
      this.#published = await staffTheme(this.host.client).publish(theme, seen);
      this.#take(themeText(this.#published.theme));
      this.#note = msg('Published. Visitors see it with the next page they open.');
      this.host.announce(this.#note);
    });
  }

  async #startOver(): Promise<void> {
    this.#published = undefined;
    await this.attempt(() => this.#load());
    await this.host.focusOn('h1');
  }

  override render(): TemplateResult {
    const { language, client } = this.host;
    const failure =
      this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`;
    if (this.#published === undefined)
      return html`<div class="page stack">
        <h1 tabindex="-1">${msg('Look')}</h1>
        ${failure}
      </div>`;
    const isReadOnly = !mayEnter('look-write', client.session?.roles ?? []);
    const { theme, findings } = themeIn(this.#text);
    const poor = theme === undefined ? [] : checkTheme(theme);
    return html`<div class="page wide stack">
      <div class="row">
        <h1 class="grow" tabindex="-1">${msg('Look')}</h1>
        ${isReadOnly ? nothing : this.#actions(theme === undefined || poor.length > 0)}
      </div>
      ${failure}
      ${
        poor.length === 0
          ? nothing
          : html`<p class="note danger">
              ${msg('Some of it cannot be read well enough. Change the marked colours before you publish.')}
            </p>`
      }
      ${this.#note === '' ? nothing : html`<p class="note">${this.#note}</p>`}
      <div class="look">
        <section class="card stack">
          <p class="hint">
            ${msg('What is left empty keeps its default. Quieter text, borders and notes are mixed from these.')}
          </p>
          ${themeFields({
            text: this.#text,
            findings: [
              ...findings,
              ...poor.map((finding) => ({ ...finding, pointer: finding.pointer.replace('/theme', '') })),
            ],
            isReadOnly,
            set: (key, value) => this.#take({ ...this.#text, [key]: value }),
          })}
        </section>
        <div class="stack">${SCHEMES.map((scheme) => this.#preview(scheme))}</div>
        <section class="card stack">
          <h2>${msg('Contrast')}</h2>
          ${contrastTable(this.#theme, language)}
        </section>
        <details class="card">
          <summary>${msg('The same as CSS')}</summary>
          <p class="hint">
            ${msg('For a page that sets its look itself; what it sets goes before what is published here.')}
          </p>
          <pre class="mono" tabindex="0" dir="ltr">${themeCss(this.#theme)}</pre>
        </details>
      </div>
    </div>`;
  }

  #actions(isBarred: boolean): TemplateResult {
    const isSame = this.#isPublished;
    return html`<button
        type="button"
        ?disabled=${isSame && this.failure === ''}
        @click=${() => void this.#startOver()}
      >
        ${msg('Back to what is published')}
      </button>
      <button
        type="button"
        class="primary"
        ?disabled=${isSame || isBarred}
        @click=${() => void this.#publish()}
      >
        ${msg('Publish the look')}
      </button>`;
  }

  #preview(scheme: Scheme): TemplateResult | typeof nothing {
    if (this.#sample === undefined || this.#config === undefined) return nothing;
    const ground = `background:${hexOf(paletteOf(this.#theme, scheme).surface)}`;
    return html`<section class="look-page ${scheme}" aria-label=${schemeName(scheme)} .style=${ground}>
      <sx-form-preview
        heading-level="2"
        .definition=${this.#sample}
        .config=${this.#config}
      ></sx-form-preview>
    </section>`;
  }
}

/** Of the first few published forms, the one that shows most at a glance. */
async function shortestOf(forms: StaffForms): Promise<FormDefinition | undefined> {
  const published = (await forms.list()).flatMap(({ form, published }) =>
    published === undefined ? [] : [{ form, version: published.version }],
  );
  const sources = await Promise.all(
    published.slice(0, MOST_READ).map(({ form, version }) => forms.source(form, version)),
  );
  return sources
    .map((source) => showableForm(readJsonText(source).value))
    .filter((definition) => definition !== undefined)
    .toSorted((a, b) => a.items.length - b.items.length)[0];
}
