/** The words of a form: its published texts in one language, and what is said about answers. */
import { msg, str } from '../../locales/lit-localize.ts';
import { maxLengthOf, questionsOf } from '../../protocol/form-answers.ts';
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { textAt } from '../../protocol/localised.ts';
import { plainWords } from '../base/links.ts';

/** The published text at a path, in the language the form is shown in. */
export type TextOf = (path: string, source: string) => string;

export function textsOf(definition: FormDefinition, language: string): TextOf {
  return (path, source) => textAt(definition, path, source, language);
}

/** What is wrong and how to put it right; names the question by its own label. */
export function findingWords(
  definition: FormDefinition,
  text: TextOf,
  finding: AnswerFinding,
  answer: string,
): string {
  const question = questionsOf(definition).find((candidate) => candidate.id === finding.item);
  if (question === undefined) {
    const block = definition.consents[finding.item];
    const words = block === undefined ? '' : plainWords(text(`${finding.item}.text`, block.text));
    return msg(str`Tick the box to confirm: ${words}`);
  }
  const label = text(`${question.id}.label`, question.label);
  switch (finding.code) {
    case 'too-long': {
      const limit = finding.limit ?? maxLengthOf(question);
      return msg(str`Shorten “${label}” to ${limit} characters; it has ${answer.trim().length}`);
    }
    case 'not-an-email':
      return msg(str`Give an address like name@example.com for “${label}”`);
    case 'not-an-option':
      return msg(str`Choose an answer from the list for “${label}”`);
    case 'required':
    case 'must-acknowledge':
      return question.type === 'select'
        ? msg(str`Choose an answer for “${label}”`)
        : msg(str`Fill in “${label}”`);
  }
}

/** How much room an answer has left. */
export function counterWords(used: number, limit: number, language: string): string {
  const left = limit - used;
  const number = new Intl.NumberFormat(language).format(Math.abs(left));
  return left >= 0 ? msg(str`Characters left: ${number}`) : msg(str`Characters too many: ${number}`);
}

/** The code that saves could not be had. */
export function unsendableWords(): string {
  return msg(
    'This page could not send your answers. They are still here; try again. If that does not help, copy them and reload the page.',
  );
}
