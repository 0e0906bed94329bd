/** A submission less what a role does not see (S-11). Everything that leaves the server starts from here. */
import type { Answers } from '../../protocol/answers.ts';
import { questionsOf } from '../../protocol/form-answers.ts';
import type { FormDefinition, Question } from '../../protocol/form-definition.schema.ts';
import type { ListedSubmission } from '../../protocol/staff-submissions.schema.ts';
import { partOf, partsFor } from '../staff/disclosure.ts';
import type { Part } from '../staff/disclosure.ts';
import type { SubmissionRow } from '../store/submissions.ts';
import type { ReadingDesk } from './desk.ts';

export interface Visible {
  row: SubmissionRow;
  definition: FormDefinition;
  parts: ReadonlySet<Part>;
  /** Those this role sees. */
  answers: Answers;
  withheld: number;
}

export async function visibleRows(desk: ReadingDesk, rows: readonly SubmissionRow[]): Promise<Visible[]> {
  const definitions = new Map<string, FormDefinition>();
  for (const { form, version } of rows) {
    const key = `${form} ${String(version)}`;
    if (definitions.has(key)) continue;
    const found = await desk.queries.documents.formVersion(desk.site, form, version);
    if (found === undefined) throw new Error('a version that a submission refers to is not there');
    definitions.set(key, JSON.parse(found.document) as FormDefinition);
  }
  return rows.flatMap((row): Visible[] => {
    const definition = definitions.get(`${row.form} ${String(row.version)}`);
    return definition === undefined ? [] : [visible(desk, row, definition)];
  });
}

function visible({ roles }: ReadingDesk, row: SubmissionRow, definition: FormDefinition): Visible {
  const parts = partsFor(roles, definition.kind);
  const all = JSON.parse(row.answers) as Answers;
  const shown = new Set(seenQuestions(definition, parts).map(({ id }) => id));
  const answers = Object.fromEntries(Object.entries(all).filter(([item]) => shown.has(item)));
  const withheld = Object.keys(all).length - Object.keys(answers).length;
  return { row, definition, parts, answers, withheld };
}

/** The questions whose answers belong to one of these parts, in reading order. */
export function seenQuestions(definition: FormDefinition, parts: ReadonlySet<Part>): Question[] {
  return questionsOf(definition).filter((question) => parts.has(partOf(definition.kind, question)));
}

export function listed({ row, definition, answers }: Visible): ListedSubmission {
  const first = (part: Part): string | undefined => {
    const questions = questionsOf(definition).filter(
      (question) => partOf(definition.kind, question) === part,
    );
    return questions.map(({ id }) => answers[id]).find((answer) => typeof answer === 'string');
  };
  const [name, email] = [first('name'), first('email')];
  const receivedAt = new Date(row.received_at).toISOString();
  const isAnonymous = definition.anonymous === true;
  return {
    operation: row.operation,
    form: row.form,
    version: row.version,
    kind: definition.kind,
    language: row.language,
    receivedAt: isAnonymous ? receivedAt.slice(0, 10) : receivedAt,
    ...(isAnonymous ? { anonymous: true } : {}),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  };
}
