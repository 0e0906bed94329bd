/** Two people changed the same form: what is different, and whose goes on. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { getLocale } from '../../elements/base/language.ts';
import { moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import { formChanges } from '../../protocol/form-changes.ts';
import { readForm } from '../../protocol/form-text.schema.ts';
import type { FormDraft } from '../../protocol/staff-forms.schema.ts';
import { saveFile } from '../../elements/base/save-file.ts';
import { changeList } from '../designer/views/change-words.ts';

export function conflictPanel(
  mine: string,
  theirs: FormDraft,
  { keepMine, takeTheirs }: { keepMine: () => void; takeTheirs: () => void },
): TemplateResult {
  const [own, other] = [readForm(mine).definition, readForm(theirs.source).definition];
  const language = getLocale();
  return html`<section class="note warning stack" role="alert">
    <h2>${msg(str`${theirs.savedBy} has changed this form meanwhile`)}</h2>
    <p>${moment(theirs.savedAt, language)}</p>
    ${
      own && other
        ? html`<p>${msg('From yours to theirs:')}</p>
            ${changeList(formChanges(own, other), language)}`
        : ''
    }
    <div class="row">
      <button type="button" @click=${keepMine}>${msg('Keep mine')}</button>
      <button type="button" @click=${takeTheirs}>${msg('Take theirs')}</button>
      <button
        type="button"
        @click=${() => {
          // Both: mine as a file, theirs in the studio.
          saveFile({
            name: `${theirs.form}-mine.json`,
            content: new Blob([mine], { type: 'application/json' }),
          });
          takeTheirs();
        }}
      >
        ${msg('Take theirs, and save mine as a file')}
      </button>
    </div>
  </section>`;
}
