/** Templates of answers as somebody gave them, and of what is said where they could not be read. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { HeldAnswer } from '../../protocol/me.ts';
import { day } from '../base/dates.ts';
import { directionOf } from '../base/language.ts';
import { loadProblem } from '../base/load-problem.ts';

/** Signed in, and what is held could not be read. */
export function unreadHeld(mail: string, retry: () => void): TemplateResult {
  const words = msg('Your data could not be loaded.');
  return loadProblem({ code: 'unreachable', words: { unreachable: words, unavailable: words }, mail, retry });
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
export function answerWords({ type, lines }: HeldAnswer, language: string): unknown {
  const [first = ''] = lines;
  if (type === 'checkbox') return msg('Yes');
  if (type === 'date') return day(first, language);
  if (type === 'number') return new Intl.NumberFormat(language).format(Number(first));
  return lines.map((line, index) => (index === 0 ? line : html`<br />${line}`));
}
