/** The state of the view of translations: what is filtered, files down and up. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { saveFile } from '../../elements/base/save-file.ts';
import type { SxFormDesignerElement } from './designer.ts';
import { textOf } from './model/authored.ts';
import { translationsView } from './views/translations-view.ts';

export class TranslationsPane {
  readonly #host: SxFormDesignerElement;
  #isOpenOnly = false;
  #page = 0;
  #report = '';

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  render(): TemplateResult {
    const host = this.#host;
    if (host.work.shown === undefined)
      return html`<p class="view note">${msg('There is nothing to translate yet.')}</p>`;
    return translationsView({
      work: host.work,
      language: host.language,
      isReadOnly: host.isReadOnly || host.work.isFrozen,
      offered: host.site?.languages ?? [],
      isOpenOnly: this.#isOpenOnly,
      showOpenOnly: (isOpenOnly) => {
        this.#isOpenOnly = isOpenOnly;
        this.#page = 0;
        host.requestUpdate();
      },
      page: this.#page,
      turnTo: (page) => {
        this.#page = page;
        host.requestUpdate();
        void host.focusOn('.translations .scroll');
      },
      download: () => void this.#download(),
      upload: (file) => void this.#upload(file),
      report: this.#report,
    });
  }

  async #download(): Promise<void> {
    const { form, shown } = this.#host.work;
    if (shown === undefined) return;
    const { translationsCsv } = await import('./views/translations-csv.ts');
    const content = new Blob([translationsCsv(form, shown)], { type: 'text/csv;charset=utf-8' });
    saveFile({ name: `${textOf(form.fields['form']) || 'form'}-translations.csv`, content });
  }

  async #upload(file: File): Promise<void> {
    const { work } = this.#host;
    if (work.shown === undefined) return;
    const { csvChanges } = await import('./views/translations-csv.ts');
    const { commands, changed, unknown, outdated } = csvChanges(await file.text(), work.form, work.shown);
    work.settle();
    work.run(commands);
    work.settle();
    this.#report = [
      changed === 1 ? msg('1 text taken over.') : msg(str`${changed} texts taken over.`),
      ...(outdated.length === 0
        ? []
        : [msg(str`Left alone, because the source has changed: ${outdated.join(', ')}.`)]),
      ...(unknown.length === 0 ? [] : [msg(str`Not in this form: ${unknown.join(', ')}.`)]),
    ].join(' ');
    this.#host.requestUpdate();
  }
}
