/**
 * The rules of a filled form, pure: what is shown, which consents are offered, what is wrong and what
 * is sent. The element and the backend run the same ones, so they cannot disagree.
 */
import { flawsOf, isRequired } from './answer-check.ts';
import type { Flaw } from './answer-check.ts';
import { isBlank, isFileAnswer } from './answers.ts';
import type { AnswerValue, Answers, Ticks } from './answers.ts';
import type { Condition } from './condition.schema.ts';
import { fieldsOf, holds } from './conditions.ts';
import type { ConsentBlock, FormDefinition, FormItem, Question } from './form-definition.schema.ts';

/** What is wrong with one question or consent. */
export interface AnswerFinding extends Flaw {
  item: string;
}

export function isQuestion(item: FormItem): item is Question {
  return 'type' in item;
}

export function questionsOf(definition: FormDefinition): Question[] {
  return definition.items.filter(isQuestion);
}

/** Consent id and block, in reading order. */
export function consentsOf(definition: FormDefinition): [string, ConsentBlock][] {
  return definition.items.flatMap((item) => ('ask' in item ? blocksOf(definition, item.ask) : []));
}

function blocksOf({ consents }: FormDefinition, ids: readonly string[]): [string, ConsentBlock][] {
  return ids.flatMap((id): [string, ConsentBlock][] => {
    const block = Object.hasOwn(consents, id) ? consents[id] : undefined;
    return block === undefined ? [] : [[id, block]];
  });
}

/** The consent that reveals a question, when one does (S-15). */
export function revealedBy(definition: FormDefinition, question: string): string | undefined {
  return consentsOf(definition).find(
    ([, block]) => block.kind === 'opt-in' && block.reveal?.includes(question) === true,
  )?.[0];
}

/** When an item is shown, as its author wrote it; consents are asked wherever their step is shown. */
export function conditionOf(item: FormItem): Condition | undefined {
  return 'showIf' in item ? item.showIf : undefined;
}

/** Questions whose answers decide what else is shown or offered. */
export function triggersOf(definition: FormDefinition): Set<string> {
  const conditions = definition.items.flatMap((item) => fieldsOf(conditionOf(item)));
  const needs = consentsOf(definition).flatMap(([, block]) =>
    block.kind === 'opt-in' && block.needs !== undefined ? [block.needs] : [],
  );
  return new Set([...conditions, ...needs]);
}

/** What there is of a form now. Hidden means not required, not checked, not sent. */
export interface Shown {
  /** Ids of questions, texts, places for consents and steps. */
  items: ReadonlySet<string>;
  /** Consent blocks that are offered, in reading order. */
  consents: readonly [string, ConsentBlock][];
}

/**
 * One pass in reading order: a condition sees the questions before it, and one that is hidden has no
 * answer. A published form refers to nothing further down (`form-check.ts`).
 */
export function shownOf(definition: FormDefinition, answers: Answers, ticks: Ticks): Shown {
  const items = new Set<string>();
  const consents: [string, ConsentBlock][] = [];
  const answerTo = (question: string): AnswerValue | undefined =>
    items.has(question) ? answers[question] : undefined;
  const required = new Set(questionsOf(definition).filter(isRequired).map(({ id }) => id)); // prettier-ignore
  const hidden = new Set<string>(
    consentsOf(definition).flatMap(([, block]) => (block.kind === 'opt-in' ? (block.reveal ?? []) : [])),
  );
  let isStepShown = true;
  for (const item of definition.items) {
    const condition = conditionOf(item);
    const isTrue = condition === undefined || holds(condition, answerTo);
    if ('step' in item) isStepShown = isTrue;
    if (!isStepShown || !isTrue || hidden.has(item.id)) continue;
    items.add(item.id);
    if (!('ask' in item)) continue;
    for (const [id, block] of blocksOf(definition, item.ask)) {
      if (!isReachable(block, required, answerTo)) continue;
      consents.push([id, block]);
      if (block.kind !== 'opt-in' || ticks[id] !== true) continue;
      for (const question of block.reveal ?? []) hidden.delete(question);
    }
  }
  return { items, consents };
}

/** An opt-in needs a way to reach the visitor. */
function isReachable(
  block: ConsentBlock,
  required: ReadonlySet<string>,
  answerTo: (question: string) => AnswerValue | undefined,
): boolean {
  if (block.kind !== 'opt-in' || block.needs === undefined) return true;
  return required.has(block.needs) || !isBlank(answerTo(block.needs));
}

/** What is sent: the shown questions that were answered, without spaces around. */
export function answersToSend(definition: FormDefinition, answers: Answers, ticks: Ticks): Answers {
  const { items } = shownOf(definition, answers, ticks);
  const kept = questionsOf(definition).flatMap(({ id }): [string, AnswerValue][] => {
    const value = items.has(id) ? answers[id] : undefined;
    return value === undefined || isBlank(value) ? [] : [[id, tidied(value)]];
  });
  return Object.fromEntries(kept);
}

/** Without what stands around it and means nothing. */
export function tidied(value: AnswerValue): AnswerValue {
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'object' || Array.isArray(value) || isFileAnswer(value)) return value;
  const parts = Object.entries(value).map(([part, text]) => [part, text.trim()] as const);
  return Object.fromEntries(parts.filter(([, text]) => text !== ''));
}

/** Everything that is wrong with a filled form, in reading order. No opt-in is ever required (L-03). */
export function checkAnswers(definition: FormDefinition, answers: Answers, ticks: Ticks): AnswerFinding[] {
  const { items } = shownOf(definition, answers, ticks);
  return definition.items
    .filter(({ id }) => items.has(id))
    .flatMap((item): AnswerFinding[] => {
      if ('ask' in item) return unconfirmed(blocksOf(definition, item.ask), ticks);
      if (!isQuestion(item)) return [];
      return flawsOf(item, answers[item.id]).map((flaw) => ({ item: item.id, ...flaw }));
    });
}

function unconfirmed(blocks: [string, ConsentBlock][], ticks: Ticks): AnswerFinding[] {
  return blocks
    .filter(([id, block]) => block.kind === 'acknowledge' && ticks[id] !== true)
    .map(([item]) => ({ item, code: 'must-acknowledge' }));
}
