/** Templates of a form in steps: where the visitor is, and the ways on and back. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { StepItem } from '../../protocol/form-definition.schema.ts';
import { heading } from '../base/heading.ts';
import type { TextOf } from './form-words.ts';

/** "Step 2 of 4", for reading out and for the screen. */
export function stepWords(steps: readonly StepItem[], step: StepItem): string {
  const place = steps.indexOf(step) + 1;
  return msg(str`Step ${place} of ${steps.length}`);
}

export function stepHead(
  steps: readonly StepItem[],
  step: StepItem,
  level: number,
  text: TextOf,
  { lang, dir }: { lang: string; dir: 'ltr' | 'rtl' },
): TemplateResult {
  const place = steps.indexOf(step);
  return html`<div class="step" part="step">
    <p class="muted">${stepWords(steps, step)}</p>
    <div class="progress" aria-hidden="true">
      ${steps.map((_, index) => html`<span class=${index <= place ? 'done' : ''}></span>`)}
    </div>
    ${heading(level, text(`${step.id}.step`, step.step), { lang, dir })}
  </div>`;
}

/** The way on submits, so that Enter in a field takes it. */
export function stepButtons(back: (() => void) | undefined, hasNext: boolean): TemplateResult {
  return html`${hasNext ? html`<button class="primary" part="next" type="submit">${msg('Next')}</button>` : nothing}
  ${back === undefined ? nothing : html`<button type="button" part="back" @click=${back}>${msg('Back')}</button>`}`;
}
