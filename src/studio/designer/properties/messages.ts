/** Every message that a visitor can meet at a question, with what brings it about. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../../locales/lit-localize.ts';
import { Filling } from '../../../elements/form/filling.ts';
import { findingWords } from '../../../elements/form/finding-words.ts';
import { textsOf } from '../../../elements/form/form-words.ts';
import { getLocale } from '../../../elements/base/language.ts';
import { flawsOf, isRequired } from '../../../protocol/answer-check.ts';
import type { AnswerValue } from '../../../protocol/answers.ts';
import { questionsOf } from '../../../protocol/form-answers.ts';
import type { FormDefinition, Question } from '../../../protocol/form-definition.schema.ts';

/** Answers that are wrong in one way each. */
function wrongAnswers(question: Question): [what: string, answer: AnswerValue | undefined][] {
  const empty: [string, undefined][] = isRequired(question) ? [[msg('Nothing entered'), undefined]] : [];
  const long: [string, string] = [msg('Too long'), 'x'.repeat(25_000)];
  switch (question.type) {
    case 'email':
      return [...empty, ['anna', 'anna']];
    case 'phone':
      return [...empty, ['abc', 'abc']];
    case 'url':
      return [...empty, ['not a page', 'not a page']];
    case 'text':
    case 'textarea':
      return [...empty, long];
    case 'number':
      return [...empty, [msg('Below the smallest'), -1e16], [msg('Above the largest'), 1e16], ['1.5', 1.5]];
    case 'date':
      return [...empty, ['1800-01-01', '1800-01-01'], ['2999-12-31', '2999-12-31']];
    default:
      return empty;
  }
}

export function messagesOf(
  definition: FormDefinition,
  id: string,
  language: string,
): TemplateResult | typeof nothing {
  const question = questionsOf(definition).find((candidate) => candidate.id === id);
  if (question === undefined) return nothing;
  const filling = new Filling(definition, getLocale);
  const text = textsOf(definition, language);
  const messages = wrongAnswers(question).flatMap(([what, answer]) =>
    flawsOf(question, answer).map((flaw) => ({
      what,
      words: findingWords(filling, text, { item: id, ...flaw }, getLocale()),
    })),
  );
  if (messages.length === 0) return nothing;
  return html`<details>
    <summary>${msg('Messages visitors can meet')}</summary>
    <dl class="messages">
      ${messages.map(
        ({ what, words }) =>
          html`<dt class="hint">${what}</dt>
            <dd>${words}</dd>`,
      )}
    </dl>
  </details>`;
}
