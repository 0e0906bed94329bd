/** What a withdrawal does: ends the permission at once. It has no form that can be refused for its content. */
import type { WithdrawalOperation } from '../../protocol/operation.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Act, Arrival, Effect } from '../intake.ts';
import { recordEnd } from '../ledger/recording.ts';
import type { ConsentEventRow } from '../store/consents.ts';
import { consentRow } from './consent-rows.ts';

export async function applyWithdrawal(arrival: Arrival, operation: WithdrawalOperation): Promise<Effect> {
  const { queries } = arrival;
  const { purpose, channel } = operation.payload;
  const { subject, only } = await whoseGrant(arrival, operation);
  await queries.contacts.lockSubject(subject);
  const method = methodOf(arrival);
  await end(arrival, { subject, purpose, channel, refers_to: only, method });
  if (only === null) await suppress(arrival, subject, { purpose, channel });
  const events = await queries.consents.ofKey(subject, purpose, channel);
  const granted = events.filter((event) => event.type === 'grant').map((event) => event.operation);
  const grants = only === null ? granted : [only];
  return { subject, statement: { withdrawal: { purpose, channel, grants, whole: only === null } } };
}

/** A permission that ends stays ended, also in a database that is restored from before. */
export async function end(
  act: Act,
  what: Pick<ConsentEventRow, 'subject' | 'purpose' | 'channel' | 'refers_to' | 'method'>,
): Promise<void> {
  const row = consentRow(act, { ...what, type: 'end' });
  await act.queries.consents.append([row]);
  await recordEnd(act.queries, row);
}

/**
 * Whoever took it all back is not written to again, also not after everything about them is erased and somebody brings
 * the address back from an old list (L-29).
 */
export async function suppress(
  { queries, site, receivedAt }: Act,
  subject: string,
  what: Pick<WithdrawalOperation['payload'], 'purpose' | 'channel'>,
): Promise<void> {
  for (const { key } of await queries.contacts.ofSubject(subject)) {
    await queries.unsubscribe.suppress({ site: site.site, key, ...what, at: receivedAt });
  }
}

function methodOf({ actor }: Arrival): string {
  if (actor.kind === 'preference-link') return actor.isOneClick ? 'rfc8058' : 'preference-page';
  return actor.kind === 'session' ? 'my-data' : 'receipt';
}

/** A session ends every grant of its subject; a capability only those of its own operation. */
async function whoseGrant(
  { actor, queries, site }: Arrival,
  { payload }: WithdrawalOperation,
): Promise<{ subject: string; only: string | null }> {
  if ((actor.kind === 'session' && actor.site === site.site) || actor.kind === 'preference-link') {
    // It ends all of it; who names one grant means something else.
    if (payload.grant !== undefined) throw unknownGrant();
    const asked = await queries.consents.ofKey(actor.subject, payload.purpose, payload.channel);
    if (asked.length === 0) throw unknownGrant();
    return { subject: actor.subject, only: null };
  }
  if (actor.kind === 'capability') {
    if (payload.grant !== actor.operation) throw unknownGrant();
    const events = await queries.consents.ofOperation(actor.operation);
    const grant = events.find(
      (event) =>
        event.type === 'grant' && event.purpose === payload.purpose && event.channel === payload.channel,
    );
    if (grant?.site !== site.site) throw unknownGrant();
    return { subject: grant.subject, only: actor.operation };
  }
  throw new ProblemError('unauthenticated', 'Expected a session or the capability of a receipt.');
}

function unknownGrant(): ProblemError {
  const expected = 'a purpose and channel that were granted';
  return new ProblemError('validation', '', [
    { pointer: '/operation/payload', code: 'unknown-grant', expected },
  ]);
}
