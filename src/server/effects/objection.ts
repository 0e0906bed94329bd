/**
 * What a switch of the panel does (S-30): marketing, or passing on, stops at once for all that hangs on it, and
 * begins again where it had been allowed. It is not examined and cannot be refused (Art. 21(2)–(3) GDPR, L-27).
 */
import { isTimely } from '../../protocol/consent.ts';
import type { ObjectionOperation, ObjectionPayload } from '../../protocol/operation.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { HOUR } from '../../protocol/terms.ts';
import type { Act, Arrival, Effect } from '../intake.ts';
import { recordObjection as recordInLedger } from '../ledger/recording.ts';
import { scopeSuppression } from '../objections.ts';

export async function applyObjection(arrival: Arrival, operation: ObjectionOperation): Promise<Effect> {
  const { queries, site, actor } = arrival;
  const { scope, objects } = operation.payload;
  if (actor.kind !== 'session' || actor.site !== site.site)
    throw new ProblemError('unauthenticated', 'Expected a session.');
  const { subject } = actor;
  await queries.contacts.lockSubject(subject);
  await recordObjection(arrival, { subject, scope, objects, method: 'my-data' });
  return { subject, statement: { objection: { scope, objects } } };
}

/** The subject is locked. */
export async function recordObjection(
  { queries, site, operation, age, receivedAt, gpc }: Act,
  { subject, scope, objects, method }: Used,
): Promise<void> {
  const event = {
    operation: operation.id,
    site: site.site,
    subject,
    scope,
    objects: objects ? 1 : 0,
    device: operation.device?.number ?? null,
    act: operation.device?.act ?? null,
    received_at: receivedAt,
    age,
    timely: isTimely(age, site.grantMaxAgeHours * HOUR) ? 1 : 0,
    gpc: !objects && scope === 'sharing' && gpc ? 1 : 0,
    method,
  };
  await queries.selfService.addObjection(event);
  await recordInLedger(queries, event);
  for (const { key } of await queries.contacts.ofSubject(subject)) {
    const suppression = { site: site.site, key, ...scopeSuppression(scope) };
    if (objects) await queries.unsubscribe.suppress({ ...suppression, at: receivedAt });
    else await queries.unsubscribe.unsuppress(suppression);
  }
}

interface Used extends ObjectionPayload {
  subject: string;
  /** How. */
  method: string;
}

/** A tick for passing data on, in a browser whose user has said that nobody should: it is recorded with the act (G-04). */
export function contradictsGpc({ gpc, site }: Arrival, purpose: string): boolean {
  return gpc && site.purposes.some(({ id, objection }) => id === purpose && objection === 'sharing');
}
