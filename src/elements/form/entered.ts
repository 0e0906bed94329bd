/**
 * What stands in the controls of a form, and the answers it means. A number stays as it was typed,
 * so that it is neither rewritten under the visitor's hands nor lost when it is none.
 */
import type { KeptAnswer } from '../../client/drafts.ts';
import { isFileAnswer } from '../../protocol/answers.ts';
import type { Answers, AnswerValue } from '../../protocol/answers.ts';
import type { Question } from '../../protocol/form-definition.schema.ts';
import { FILE_KINDS } from '../../protocol/terms.ts';
import type { FileKind } from '../../protocol/terms.ts';
import { parseNumber, writeNumber } from './numbers.ts';

/** Stands for a date that was begun: the control knows what is in it, and is left alone. */
export const HALF_DATE = 'incomplete';

/** A file the visitor picked. */
export interface ChosenFile {
  name: string;
  /** Bytes. */
  size: number;
  kind: FileKind | 'unknown';
  content: Blob;
}

export type Entry = KeptAnswer | ChosenFile;
/** Question → what stands in its controls. */
export type Entered = Record<string, Entry>;

export function isChosenFile(entry: Entry | undefined): entry is ChosenFile {
  return typeof entry === 'object' && 'content' in entry && entry.content instanceof Blob;
}

/** By the name it has on the device; the backend looks at the content. */
export function chosenFile({ name, size }: File, content: Blob): ChosenFile {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const kind = FILE_KINDS.find((known) => known === (ending === 'jpeg' ? 'jpg' : ending));
  // Longer names are refused by file systems, and by the protocol.
  return { name: name.slice(-255), size, kind: kind ?? 'unknown', content };
}

/** The answers that the entries of these questions mean. */
export function answersOf(questions: readonly Question[], entered: Entered, language: string): Answers {
  const found = questions.flatMap((question): [string, AnswerValue][] => {
    const entry = entered[question.id];
    // An empty control is no answer, of whatever type.
    if (entry === undefined || (typeof entry === 'string' && entry.trim() === '')) return [];
    return [[question.id, answerOf(question, entry, language)]];
  });
  return Object.fromEntries(found);
}

function answerOf({ type }: Question, entry: Entry, language: string): AnswerValue {
  if (isChosenFile(entry)) return { name: entry.name, size: entry.size, kind: entry.kind };
  if (typeof entry !== 'string') return entry;
  if (type === 'number') return parseNumber(entry, language) ?? entry;
  return type === 'scale' ? Number(entry) : entry;
}

/** The numbers among the answers; what is none stays as it was typed. */
export function numericOf(questions: readonly Question[], entered: Entered, language: string): Answers {
  const answers = Object.entries(answersOf(questions, entered, language));
  return Object.fromEntries(answers.filter(([, value]) => typeof value === 'number'));
}

/** The way back: what would stand in the controls for these answers. `files` by question. */
export function enteredOf(
  answers: Answers,
  language: string,
  files: ReadonlyMap<string, ArrayBuffer> = new Map(),
): Entered {
  const entries = Object.entries(answers).flatMap(([id, value]): [string, Entry][] => {
    if (typeof value === 'number') return [[id, writeNumber(value, language)]];
    if (!isFileAnswer(value)) return [[id, value]];
    const bytes = files.get(id);
    return bytes === undefined ? [] : [[id, { ...value, content: new Blob([bytes]) }]];
  });
  return Object.fromEntries(entries);
}

/** The bytes of the files that are sent, by question. */
export async function filesFor(answers: Answers, entered: Entered): Promise<Map<string, ArrayBuffer>> {
  const files = Object.entries(entered).flatMap(([id, entry]) =>
    id in answers && isChosenFile(entry) ? [[id, entry.content] as const] : [],
  );
  return new Map(
    await Promise.all(files.map(async ([id, content]) => [id, await content.arrayBuffer()] as const)),
  );
}
