/** Settings of questions that contradict each other. Pure. */
import { isQuestion } from './form-answers.ts';
import type { FormDefinition, Question } from './form-definition.schema.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

export function checkQuestions(definition: FormDefinition): Finding[] {
  return definition.items.flatMap((item, index) =>
    isQuestion(item) ? checkRange(item, `/items/${String(index)}`) : [],
  );
}

/** A lower limit above the upper one leaves no answer. */
function checkRange(question: Question, at: string): Finding[] {
  const [low, high, key] = rangeOf(question);
  if (low === undefined || high === undefined || low <= high) return [];
  return [
    { pointer: `${at}/${key}`, code: 'empty-range', expected: `${String(low)} or more`, found: shown(high) },
  ];
}

type Limit = number | string | undefined;

function rangeOf(question: Question): [low: Limit, high: Limit, key: string] {
  switch (question.type) {
    case 'number':
      return [question.min, question.max, 'max'];
    case 'date':
      return [question.earliest, question.latest, 'latest'];
    default:
      return [undefined, undefined, ''];
  }
}
