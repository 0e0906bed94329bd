/** What the link of a confirmation mail does: proves the address for the grants of one operation. */
import type { PermissionChangeOperation } from '../../protocol/operation.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Arrival, Effect } from '../intake.ts';
import { consentRow } from './consent-rows.ts';

export async function applyPermissionChange(
  arrival: Arrival,
  { payload }: PermissionChangeOperation,
): Promise<Effect> {
  const { queries, actor } = arrival;
  if (actor.kind !== 'confirmation' || actor.grant !== payload.grant) {
    throw new ProblemError('forbidden', 'Expected the link of a confirmation mail.');
  }
  const events = await queries.consents.ofOperation(payload.grant);
  const grants = events.filter((event) => event.type === 'grant');
  const subject = grants[0]?.subject;
  if (subject === undefined)
    throw new ProblemError('not-found', 'Expected an operation that granted something.');
  await queries.contacts.lockSubject(subject);
  await queries.consents.append(
    grants.map(({ purpose, channel }) =>
      consentRow(arrival, {
        subject,
        purpose,
        channel,
        type: 'confirm',
        refers_to: payload.grant,
        method: 'double-opt-in',
      }),
    ),
  );
  return { subject, statement: {} };
}
