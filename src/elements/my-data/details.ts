/** Templates of what is held about a signed-in visitor, as it was asked and answered. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { HeldAnswer, HeldSubmission } from '../../protocol/me.ts';
import { day, moment } from '../base/dates.ts';
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
  const { title, receivedAt, answers, captured = {}, operation, language: lang } = submission;
  const came = Object.entries(captured);
  const dir = directionOf(lang);
  return html`<article class="card">
    ${heading(level, title, { lang, dir })}
    <p class="muted small">
      ${msg('Received:')} ${moment(receivedAt, language)}<br />
      ${msg('Reference:')} <span class="reference">${reference(operation)}</span>
    </p>
    <dl>
      ${answerLines(answers, lang, language)}
      ${
        came.length === 0
          ? nothing
          : html`<div>
              <dt>${msg('Where you came from')}</dt>
              <dd dir="ltr">
                ${came.map(([key, value]) => html`<div>${key === 'page' ? '' : `${key}: `}${value}</div>`)}
              </dd>
            </div>`
      }
    </dl>
  </article>`;
}

/** Answers of one form, in the words and the language of that form. */
export function answerList(answers: readonly HeldAnswer[], lang: string, language: string): TemplateResult {
  return html`<dl>${answerLines(answers, lang, language)}</dl>`;
}

function answerLines(answers: readonly HeldAnswer[], lang: string, language: string): TemplateResult[] {
  const dir = directionOf(lang);
  return answers.map(
    (answer) =>
      html`<div>
        <dt lang=${lang} dir=${dir}>${answer.label}</dt>
        <dd dir="auto">${answerWords(answer, language)}</dd>
      </div>`,
  );
}

/** Days, numbers and boxes in the reader's way of writing them. */
function answerWords({ type, lines }: HeldAnswer, language: string): unknown {
  const [first = ''] = lines;
  if (type === 'checkbox') return msg('Yes');
  if (type === 'date') return day(first, language);
  if (type === 'number') return new Intl.NumberFormat(language).format(Number(first));
  return lines.map((line, index) => (index === 0 ? line : html`<br />${line}`));
}
