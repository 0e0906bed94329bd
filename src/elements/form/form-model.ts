/** What is sent of a filled form, and what an answer of the backend says about it. Pure. */
import { ANSWER_PROBLEMS } from '../../protocol/answer-check.ts';
import type { Condition } from '../../protocol/condition.schema.ts';
import { answersToSend, conditionOf } from '../../protocol/form-answers.ts';
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import type { FormDefinition, PublishedForm, Question } from '../../protocol/form-definition.schema.ts';
import { textAt } from '../../protocol/localised.ts';
import type { RenderedConsent, SubmissionPayload } from '../../protocol/operation.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { QuestionType } from '../../protocol/question.schema.ts';
import type { Filling } from './filling.ts';

/** Types whose controls come with the form; the others are loaded when a form has one. */
export const PLAIN_TYPES: readonly QuestionType[] = [
  'text',
  'email',
  'phone',
  'url',
  'number',
  'date',
  'textarea',
  'select',
];
const GROUP_TYPES: readonly QuestionType[] = [
  'radio',
  'checkbox',
  'multi-choice',
  'country',
  'scale',
  'matrix',
  'address',
  'file',
];

/** Whether this version of the element can show the form; says no rather than showing half of it. */
export function isShowable({ definition, wordings }: PublishedForm): boolean {
  try {
    const types: readonly string[] = [...PLAIN_TYPES, ...GROUP_TYPES];
    const known = definition.items.every((item) => {
      if (RESERVED.includes(item.id) || !isJudgeable(conditionOf(item))) return false;
      if ('type' in item) return types.includes(item.type) && isDrawable(item);
      return 'say' in item || 'step' in item || item.ask.every((id) => id in definition.consents);
    });
    const worded = Object.keys(definition.consents).every((id) =>
      definition.languages.every((language) => wordings[id]?.[language] !== undefined),
    );
    const { submit, after } = definition as Partial<FormDefinition>;
    return known && worded && typeof submit?.label === 'string' && typeof after?.title === 'string';
  } catch {
    return false;
  }
}

/** What JavaScript objects have of their own is no id. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** A condition of a kind this version does not know could show or hide the wrong things. */
function isJudgeable(condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every(isJudgeable);
  if ('any' in condition) return condition.any.every(isJudgeable);
  const known = ['is', 'isNot', 'isOneOf', 'filled'];
  return typeof condition.field === 'string' && known.some((key) => key in condition);
}

/** A list without members is a question nobody can answer. */
function isDrawable(question: Question): boolean {
  if (question.type === 'matrix') return Array.isArray(question.rows) && Array.isArray(question.columns);
  return !('options' in question) || Array.isArray(question.options);
}

/** What is sent: shown answers, and every offered consent block with the words as they were rendered. */
export function submissionOf(
  form: PublishedForm,
  filling: Filling,
  language: string,
): Pick<SubmissionPayload, 'form' | 'formVersion' | 'language' | 'policy' | 'answers' | 'consents'> {
  const { definition, wordings } = form;
  const { policy, version, hash } = form.policy;
  const { ticks, touched, shown } = filling;
  return {
    form: definition.form,
    formVersion: definition.version,
    language,
    policy: { policy, version, hash },
    answers: answersToSend(definition, filling.answers, ticks),
    consents: shown.consents.map(([id, block]): RenderedConsent => ({
      consent: id,
      words: textAt(definition, `${id}.text`, block.text, language),
      hash: wordings[id]?.[language] ?? '',
      ...(block.kind === 'notice' ? {} : { ticked: ticks[id] === true, touched: touched[id] === true }),
    })),
  };
}

/** The backend's findings that are about something on the form; the others have no place there. */
export function answerFindings(filling: Filling, findings: readonly Finding[]): AnswerFinding[] {
  return findings.flatMap(({ pointer, code, expected }): AnswerFinding[] => {
    const [, item, part] = /\/payload\/(?:answers|consents)\/([^/]+)(?:\/([^/]+))?$/.exec(pointer) ?? [];
    const problem = ANSWER_PROBLEMS.find((known) => known === code);
    if (item === undefined || problem === undefined) return [];
    if (!filling.questions.has(item) && !(item in filling.definition.consents)) return [];
    const limit = expected === undefined ? {} : { limit: expected };
    return [{ item, code: problem, ...limit, ...(part === undefined ? {} : { part }) }];
  });
}
