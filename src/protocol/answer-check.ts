/** What each type of question takes as an answer. The element and every backend run the same check. */
import { ADDRESS_PARTS, isBlank, isFileAnswer } from './answers.ts';
import type { AddressPart, AnswerParts, AnswerValue } from './answers.ts';
import { isRealDay } from './calendar.ts';
import { COUNTRY_CODES } from './countries.ts';
import type { QuestionOf, Question } from './form-definition.schema.ts';
import { USUAL_FILE } from './terms.ts';

export const ANSWER_PROBLEMS = [
  'required',
  'wrong-type',
  'too-long',
  'not-an-email',
  'not-a-phone',
  'not-a-url',
  'not-a-number',
  'not-whole',
  'too-small',
  'too-large',
  'not-a-date',
  'too-early',
  'too-late',
  'not-an-option',
  'incomplete',
  'file-type',
  'file-too-large',
  'file-empty',
  // Told by the device only; what cannot be read is never sent.
  'file-unreadable',
  'must-acknowledge',
] as const;
export type AnswerProblem = (typeof ANSWER_PROBLEMS)[number];

/** What is wrong with one answer. */
export interface Flaw {
  code: AnswerProblem;
  /** Characters, bytes, the smallest or largest number, the first or last day that is allowed. */
  limit?: number | string;
  /** The row of a matrix or the part of an address it is about. */
  part?: string;
}

/** The address form of the HTML standard, with a dot in the domain because mail is sent to it. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;
/** Any country's digits and spacing, with an extension; numbers have at most 15 digits (ITU-T E.164). */
const PHONE = /^\+?(?:[\s().\/-]*\p{Nd}){5,15}[\s().\/-]*(?:(?:x|ext\.?)\s*\p{Nd}{1,6})?$/iu;
/** People leave the scheme out; what they mean is a page all the same. */
const WEB_ADDRESS =
  /^(?:https?:\/\/)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}(?::\d{1,5})?(?:[/?#][^\s\u0000-\u001f\u007f]*)?$/iu;
/** What no database or screen takes: NUL, half a character; in a single line also breaks. */
const BROKEN = /[\u0000\p{Cs}]/u;
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

const EMAIL_MAX = 254;
const TEXT_MAX = 200;
const TEXTAREA_MAX = 5000;
const PHONE_MAX = 40;
const URL_MAX = 2000;
const ADDRESS_MAX = { street: 300, postcode: 20, town: 100 };

/** Longest answer a question takes, in UTF-16 code units as `maxlength` counts them. */
export function maxLengthOf(question: Question): number {
  switch (question.type) {
    case 'text':
      return question.maxLength ?? TEXT_MAX;
    case 'textarea':
      return question.maxLength ?? TEXTAREA_MAX;
    case 'email':
      return EMAIL_MAX;
    case 'phone':
      return PHONE_MAX;
    case 'url':
      return URL_MAX;
    default:
      return Number.MAX_SAFE_INTEGER;
  }
}

export function isRequired(question: Question): boolean {
  return 'required' in question && question.required === true;
}

/** Everything that is wrong with an answer to a question that is shown; only parts can be wrong severally. */
export function flawsOf(question: Question, value: AnswerValue | undefined): Flaw[] {
  const isParted = question.type === 'matrix' || question.type === 'address';
  if (value !== undefined && isParted && hasType(question, value) && !isBlank(value)) {
    const parts = value as AnswerParts;
    return question.type === 'matrix' ? matrixFlaws(question, parts) : addressFlaws(parts);
  }
  const flaw = flawOf(question, value);
  return flaw === undefined ? [] : [flaw];
}

function flawOf(question: Question, value: AnswerValue | undefined): Flaw | undefined {
  if (value !== undefined && !hasType(question, value)) return typeFlaw(question, value);
  if (value === undefined || isBlank(value)) return isRequired(question) ? { code: 'required' } : undefined;
  if (typeof value === 'string') return textFlaw(question, value.trim());
  if (typeof value === 'number') return numberFlaw(question, value);
  if (Array.isArray(value)) return choicesFlaw(question, value);
  return question.type === 'file' && isFileAnswer(value) ? fileFlaw(question, value) : undefined;
}

function hasType({ type }: Question, value: AnswerValue): boolean {
  switch (type) {
    case 'number':
    case 'scale':
      return typeof value === 'number' && Number.isFinite(value);
    case 'checkbox':
      return value === true;
    case 'multi-choice':
      return Array.isArray(value) && value.every((id) => typeof id === 'string');
    case 'matrix':
    case 'address':
      return typeof value === 'object' && !Array.isArray(value) && isParts(value);
    case 'file':
      return isFileAnswer(value);
    default:
      return typeof value === 'string';
  }
}

/** What a host's script passes has not been through a schema. */
function isParts(value: object): boolean {
  return !isFileAnswer(value) && Object.values(value).every((part) => typeof part === 'string');
}

/** What was typed and is no number stays text, so that it can be told from an answer of the wrong kind. */
function typeFlaw({ type }: Question, value: AnswerValue): Flaw {
  const isNumber = type === 'number' || type === 'scale';
  return { code: isNumber && ['string', 'number'].includes(typeof value) ? 'not-a-number' : 'wrong-type' };
}

function textFlaw(question: Question, text: string): Flaw | undefined {
  const limit = maxLengthOf(question);
  if (text.length > limit) return { code: 'too-long', limit };
  if (BROKEN.test(text)) return { code: 'wrong-type' };
  switch (question.type) {
    case 'text':
      return CONTROL.test(text) ? { code: 'wrong-type' } : undefined;
    case 'email':
      return EMAIL.test(text) ? undefined : { code: 'not-an-email' };
    case 'phone':
      return PHONE.test(text) ? undefined : { code: 'not-a-phone' };
    case 'url':
      return WEB_ADDRESS.test(text) ? undefined : { code: 'not-a-url' };
    case 'date':
      return dateFlaw(question, text);
    case 'select':
    case 'radio':
      return question.options.some(({ id }) => id === text) ? undefined : { code: 'not-an-option' };
    case 'country':
      return COUNTRY_CODES.includes(text) ? undefined : { code: 'not-an-option' };
    default:
      return undefined;
  }
}

function dateFlaw({ earliest, latest }: QuestionOf<'date'>, day: string): Flaw | undefined {
  if (!isRealDay(day)) return { code: 'not-a-date' };
  if (earliest !== undefined && day < earliest) return { code: 'too-early', limit: earliest };
  return latest !== undefined && day > latest ? { code: 'too-late', limit: latest } : undefined;
}

function numberFlaw(question: Question, value: number): Flaw | undefined {
  if (question.type === 'scale') {
    const isStep = Number.isInteger(value) && value >= question.from && value <= question.to;
    return isStep ? undefined : { code: 'not-an-option' };
  }
  if (question.type !== 'number') return { code: 'wrong-type' };
  const { min, max, whole } = question;
  if (min !== undefined && value < min) return { code: 'too-small', limit: min };
  if (max !== undefined && value > max) return { code: 'too-large', limit: max };
  return whole === true && !Number.isInteger(value) ? { code: 'not-whole' } : undefined;
}

function choicesFlaw(question: Question, chosen: string[]): Flaw | undefined {
  if (question.type !== 'multi-choice') return { code: 'wrong-type' };
  const ids = question.options.map(({ id }) => id);
  const isSound = chosen.every((id, index) => ids.includes(id) && chosen.indexOf(id) === index);
  return isSound ? undefined : { code: 'not-an-option' };
}

function matrixFlaws({ rows, columns, required }: QuestionOf<'matrix'>, chosen: AnswerParts): Flaw[] {
  const strange = Object.entries(chosen)
    .filter(([row, column]) => !rows.some(({ id }) => id === row) || !columns.some(({ id }) => id === column))
    .map(([part]): Flaw => ({ code: 'not-an-option', part }));
  const missing = required === true ? rows.filter(({ id }) => chosen[id] === undefined) : [];
  return [...strange, ...missing.map(({ id }): Flaw => ({ code: 'incomplete', part: id }))];
}

/** An address that was begun has to be one that a letter reaches. */
function addressFlaws(parts: AnswerParts): Flaw[] {
  const keys: readonly string[] = ADDRESS_PARTS;
  const strange = Object.keys(parts)
    .filter((key) => !keys.includes(key))
    .map((part): Flaw => ({ code: 'wrong-type', part }));
  return [...strange, ...ADDRESS_PARTS.flatMap((part) => addressPartFlaw(part, (parts[part] ?? '').trim()))];
}

function addressPartFlaw(part: AddressPart, text: string): Flaw[] {
  if (text === '') return part === 'postcode' ? [] : [{ code: 'incomplete', part }];
  if (part === 'country') return COUNTRY_CODES.includes(text) ? [] : [{ code: 'not-an-option', part }];
  const limit = ADDRESS_MAX[part];
  if (BROKEN.test(text)) return [{ code: 'wrong-type', part }];
  return text.length > limit ? [{ code: 'too-long', limit, part }] : [];
}

function fileFlaw(
  { accept, maxBytes = USUAL_FILE }: QuestionOf<'file'>,
  file: { size: number; kind: string },
) {
  const kinds: readonly string[] = accept;
  if (!kinds.includes(file.kind)) return { code: 'file-type', limit: accept.join(', ') } satisfies Flaw;
  if (file.size === 0) return { code: 'file-empty' } satisfies Flaw;
  return file.size > maxBytes ? ({ code: 'file-too-large', limit: maxBytes } satisfies Flaw) : undefined;
}
