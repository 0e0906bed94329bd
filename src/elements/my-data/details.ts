/** Templates of what is held about a signed-in visitor, as it was asked and answered. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { HeldSubmission } from '../../protocol/me.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { directionOf } from '../base/language.ts';
import { loadProblem } from '../base/load-problem.ts';
import { reference } from '../base/words.ts';

export function heldDetails(
  level: number,
  details: readonly HeldSubmission[],
  language: string,
): TemplateResult {
  return html`<section class="part" part="details" aria-labelledby="details">
    ${heading(level, msg('What we hold'), { id: 'details' })}
    ${
      details.length === 0
        ? html`<p class="muted">
            ${msg('We hold no answers of yours. What you send with a form is listed here.')}
          </p>`
        : details.map((submission) => submissionOf(level + 1, submission, language))
    }
  </section>`;
}

/** Signed in, and what is held could not be read. */
export function unreadHeld(mail: string, retry: () => void): TemplateResult {
  const words = msg('Your data could not be loaded.');
  return loadProblem({ code: 'unreachable', words: { unreachable: words, unavailable: words }, mail, retry });
}

function submissionOf(level: number, submission: HeldSubmission, language: string): TemplateResult {
  const { title, receivedAt, answers, operation, language: lang } = submission;
  const dir = directionOf(lang);
  return html`<article class="card">
    ${heading(level, title, { lang, dir })}
    <p class="muted small">
      ${msg('Received:')} ${moment(receivedAt, language)}<br />
      ${msg('Reference:')} <span class="reference">${reference(operation)}</span>
    </p>
    <dl>
      ${answers.map(
        ({ label, value }) =>
          html`<div>
            <dt lang=${lang} dir=${dir}>${label}</dt>
            <dd dir="auto">${value}</dd>
          </div>`,
      )}
    </dl>
  </article>`;
}
