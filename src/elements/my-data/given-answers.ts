/** The answers of a submission that the visitor has on this device, in the words of its form. Pure; loaded when something was refused. */
import { isFileAnswer } from '../../protocol/answers.ts';
import type { Answers, AnswerValue } from '../../protocol/answers.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { heldAnswers } from '../../protocol/held-answers.ts';
import type { HeldAnswer } from '../../protocol/me.ts';

/** Answers without a question, because the form cannot be read or has changed, stand under their ids. */
export function givenAnswers(
  definition: FormDefinition | undefined,
  answers: Answers,
  language: string,
): HeldAnswer[] {
  const known = definition === undefined ? [] : heldAnswers(definition, answers, language);
  const items = new Set(known.map(({ item }) => item));
  const rest = Object.entries(answers).filter(([item]) => !items.has(item));
  return [
    ...known,
    ...rest.map(([item, value]) => ({ item, type: 'text' as const, label: item, lines: linesOf(value) })),
  ];
}

function linesOf(value: AnswerValue): string[] {
  if (isFileAnswer(value)) return [value.name];
  return typeof value === 'object' ? Object.values(value) : [String(value)];
}
