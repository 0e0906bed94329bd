/** All texts of a form beside their translations: what is missing, what is of older words, and both as a file. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg, str } from '../../../locales/lit-localize.ts';
import { catalogueOf, translationText } from '../model/authored.ts';
import { addLanguage, removeLanguage, setTranslations } from '../model/edits.ts';
import { placeOfText } from '../model/selection.ts';
import { stateOf, textRows } from '../model/translation-rows.ts';
import type { TextRow, TranslationState } from '../model/translation-rows.ts';
import type { FormWork } from '../model/work.ts';
import { languageName, selectionName } from '../words.ts';

export interface TranslationsView {
  work: FormWork;
  language: string;
  isReadOnly: boolean;
  /** Languages that the site is in. */
  offered: readonly string[];
  /** Only what is missing or out of date. */
  isOpenOnly: boolean;
  showOpenOnly: (isOpenOnly: boolean) => void;
  /** Which texts are shown, from 0, where they are too many for one table. */
  page: number;
  turnTo: (page: number) => void;
  download: () => void;
  upload: (file: File) => void;
  /** What the last file brought. */
  report: string;
}

/** Fields in one table: in two languages that is every text of most forms, in thirty a screenful. */
const MOST_FIELDS = 600;

export function translationsView(view: TranslationsView): TemplateResult {
  const { work, isReadOnly } = view;
  const { form, shown } = work;
  const [source = 'en', ...others] = form.languages;
  const rows = textRows(shown);
  const isOpen = (row: TextRow): boolean =>
    others.some((language) => ['missing', 'stale'].includes(stateOf(form, shown, language, row)));
  const wanted = view.isOpenOnly ? rows.filter(isOpen) : rows;
  const size = Math.floor(MOST_FIELDS / Math.max(1, others.length));
  const pages = Math.max(1, Math.ceil(wanted.length / size));
  const page = Math.min(view.page, pages - 1);
  const visible = wanted.slice(page * size, (page + 1) * size);
  const free = view.offered.filter((language) => !form.languages.includes(language));
  return html`<div class="stack view translations">
    <div class="row">
      <h2 class="grow" tabindex="-1">${msg('Translations')}</h2>
      <label class="choice"
        ><input
          type="checkbox"
          .checked=${live(view.isOpenOnly)}
          @change=${(event: Event) => view.showOpenOnly((event.target as HTMLInputElement).checked)}
        /><span>${msg('Only missing or out of date')}</span></label
      >
      <button type="button" @click=${view.download}>${msg('Download CSV')}</button>
      <label class="button"
        >${msg('Upload CSV')}<input
          class="hidden-visually"
          type="file"
          accept=".csv,text/csv"
          ?disabled=${isReadOnly}
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            const [file] = input.files ?? [];
            if (file) view.upload(file);
            input.value = '';
          }}
      /></label>
      ${addLanguageForm(view, free)}
    </div>
    ${view.report === '' ? nothing : html`<p class="note" role="status">${view.report}</p>`}
    ${
      others.length === 0
        ? html`<p class="note">${msg('The form is in one language. Add another one to translate it.')}</p>`
        : nothing
    }
    <div class="scroll" tabindex="0" role="region" aria-label=${msg('Table of translations')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Where')}</th>
            <th scope="col">${languageName(source, view.language)}</th>
            ${others.map((language) => languageHead(view, rows, language))}
          </tr>
        </thead>
        <tbody>
          ${visible.map(
            (row) =>
              html`<tr>
                <th scope="row" dir="auto">
                  ${selectionName(form, placeOfText(form, row.path).selection)}
                  <span class="mono muted">${row.path}</span>
                </th>
                <td lang=${source} dir="auto">${row.source}</td>
                ${others.map((language) => cell(view, row, language))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${pages > 1 ? pager(view, { page, size, count: wanted.length }) : nothing}
  </div>`;
}

function pager(
  { turnTo }: TranslationsView,
  { page, size, count }: { page: number; size: number; count: number },
): TemplateResult {
  const [first, last] = [page * size + 1, Math.min((page + 1) * size, count)];
  return html`<nav class="row" aria-label=${msg('Pages of the table')}>
    <button type="button" ?disabled=${page === 0} @click=${() => turnTo(page - 1)}>
      ${msg('Earlier texts')}
    </button>
    <button type="button" ?disabled=${last === count} @click=${() => turnTo(page + 1)}>
      ${msg('Later texts')}
    </button>
    <span class="muted">${msg(str`${first} to ${last} of ${count}`)}</span>
  </nav>`;
}

function addLanguageForm(
  { work, language, isReadOnly }: TranslationsView,
  offered: readonly string[],
): TemplateResult {
  return html`<form
    class="row"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const input = (event.target as HTMLFormElement).elements.namedItem('tag') as HTMLInputElement;
      const tag = input.value.trim();
      if (!isTag(tag)) {
        input.setAttribute('aria-invalid', 'true');
        return;
      }
      input.removeAttribute('aria-invalid');
      work.settle();
      work.run(addLanguage(work.form, tag));
      input.value = '';
    }}
  >
    <input
      name="tag"
      class="tag"
      list="languages"
      aria-label=${msg('Language tag, such as de')}
      placeholder="de"
      autocomplete="off"
      ?readonly=${isReadOnly}
    />
    <datalist id="languages">
      ${offered.map((tag) => html`<option value=${tag}>${languageName(tag, language)}</option>`)}
    </datalist>
    <button ?disabled=${isReadOnly}>${msg('Add language')}</button>
  </form>`;
}

function isTag(text: string): boolean {
  try {
    return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) && Intl.getCanonicalLocales(text).length === 1;
  } catch {
    // Looks like one and is none.
    return false;
  }
}

function languageHead(
  { work, language: own, isReadOnly }: TranslationsView,
  rows: readonly TextRow[],
  language: string,
) {
  const states = rows.map((row) => stateOf(work.form, work.shown, language, row));
  const count = (state: TranslationState): number => states.filter((one) => one === state).length;
  const [missing, stale] = [count('missing'), count('stale')];
  const name = languageName(language, own);
  return html`<th scope="col">
    ${name} ${missing > 0 ? html`<span class="badge danger">${msg(str`${missing} missing`)}</span>` : nothing}
    ${stale > 0 ? html`<span class="badge warning">${msg(str`${stale} out of date`)}</span>` : nothing}
    ${missing + stale === 0 ? html`<span class="badge success">${msg('complete')}</span>` : nothing}
    <button
      type="button"
      class="link small"
      ?disabled=${isReadOnly}
      @click=${() => {
        work.settle();
        work.run(removeLanguage(work.form, language));
      }}
    >
      ${msg(str`Remove ${name}`)}
    </button>
  </th>`;
}

function cell(
  { work, isReadOnly, language: own }: TranslationsView,
  row: TextRow,
  language: string,
): TemplateResult {
  const state = stateOf(work.form, work.shown, language, row);
  const text = translationText(catalogueOf(work.form, language)[row.path]) ?? '';
  const ready = work.shown?.translations?.[language]?.[row.path];
  const fromLibrary = typeof ready === 'object' ? ready.text : (ready ?? '');
  const set = (words: string): void => {
    work.run(setTranslations(work.form, language, [{ ...row, text: words }]), `${language}/${row.path}`);
  };
  return html`<td class=${state}>
    <textarea
      rows="1"
      lang=${language}
      dir="auto"
      aria-label=${msg(str`${row.path} in ${languageName(language, own)}`)}
      placeholder=${state === 'library' ? fromLibrary : ''}
      ?readonly=${isReadOnly}
      .value=${live(text)}
      @input=${(event: Event) => set((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${
      state === 'missing'
        ? html`<span class="badge danger">${msg('missing')}</span>`
        : state === 'library'
          ? html`<span class="badge">${msg('from the library')}</span>`
          : state === 'stale'
            ? html`<span class="row"
                ><span class="badge warning">${msg('of older words')}</span
                ><button type="button" class="link small" ?disabled=${isReadOnly} @click=${() => set(text)}>
                  ${msg('Still right')}
                </button></span
              >`
            : nothing
    }
  </td>`;
}
