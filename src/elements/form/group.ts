/** The frame of a question with several controls. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isRequired } from '../../protocol/answer-check.ts';
import { describedBy, explanations, fieldError, labelWords } from './fields.ts';
import type { FieldView } from './fields.ts';

/** A fieldset with a legend. Only a group of radio buttons can say that it is required or wrong. */
export function group(view: FieldView, content: unknown, isRadio = false, ...more: string[]): TemplateResult {
  const { question, errors } = view;
  const { id } = question;
  const error = errors.get(id);
  return html`<div class="field group ${error === undefined ? '' : 'invalid'}" part="field">
    <fieldset
      role=${isRadio ? 'radiogroup' : nothing}
      aria-required=${isRadio && isRequired(question) ? 'true' : nothing}
      aria-invalid=${isRadio && error !== undefined ? 'true' : nothing}
      aria-describedby=${describedBy(view, ...more)}
    >
      <legend part="label" id=${`${id}-label`}>${labelWords(view)}</legend>
      ${explanations(view)} ${error === undefined ? nothing : fieldError(id, error)} ${content}
    </fieldset>
  </div>`;
}
