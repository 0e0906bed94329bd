/**
 * Answers that are there before anybody types: from the host's property, and from query parameters
 * that the definition lists. Never consents, and only what would be accepted as an answer.
 */
import { flawsOf } from '../../protocol/answer-check.ts';
import { isFileAnswer } from '../../protocol/answers.ts';
import type { AnswerValue } from '../../protocol/answers.ts';
import type { Question } from '../../protocol/form-definition.schema.ts';
import { prefillFrom } from './address-bar.ts';
import { enteredOf } from './entered.ts';
import type { Filling } from './filling.ts';

/** Question → answer, in JSON's own types: text, a number, `true`, option ids, parts of an address. */
export type Prefill = Record<string, AnswerValue>;

/** Fills in what nobody has answered yet; the property wins over the address. */
export function prefillInto(filling: Filling, given: Prefill, location: Location, language: string): void {
  const fromAddress = prefillFrom(location, filling.definition);
  for (const question of filling.questions.values()) {
    // A box is never ticked in advance.
    if (question.id in filling.entered || question.type === 'checkbox') continue;
    const text = fromAddress[question.id];
    const value = given[question.id] ?? (text === undefined ? undefined : read(question, text));
    if (value === undefined || isFileAnswer(value) || flawsOf(question, value).length > 0) continue;
    filling.enter(question.id, enteredOf({ [question.id]: value }, language)[question.id]);
  }
}

/** What a query parameter means for a question of this type. */
function read({ type }: Question, text: string): AnswerValue | undefined {
  switch (type) {
    case 'number':
    case 'scale':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    case 'multi-choice':
      return text.split(',');
    case 'checkbox':
    case 'matrix':
    case 'address':
    case 'file':
      return undefined;
    default:
      return text;
  }
}
