/** Whether a condition holds for the answers so far. Pure; nothing is evaluated but data. */
import type { AnswerValue } from './answers.ts';
import { isBlank } from './answers.ts';
import type { Condition } from './condition.schema.ts';

type Test = Extract<Condition, { field: string }>;

/** `answerTo` gives no answer for a question that is hidden; then only `filled: false` is true. */
export function holds(
  condition: Condition,
  answerTo: (question: string) => AnswerValue | undefined,
): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answerTo));
  if ('any' in condition) return condition.any.some((part) => holds(part, answerTo));
  return isTrue(condition, answerTo(condition.field));
}

function isTrue(test: Test, answer: AnswerValue | undefined): boolean {
  if ('filled' in test) return test.filled !== isBlank(answer);
  if (answer === undefined || isBlank(answer)) return false;
  if ('isNot' in test) return !matches(answer, test.isNot);
  if ('is' in test) return matches(answer, test.is);
  return test.isOneOf.some((wanted) => matches(answer, wanted));
}

function matches(answer: AnswerValue, wanted: string | number | boolean): boolean {
  if (typeof answer === 'string') return answer.trim() === wanted;
  return Array.isArray(answer) ? answer.some((chosen) => chosen === wanted) : answer === wanted;
}

/** The questions a condition asks about. */
export function fieldsOf(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  return [condition.field];
}
