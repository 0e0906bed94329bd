/**
 * What a request does: it is there, with a reference and a day by which it is answered (L-18). Nobody signs in to ask;
 * what is answered then is the same whoever's address it is.
 */
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { ReceiptRequest } from '../../protocol/receipt.ts';
import { isFinal } from '../../protocol/request.ts';
import type { RequestOperation, RequestPayload } from '../../protocol/operation.schema.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { Arrival, Effect } from '../intake.ts';
import { openRequest } from '../requests/opening.ts';
import { placeOf } from '../requests/stepping.ts';
import type { RequestRow } from '../store/requests.ts';
import { subjectFor } from '../subjects.ts';
import { endAtOnce } from './at-once.ts';

/** Nobody can know what is meant without a word. */
const NEEDS_WORDS: readonly RequestKind[] = ['rectification', 'complaint'];

export async function applyRequest(arrival: Arrival, operation: RequestOperation): Promise<Effect> {
  const { parts, queries, site, actor, receivedAt: now } = arrival;
  const { kind, words, language, contact, previous } = operation.payload;
  const isSession = actor.kind === 'session' && actor.site === site.site;
  requireSense(operation.payload, isSession);
  const subject = isSession ? actor.subject : await subjectFor(parts, queries, site.site, contact?.email);
  await queries.contacts.lockSubject(subject);
  if (isSession) await requireNew(arrival, subject, operation.payload);
  const row = await openRequest(
    { parts, queries, site, now },
    {
      ...{ id: operation.id, subject, kind, language, words },
      previous,
      method: isSession ? 'my-data' : 'web-form',
      isProved: isSession,
      sender: contact?.name === undefined ? undefined : { name: contact.name },
      by: { by: 'subject' },
    },
  );
  await endAtOnce(arrival, { subject, kind, method: row.method });
  return { subject, statement: { request: stated(row), language } };
}

export function stated(row: RequestRow): ReceiptRequest {
  const { id, reference, received_on: receivedOn, due_on: dueOn } = row;
  return { request: id, ...placeOf(row), reference, receivedOn, ...(dueOn === null ? {} : { dueOn }) };
}

function requireSense({ kind, words, contact, previous }: RequestPayload, isSession: boolean): void {
  const at = (part: string, code: string, expected: string): Finding => ({
    pointer: `/operation/payload/${part}`,
    code,
    expected,
  });
  const findings = [
    ...(words === '' && NEEDS_WORDS.includes(kind) ? [at('words', 'required', 'what it is about')] : []),
    ...(isSession || contact !== undefined ? [] : [at('contact', 'required', 'where the answer goes')]),
    ...(isSession && contact !== undefined
      ? [at('contact', 'not-allowed', 'none: the session says who asks')]
      : []),
    // How much there is to end would show in how long it takes (H-19); a receipt or a mail ends it without signing in.
    ...(!isSession && kind === 'consent-withdrawal' ? [at('kind', 'not-allowed', 'a session')] : []),
    ...(!isSession && previous !== undefined
      ? [at('previous', 'not-allowed', 'none without a session')]
      : []),
  ];
  if (findings.length > 0) throw new ProblemError('validation', '', findings);
}

/** Asked twice is meant once; a complaint, an objection or a correction may well be another one. */
const ONE_AT_A_TIME: readonly RequestKind[] = [
  'access',
  'portability',
  'erasure',
  'restriction',
  'client-offboarding',
];

/** Only in a session: to anybody else it would tell what somebody has asked. */
async function requireNew(
  { queries }: Arrival,
  subject: string,
  { kind, previous }: RequestPayload,
): Promise<void> {
  const known = await queries.requests.ofSubject(subject);
  const open = known.find((row) => row.kind === kind && !isFinal(placeOf(row).state));
  if (open !== undefined && ONE_AT_A_TIME.includes(kind)) {
    throw new ProblemError('validation', '', [
      {
        pointer: '/operation/payload/kind',
        code: 'already-open',
        expected: 'one at a time',
        found: open.reference,
      },
    ]);
  }
  if (previous === undefined || known.some(({ id }) => id === previous)) return;
  throw new ProblemError('validation', '', [
    { pointer: '/operation/payload/previous', code: 'not-held', expected: 'a request of theirs' },
  ]);
}
