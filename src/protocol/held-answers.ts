/** Answers as a visitor reads them again: in the words and the order of the form they were given to. */
import { ADDRESS_PARTS, isFileAnswer } from './answers.ts';
import type { Answers, AnswerValue } from './answers.ts';
import { COUNTRY_CODES } from './countries.ts';
import { questionsOf } from './form-answers.ts';
import type { FormDefinition, Question } from './form-definition.schema.ts';
import { textAt } from './localised.ts';
import type { Translated } from './localised.ts';
import type { HeldAnswer } from './me.ts';

export function heldAnswers(definition: FormDefinition, answers: Answers, language: string): HeldAnswer[] {
  return questionsOf(definition).flatMap((question): HeldAnswer[] => {
    const value = answers[question.id];
    if (value === undefined) return [];
    const { id: item, type, label } = question;
    return [
      {
        item,
        type,
        label: textAt(definition, `${item}.label`, label, language),
        lines: linesOf(definition, question, value, language),
      },
    ];
  });
}

/**
 * Whether a visitor can put an answer right by themselves. The address is how they are known, and has to be proved; a
 * file is looked at when it comes with a form.
 */
export function isCorrectable({ type }: Question): boolean {
  return type !== 'email' && type !== 'file';
}

/** A question in one language, for whoever shows it without its form. */
export function questionIn<Type extends Question>(
  definition: FormDefinition,
  question: Type,
  language: string,
): Type {
  const said = (key: string, words: string): string =>
    textAt(definition, `${question.id}.${key}`, words, language);
  const entries = Object.entries(question).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (TEXTS.includes(key) && typeof value === 'string') return [key, said(key, value)];
    // The rows of a long text are a number.
    if (!LISTS.includes(key) || !Array.isArray(value)) return [key, value];
    const members = value as { id: string; label: string }[];
    return [key, members.map(({ id, label }) => ({ id, label: said(`${key}.${id}`, label) }))];
  });
  const { showIf: _showIf, prefillFrom: _prefillFrom, ...shown } = Object.fromEntries(entries);
  return shown as Type;
}

const TEXTS = ['label', 'hint', 'why', 'low', 'high'];
const LISTS = ['options', 'rows', 'columns'];

/** A day, a number and a box stay as they are: how they are written depends on the reader. */
export function linesOf(
  definition: Translated,
  question: Question,
  value: AnswerValue,
  language: string,
): string[] {
  const word = (list: 'options' | 'rows' | 'columns', id: string): string => {
    const members = list in question ? (question[list as keyof Question] as unknown) : [];
    const member = (members as { id: string; label: string }[]).find((candidate) => candidate.id === id);
    return member === undefined
      ? id
      : textAt(definition, `${question.id}.${list}.${id}`, member.label, language);
  };
  if (isFileAnswer(value)) return [value.name];
  if (Array.isArray(value)) return value.map((id) => word('options', id));
  if (typeof value !== 'object') {
    if (question.type === 'country') return [countryName(String(value), language)];
    return ['options' in question ? word('options', String(value)) : String(value)];
  }
  if (question.type === 'matrix') {
    return Object.entries(value).map(([row, column]) => `${word('rows', row)}: ${word('columns', column)}`);
  }
  return ADDRESS_PARTS.flatMap((part) => {
    const text = value[part] ?? '';
    if (text === '') return [];
    return part === 'country' ? [countryName(text, language)] : text.split('\n');
  });
}

function countryName(code: string, language: string): string {
  // Kept from a time of other rules, a code need not be one; the reader still gets everything else.
  if (!COUNTRY_CODES.includes(code)) return code;
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}
