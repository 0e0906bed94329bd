/** Settings of questions that contradict each other. Pure. */
import { maxLengthOf } from './answer-check.ts';
import { isQuestion, questionsOf } from './form-answers.ts';
import type { FormDefinition, Question } from './form-definition.schema.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import { LARGEST_FILE, MOST_LETTERS, USUAL_FILE } from './terms.ts';

export function checkQuestions(definition: FormDefinition): Finding[] {
  const ranges = definition.items.flatMap((item, index) =>
    isQuestion(item) ? checkRange(item, `/items/${String(index)}`) : [],
  );
  return [...ranges, ...tooMuch(definition)];
}

/** What fits each question must also fit one request, or visitors write what can never be sent. */
function tooMuch(definition: FormDefinition): Finding[] {
  const questions = questionsOf(definition);
  const isText = ({ type }: Question): boolean => ['text', 'textarea'].includes(type);
  const letters = sum(questions.filter(isText).map(maxLengthOf));
  const bytes = sum(
    questions.map((question) => (question.type === 'file' ? (question.maxBytes ?? USUAL_FILE) : 0)),
  );
  const finding = (code: string, most: number, found: number): Finding[] =>
    found <= most
      ? []
      : [{ pointer: '/items', code, expected: `at most ${String(most)} in all`, found: String(found) }];
  return [
    ...finding('too-many-characters', MOST_LETTERS, letters),
    ...finding('too-many-bytes', LARGEST_FILE, bytes),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A lower limit above the upper one leaves no answer. */
function checkRange(question: Question, at: string): Finding[] {
  const [low, high, key] = rangeOf(question);
  if (low === undefined || high === undefined) return [];
  const isWhole = question.type === 'number' && question.whole === true;
  if (isWhole ? Math.ceil(Number(low)) <= Math.floor(Number(high)) : low <= high) return [];
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
