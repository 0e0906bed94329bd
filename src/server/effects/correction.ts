/**
 * What a correction does (Art. 16 GDPR, S-28): the answer is another one from now on, everywhere. What it said before
 * stands in the row of the correction alone.
 */
import { flawsOf } from '../../protocol/answer-check.ts';
import type { Answers } from '../../protocol/answers.ts';
import { isBlank } from '../../protocol/answers.ts';
import { questionsOf, tidied } from '../../protocol/form-answers.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { isCorrectable } from '../../protocol/held-answers.ts';
import { textAt } from '../../protocol/localised.ts';
import type { CorrectionOperation } from '../../protocol/operation.schema.ts';
import type { Question } from '../../protocol/question.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { Arrival, Effect } from '../intake.ts';
import type { SubmissionRow } from '../store/submissions.ts';

export async function applyCorrection(arrival: Arrival, operation: CorrectionOperation): Promise<Effect> {
  const { queries, receivedAt } = arrival;
  const { submission, item, value, revision } = operation.payload;
  const { row, definition, question, answers } = await heldAnswer(arrival, operation);
  const { subject } = row;
  const earlier = (await queries.selfService.correctionsOf(subject)).filter(
    (done) => done.submission === submission && done.item === item,
  );
  const answer = value === null || isBlank(value) ? undefined : tidied(value);
  const findings = [
    ...changedSince(revision, earlier.length),
    ...flawsOf(question, answer).map(({ code, limit }): Finding => ({
      pointer: '/operation/payload/value',
      code,
      ...(limit === undefined ? {} : { expected: String(limit) }),
    })),
  ];
  if (findings.length > 0) throw new ProblemError('validation', '', findings);
  const { [item]: before, ...others } = answers;
  await queries.selfService.addCorrection({
    operation: operation.id,
    site: row.site,
    subject,
    submission,
    item,
    earlier: JSON.stringify(before),
    received_at: receivedAt,
  });
  await queries.selfService.putRight({
    submission,
    answers: JSON.stringify(answer === undefined ? others : { ...answers, [item]: answer }),
    holders: [submission, ...earlier.map((done) => done.operation)],
  });
  const label = textAt(definition, `${item}.label`, question.label, row.language);
  return { subject, statement: { correction: { submission, item, label }, language: row.language } };
}

interface Held {
  row: SubmissionRow;
  definition: FormDefinition;
  question: Question;
  answers: Answers;
}

/** What is not held, or not theirs, is answered alike. */
async function heldAnswer(
  { queries, site, actor }: Arrival,
  { payload }: CorrectionOperation,
): Promise<Held> {
  if (actor.kind !== 'session' || actor.site !== site.site)
    throw new ProblemError('unauthenticated', 'Expected a session.');
  // First, so that of two corrections at once the second one sees what the first has done.
  await queries.contacts.lockSubject(actor.subject);
  const row = await queries.submissions.find({ site: site.site, operation: payload.submission });
  if (row?.subject !== actor.subject) throw notHeld('submission');
  const version = await queries.documents.formVersion(site.site, row.form, row.version);
  const definition = version && (JSON.parse(version.document) as FormDefinition);
  const question = definition && questionsOf(definition).find(({ id }) => id === payload.item);
  const answers = JSON.parse(row.answers) as Answers;
  if (definition === undefined || question === undefined || !Object.hasOwn(answers, payload.item))
    throw notHeld('item');
  if (!isCorrectable(question)) throw notHeld('item', 'not-correctable');
  return { row, definition, question, answers };
}

/** Two tabs, two devices: nobody writes over what they have not seen. */
function changedSince(seen: number, now: number): Finding[] {
  if (seen === now) return [];
  const pointer = '/operation/payload/revision';
  return [{ pointer, code: 'changed-since', expected: String(now), found: String(seen) }];
}

function notHeld(part: 'submission' | 'item', code = 'not-held'): ProblemError {
  const expected =
    code === 'not-held' ? 'an answer that is held of you' : 'an answer that can be corrected by itself';
  return new ProblemError('validation', '', [{ pointer: `/operation/payload/${part}`, code, expected }]);
}
