/** Hurdles for programs. They ask nothing of people, and keep no trace of them (A-07, L-15). */
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import type { SubmissionPayload } from '../../protocol/operation.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import { hurdlesOf, LEAST_SECONDS } from '../../protocol/terms.ts';
import type { Arrival } from '../intake.ts';

export function checkHurdles(
  { age, challenge }: Arrival,
  { submit }: FormDefinition,
  { hurdles }: SubmissionPayload,
): void {
  const wanted = hurdlesOf(submit);
  const pointer = '/operation/payload/hurdles';
  const findings: Finding[] = [];
  const isMeasured = wanted.includes('honeypot') || wanted.includes('time');
  if (isMeasured && hurdles === undefined) findings.push({ pointer, code: 'hurdles-missing' });
  if (wanted.includes('honeypot') && hurdles !== undefined && hurdles.trap !== '') {
    findings.push({ pointer: `${pointer}/trap`, code: 'looks-automated', expected: 'nothing' });
  }
  // The form waits out the rest by itself, so that only those who go round it meet this.
  if (
    wanted.includes('time') &&
    hurdles !== undefined &&
    hurdles.seconds + Math.max(0, age) / 1000 < LEAST_SECONDS
  ) {
    const expected = `${String(LEAST_SECONDS)} seconds from showing the form`;
    findings.push({ pointer: `${pointer}/seconds`, code: 'looks-automated', expected });
  }
  if (findings.length > 0) throw new ProblemError('validation', '', findings);
  if (!wanted.includes('challenge') || challenge === 'solved') return;
  throw challenge === 'unavailable'
    ? new ProblemError('unavailable', 'Expected a verifier for the challenge this form asks for.')
    : new ProblemError('challenge-failed');
}
