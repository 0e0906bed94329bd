/** Submissions with their answers, files and choices, as far as a role sees them. */
import { heldAnswers } from '../../protocol/held-answers.ts';
import { textAt } from '../../protocol/localised.ts';
import type { StaffSubmission, SubmittedFile } from '../../protocol/staff-submissions.schema.ts';
import type { FileKind } from '../../protocol/terms.ts';
import type { SubmissionRow } from '../store/submissions.ts';
import { choicesIn } from './choices.ts';
import type { ReadingDesk } from './desk.ts';
import { listed, visibleRows } from './visible.ts';
import type { Visible } from './visible.ts';

interface InFullOptions {
  /** 'own': labels and options in the language of the answer; 'source': in that of the form, all alike. */
  labels: 'own' | 'source';
}

export async function inFull(
  desk: ReadingDesk,
  rows: readonly SubmissionRow[],
  { labels }: InFullOptions,
): Promise<StaffSubmission[]> {
  const submissions = await visibleRows(desk, rows);
  const [choicesOf, files] = [await choicesIn(desk, submissions), await filesIn(desk, submissions)];
  return submissions.map((submission) => {
    const { row, definition, parts, answers, withheld } = submission;
    const language = labels === 'own' ? row.language : (definition.languages[0] ?? row.language);
    return {
      ...listed(submission),
      title: textAt(definition, 'title', definition.title, language),
      ...(definition.anonymous === true ? {} : { subject: row.subject }),
      answers: heldAnswers(definition, answers, language),
      withheld,
      ...(parts.has('document') ? { files: files.get(row.operation) ?? [] } : {}),
      ...(parts.has('captured') && row.captured !== null
        ? { captured: JSON.parse(row.captured) as Record<string, string> }
        : {}),
      ...choicesOf(submission),
    };
  });
}

async function filesIn(
  { queries }: ReadingDesk,
  submissions: readonly Visible[],
): Promise<ReadonlyMap<string, SubmittedFile[]>> {
  const shown = submissions.filter(({ parts }) => parts.has('document'));
  const rows = await queries.submissions.filesOf(shown.map(({ row }) => row.operation));
  const files = new Map<string, SubmittedFile[]>();
  for (const { operation, item, name, kind, size, hash } of rows) {
    // Intake lets no other kind in.
    const file = { item, name, kind: kind as FileKind, size, hash };
    files.set(operation, [...(files.get(operation) ?? []), file]);
  }
  return files;
}
