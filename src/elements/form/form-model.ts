/** A form as a visitor filled it, and what would be sent of it. Pure: no elements, no words. */
import {
  answersToSend,
  consentsOf,
  isOffered,
  isQuestion,
  isShown,
  maxLengthOf,
  questionsOf,
} from '../../protocol/form-answers.ts';
import type { AnswerFinding, AnswerProblem, Answers, Ticks } from '../../protocol/form-answers.ts';
import type {
  ConsentBlock,
  FormDefinition,
  FormItem,
  PublishedForm,
} from '../../protocol/form-definition.schema.ts';
import { textAt } from '../../protocol/localised.ts';
import type { RenderedConsent, SubmissionPayload } from '../../protocol/operation.schema.ts';
import type { Finding } from '../../protocol/problem.ts';

export interface Filled {
  answers: Answers;
  ticks: Ticks;
  /** Consents whose box the visitor moved at all. */
  touched: Record<string, boolean>;
}

/** Nothing answered, nothing ticked; every form starts like this (L-01). */
export function blank(): Filled {
  return { answers: {}, ticks: {}, touched: {} };
}

/** What comes back from the device: answers, never ticks. Consent is given anew each time. */
export function refilled(payload: SubmissionPayload): Filled {
  return { ...blank(), answers: { ...payload.answers } };
}

/** The same answers with every box empty. */
export function unticked(filled: Filled): Filled {
  return { ...blank(), answers: filled.answers };
}

/** Whether this version of the element can show the form; says no rather than showing half of it. */
export function isShowable({ definition, wordings }: PublishedForm): boolean {
  try {
    const types = ['text', 'email', 'textarea', 'select'];
    const known = definition.items.every((item) =>
      isQuestion(item)
        ? types.includes(item.type)
        : 'say' in item || item.ask.every((id) => id in definition.consents),
    );
    const worded = Object.keys(definition.consents).every((id) =>
      definition.languages.every((language) => wordings[id]?.[language] !== undefined),
    );
    const { submit, after } = definition as Partial<FormDefinition>;
    return known && worded && typeof submit?.label === 'string' && typeof after?.title === 'string';
  } catch {
    return false;
  }
}

/** The items that exist now, in reading order (S-15: a revealed question only while its box is ticked). */
export function visibleItems(definition: FormDefinition, { ticks }: Filled): FormItem[] {
  return definition.items.filter((item) => !isQuestion(item) || isShown(definition, item.id, ticks));
}

/** The consent blocks of one item that can be offered now. */
export function offeredOf(
  definition: FormDefinition,
  asked: readonly string[],
  { answers }: Filled,
): [string, ConsentBlock][] {
  return consentsOf(definition).filter(
    ([id, block]) => asked.includes(id) && isOffered(definition, block, answers),
  );
}

/** Questions that some opt-in needs: only these change what is offered while a visitor types. */
export function neededQuestions(definition: FormDefinition): Set<string> {
  const needs = Object.values(definition.consents).flatMap((block) =>
    block.kind === 'opt-in' && block.needs !== undefined ? [block.needs] : [],
  );
  return new Set(needs);
}

/** Takes the ticks out of boxes that are no longer offered; they are empty when they come back. */
export function withoutHiddenTicks(definition: FormDefinition, filled: Filled): Filled {
  const offered = new Set(offeredOf(definition, Object.keys(definition.consents), filled).map(([id]) => id));
  const ticks = Object.fromEntries(Object.entries(filled.ticks).filter(([id]) => offered.has(id)));
  return { ...filled, ticks };
}

/** What is sent: shown answers, and every offered consent block with the words as they were rendered. */
export function submissionOf(form: PublishedForm, filled: Filled, language: string): SubmissionPayload {
  const { definition, wordings } = form;
  const { policy, version, hash } = form.policy;
  return {
    form: definition.form,
    formVersion: definition.version,
    language,
    policy: { policy, version, hash },
    answers: answersToSend(definition, filled.answers, filled.ticks),
    consents: offeredOf(definition, Object.keys(definition.consents), filled).map(
      ([id, block]): RenderedConsent => ({
        consent: id,
        words: textAt(definition, `${id}.text`, block.text, language),
        hash: wordings[id]?.[language] ?? '',
        ...(block.kind === 'notice'
          ? {}
          : { ticked: filled.ticks[id] === true, touched: filled.touched[id] === true }),
      }),
    ),
  };
}

const ANSWER_PROBLEMS: readonly AnswerProblem[] = [
  'required',
  'too-long',
  'not-an-email',
  'not-an-option',
  'must-acknowledge',
];

/** The backend's findings that are about something on the form; the others have no place there. */
export function answerFindings(definition: FormDefinition, findings: readonly Finding[]): AnswerFinding[] {
  return findings.flatMap(({ pointer, code }) => {
    const [, item] = /\/payload\/(?:answers|consents)\/([^/]+)$/.exec(pointer) ?? [];
    const problem = ANSWER_PROBLEMS.find((known) => known === code);
    const question = questionsOf(definition).find((candidate) => candidate.id === item);
    if (item === undefined || problem === undefined) return [];
    if (question === undefined && !(item in definition.consents)) return [];
    return [
      {
        item,
        code: problem,
        ...(question && problem === 'too-long' ? { limit: maxLengthOf(question) } : {}),
      },
    ];
  });
}
