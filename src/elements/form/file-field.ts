/** Template of a question for a file. Kinds and size are said before anybody picks one. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { isRequired } from '../../protocol/answer-check.ts';
import type { QuestionOf } from '../../protocol/form-definition.schema.ts';
import { USUAL_FILE } from '../../protocol/terms.ts';
import { isChosenFile } from './entered.ts';
import { describedBy, explanations, fieldError, labelWords } from './fields.ts';
import type { FieldView } from './fields.ts';
import { kindWords, sizeWords } from './finding-words.ts';

export function fileField(view: FieldView<QuestionOf<'file'>>): TemplateResult {
  const { question, entry, errors, readonly, language, takeOut } = view;
  const { id, accept, maxBytes = USUAL_FILE } = question;
  const error = errors.get(id);
  const kinds = kindWords(accept, language);
  const limit = sizeWords(maxBytes, language);
  const chosen = isChosenFile(entry) ? entry : undefined;
  const size = chosen && sizeWords(chosen.size, language);
  return html`<div class="field ${error === undefined ? '' : 'invalid'}" part="field">
    <label part="label" for=${id} id=${`${id}-label`}>${labelWords(view)}</label>
    <p class="hint" part="hint" id=${`${id}-kinds`}>${msg(str`${kinds}, ${limit} at most`)}</p>
    ${explanations(view)} ${error === undefined ? nothing : fieldError(id, error)}
    <input
      part="control"
      class=${chosen === undefined ? '' : 'hidden-visually'}
      type="file"
      id=${id}
      name=${id}
      data-of=${id}
      accept=${accept.map((kind) => `.${kind}`).join()}
      tabindex=${chosen === undefined ? nothing : '-1'}
      aria-describedby=${describedBy(view, `${id}-kinds`, ...(chosen ? [`${id}-chosen`] : []))}
      aria-invalid=${error === undefined ? nothing : 'true'}
      aria-required=${isRequired(question) ? 'true' : nothing}
      @click=${readonly ? (event: Event) => event.preventDefault() : nothing}
    />
    ${
      chosen === undefined
        ? nothing
        : html`<div class="chosen">
            <p id=${`${id}-chosen`}>
              <span class="hidden-visually">${msg('Chosen:')} </span><bdi>${chosen.name}</bdi>
              <span class="muted">${size}</span>
            </p>
            <button type="button" ?disabled=${readonly} @click=${() => takeOut(id)}>
              ${msg('Remove')}<span class="hidden-visually"> ${chosen.name}</span>
            </button>
          </div>`
    }
  </div>`;
}
