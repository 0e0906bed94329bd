/**
 * Submissions of one form as a table: a column for every question and every opt-in that any of its versions had.
 * The ids stand above the columns, because labels change; options are said in the form's own language.
 */
import { consentsOf } from '../../protocol/form-answers.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import type { StaffSubmission } from '../../protocol/staff-submissions.schema.ts';
import type { Role } from '../../protocol/terms.ts';
import { partsFor } from '../staff/disclosure.ts';
import { seenQuestions } from './visible.ts';

/** Spreadsheets read UTF-8 only with it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula, in a text of any number of lines; wide forms count as well. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

/**
 * What may stand between two cells inside a text, and the sign that begins the next. Where the comma is the decimal
 * sign, as in German, spreadsheets part a line at semicolons and mind no quotation mark in the middle of it.
 */
const NEXT_CELL = /([\s";]+)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20]?)/g;
const SEPARATOR = /[;\t\r\n]/;

type Cell = string | number;

export interface Column {
  title: string;
  cell: (submission: StaffSubmission) => Cell;
}

/** Of every form. A question may be called the same. */
const FIXED: readonly Column[] = [
  { title: 'operation', cell: ({ operation }) => operation },
  { title: 'received', cell: ({ receivedAt }) => receivedAt },
  { title: 'version', cell: ({ version }) => version },
  { title: 'language', cell: ({ language }) => language },
];

/** From the newest version to the oldest, so that the columns of today come first. */
export function columnsOf(versions: readonly FormDefinition[], roles: readonly Role[]): Column[] {
  const seen = versions.map((definition) => ({ definition, parts: partsFor(roles, definition.kind) }));
  const questions = seen.flatMap(({ definition, parts }) => seenQuestions(definition, parts));
  const chosen = seen.filter(({ parts }) => parts.has('permissions'));
  const optIns = chosen.flatMap(({ definition }) =>
    consentsOf(definition).flatMap(([id, block]) => (block.kind === 'opt-in' ? [id] : [])),
  );
  const captured = seen.flatMap(({ definition, parts }) =>
    parts.has('captured') ? (definition.capture ?? []) : [],
  );
  return [
    ...FIXED,
    ...unique(questions.map(({ id }) => id)).map(answerColumn),
    ...unique(captured).map((key): Column => ({
      title: `captured.${key}`,
      cell: (submission) => submission.captured?.[key] ?? '',
    })),
    ...unique(optIns).flatMap(consentColumns),
  ];
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** An id as it stands; with what it is where a column of every form is called so. */
function titleOf(id: string, group: 'answers' | 'consents'): string {
  return FIXED.some(({ title }) => title === id) ? `${group}.${id}` : id;
}

function answerColumn(item: string): Column {
  return {
    title: titleOf(item, 'answers'),
    cell: ({ answers }) => {
      const answer = answers.find((candidate) => candidate.item === item);
      const text = answer?.lines.join(', ') ?? '';
      const isNumber = answer?.type === 'number' || answer?.type === 'scale';
      return isNumber && text !== '' ? Number(text) : text;
    },
  };
}

/** What was chosen, in which words, whether they were other words than today's, and what is permitted now. */
function consentColumns(id: string): Column[] {
  const chosen = ({ consents = [] }: StaffSubmission) => consents.find(({ consent }) => consent === id);
  const title = titleOf(id, 'consents');
  return [
    { title, cell: (submission) => chosen(submission)?.choice ?? '' },
    { title: `${title}.words`, cell: (submission) => chosen(submission)?.hash ?? '' },
    {
      title: `${title}.older-wording`,
      cell: (submission) => (chosen(submission)?.olderWording === true ? 'older wording' : ''),
    },
    {
      title: `${title}.now`,
      cell: (submission) => {
        const { purpose, channel } = chosen(submission) ?? {};
        const now = submission.permissions?.find(
          (permission) => permission.purpose === purpose && permission.channel === channel,
        );
        return now?.state ?? '';
      },
    },
  ];
}

/** An apostrophe makes a cell text. Papa Parse sets the one at the beginning. */
function harmless(cell: Cell): Cell {
  if (typeof cell === 'number') return cell;
  return cell.replaceAll(NEXT_CELL, (found: string, between: string, sign: string) =>
    sign !== '' && SEPARATOR.test(between) ? `${between}'${sign}` : found,
  );
}

/** Makes the text of lines; the first piece has the titles. */
export async function csvWriter(
  columns: readonly Column[],
): Promise<{ head: string; lines: (submissions: readonly StaffSubmission[]) => string }> {
  // Loaded for the first export, so that pages that run this server need not be bundled with it.
  const { default: Papa } = await import('papaparse');
  const written = (rows: Cell[][]): string =>
    `${Papa.unparse(
      rows.map((row) => row.map(harmless)),
      { escapeFormulae: FORMULA, quotes: true, newline: '\r\n' },
    )}\r\n`;
  return {
    head: BYTE_ORDER_MARK + written([columns.map(({ title }) => title)]),
    lines: (submissions) =>
      written(submissions.map((submission) => columns.map(({ cell }) => cell(submission)))),
  };
}
