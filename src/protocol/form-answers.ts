/**
 * The rules of a filled form, pure: which items are there, which consents, and what is wrong with
 * the answers. The element and the backend run the same ones, so they cannot disagree.
 */
import type { ConsentBlock, FormDefinition, OptIn, Question } from './form-definition.schema.ts';

export type Answers = Record<string, string>;
/** consent id → ticked; a missing id means the box was left. */
export type Ticks = Record<string, boolean>;

export type AnswerProblem = 'required' | 'too-long' | 'not-an-email' | 'not-an-option' | 'must-acknowledge';

export interface AnswerFinding {
  /** The question or consent it is about. */
  item: string;
  code: AnswerProblem;
  /** For `too-long`: the number of characters allowed. */
  limit?: number;
}

/** The address form of the HTML standard, with a dot in the domain because mail is sent to it. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;
const EMAIL_MAX = 254;
const TEXT_MAX = 200;
const TEXTAREA_MAX = 5000;

export function isQuestion(item: FormDefinition['items'][number]): item is Question {
  return 'type' in item;
}

export function questionsOf(definition: FormDefinition): Question[] {
  return definition.items.filter(isQuestion);
}

/** Consent id and block, in reading order. */
export function consentsOf(definition: FormDefinition): [string, ConsentBlock][] {
  return definition.items
    .flatMap((item) => ('ask' in item ? item.ask : []))
    .flatMap((id) => {
      const block = definition.consents[id];
      return block === undefined ? [] : [[id, block] satisfies [string, ConsentBlock]];
    });
}

function optInsOf(definition: FormDefinition): [string, OptIn][] {
  return consentsOf(definition).filter((entry): entry is [string, OptIn] => entry[1].kind === 'opt-in');
}

/** The consent that reveals a question, when one does (S-15). */
export function revealedBy(definition: FormDefinition, question: string): string | undefined {
  return optInsOf(definition).find(([, block]) => block.reveal?.includes(question))?.[0];
}

/** Whether a question exists now. Hidden means not required, not validated, not sent. */
export function isShown(definition: FormDefinition, question: string, ticks: Ticks): boolean {
  const consent = revealedBy(definition, question);
  return consent === undefined || ticks[consent] === true;
}

/** Whether an opt-in can be offered: it needs a way to reach the visitor. */
export function isOffered(definition: FormDefinition, block: ConsentBlock, answers: Answers): boolean {
  if (block.kind !== 'opt-in' || block.needs === undefined) return true;
  const needed = questionsOf(definition).find((question) => question.id === block.needs);
  return needed?.required === true || (answers[block.needs] ?? '').trim() !== '';
}

/** Longest answer a question takes, in UTF-16 code units as `maxlength` counts them. */
export function maxLengthOf(question: Question): number {
  switch (question.type) {
    case 'text':
      return question.maxLength ?? TEXT_MAX;
    case 'textarea':
      return question.maxLength ?? TEXTAREA_MAX;
    case 'email':
      return EMAIL_MAX;
    case 'select':
      return Number.MAX_SAFE_INTEGER;
  }
}

/** What is sent: the shown questions that were answered, trimmed. */
export function answersToSend(definition: FormDefinition, answers: Answers, ticks: Ticks): Answers {
  const kept = questionsOf(definition)
    .filter((question) => isShown(definition, question.id, ticks))
    .map((question) => [question.id, (answers[question.id] ?? '').trim()] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(kept);
}

function findingFor(question: Question, value: string): AnswerFinding | undefined {
  if (value === '') return question.required === true ? { item: question.id, code: 'required' } : undefined;
  const limit = maxLengthOf(question);
  if (value.length > limit) return { item: question.id, code: 'too-long', limit };
  if (question.type === 'email' && !EMAIL.test(value)) return { item: question.id, code: 'not-an-email' };
  if (question.type === 'select' && !question.options.some((option) => option.id === value)) {
    return { item: question.id, code: 'not-an-option' };
  }
  return undefined;
}

/** Everything that is wrong with a filled form, in reading order. No opt-in is ever required (L-03). */
export function checkAnswers(definition: FormDefinition, answers: Answers, ticks: Ticks): AnswerFinding[] {
  const questions = questionsOf(definition)
    .filter((question) => isShown(definition, question.id, ticks))
    .map((question) => findingFor(question, (answers[question.id] ?? '').trim()))
    .filter((finding) => finding !== undefined);
  const acknowledgements = consentsOf(definition)
    .filter(([id, block]) => block.kind === 'acknowledge' && ticks[id] !== true)
    .map(([id]): AnswerFinding => ({ item: id, code: 'must-acknowledge' }));
  return [...questions, ...acknowledgements];
}
