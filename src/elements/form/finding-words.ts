/** What is wrong with an answer, and how to put it right, in the reader's words. */
import { msg, str } from '../../locales/lit-localize.ts';
import { maxLengthOf } from '../../protocol/answer-check.ts';
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import type { FormDefinition, Question } from '../../protocol/form-definition.schema.ts';
import { plainWords } from '../base/links.ts';
import type { Filling } from './filling.ts';
import type { TextOf } from './form-words.ts';

/** What of a filling the words need. */
export interface Asked extends Pick<Filling, 'questions' | 'entered'> {
  definition: Pick<FormDefinition, 'consents'>;
}

/** Names the question by its own label. */
export function findingWords(filling: Asked, text: TextOf, finding: AnswerFinding, language: string): string {
  const question = filling.questions.get(finding.item);
  if (question === undefined) {
    const block = filling.definition.consents[finding.item];
    const words = block === undefined ? '' : plainWords(text(`${finding.item}.text`, block.text));
    return msg(str`Tick the box to confirm: ${words}`);
  }
  const label = labelOf(question, text, finding.part);
  const limit = limitWords(finding, question, language);
  switch (finding.code) {
    case 'too-long': {
      const entry = filling.entered[question.id];
      const used = typeof entry === 'string' ? entry.trim().length : undefined;
      return used === undefined
        ? msg(str`Shorten “${label}” to ${limit} characters`)
        : msg(str`Shorten “${label}” to ${limit} characters; it has ${used}`);
    }
    case 'not-an-email':
      return msg(str`Give an address like name@example.com for “${label}”`);
    case 'not-a-phone':
      return msg(str`Give a number like +44 20 7946 0000 for “${label}”`);
    case 'not-a-url':
      return msg(str`Give an address like www.example.com for “${label}”`);
    case 'not-a-number':
      return msg(str`Write “${label}” as a number`);
    case 'not-whole':
      return msg(str`Write “${label}” as a number without fractions`);
    case 'too-small':
      return msg(str`Give ${limit} or more for “${label}”`);
    case 'too-large':
      return msg(str`Give ${limit} or less for “${label}”`);
    case 'not-a-date':
      return msg(str`Give a day, month and year that exist for “${label}”`);
    case 'too-early':
      return msg(str`Give ${limit} or a later day for “${label}”`);
    case 'too-late':
      return msg(str`Give ${limit} or an earlier day for “${label}”`);
    case 'file-type':
      return msg(str`Choose a file of the kind ${limit} for “${label}”`);
    case 'file-too-large':
      return msg(str`Choose a file of ${limit} at most for “${label}”`);
    case 'file-empty':
      return msg(str`Choose a file that is not empty for “${label}”`);
    case 'file-unreadable':
      return msg(str`The file for “${label}” could not be read. Choose it again, or another one`);
    case 'not-an-option':
      return msg(str`Choose an answer from the list for “${label}”`);
    case 'wrong-type':
      return msg(str`Give another answer for “${label}”; this one cannot be read`);
    case 'required':
    case 'incomplete':
    case 'must-acknowledge':
      return missingWords(question, label, finding.part);
  }
}

function missingWords({ type }: Question, label: string, part: string | undefined): string {
  if (type === 'file') return msg(str`Choose a file for “${label}”`);
  const isChoice = ['select', 'radio', 'multi-choice', 'country', 'scale', 'matrix'].includes(type);
  return isChoice || part === 'country'
    ? msg(str`Choose an answer for “${label}”`)
    : msg(str`Fill in “${label}”`);
}

function labelOf(question: Question, text: TextOf, part: string | undefined): string {
  const label = text(`${question.id}.label`, question.label);
  if (part === undefined) return label;
  if (question.type === 'address') return `${label}: ${partWords(part)}`;
  const row = question.type === 'matrix' ? question.rows.find(({ id }) => id === part) : undefined;
  return row === undefined ? label : text(`${question.id}.rows.${part}`, row.label);
}

function limitWords({ code, limit }: AnswerFinding, question: Question, language: string): string {
  if (code === 'too-long') return number(Number(limit ?? maxLengthOf(question)), language);
  if (code === 'file-type' && question.type === 'file') return kindWords(question.accept, language);
  if (limit === undefined) return '';
  if (code === 'file-too-large') return sizeWords(Number(limit), language);
  if (code === 'too-early' || code === 'too-late') {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    return format.format(new Date(`${String(limit)}T00:00:00Z`));
  }
  return number(Number(limit), language);
}

function number(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** "PDF, DOCX or ODT". */
export function kindWords(kinds: readonly string[], language: string): string {
  const format = new Intl.ListFormat(language, { type: 'disjunction' });
  return format.format(kinds.map((kind) => kind.toUpperCase()));
}

/** "5 MB": as devices say it. */
export function sizeWords(bytes: number, language: string): string {
  const megabytes = bytes / 1024 / 1024;
  const unit = megabytes >= 1 ? 'megabyte' : 'kilobyte';
  const value = megabytes >= 1 ? megabytes : Math.max(bytes / 1024, bytes === 0 ? 0 : 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: megabytes >= 1 ? 1 : 0,
  }).format(value);
}

/** The parts of a postal address. */
export function partWords(part: string): string {
  switch (part) {
    case 'street':
      return msg('Street and number');
    case 'postcode':
      return msg('Postcode');
    case 'town':
      return msg('Town');
    default:
      return msg('Country');
  }
}
