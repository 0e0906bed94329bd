/**
 * Requests that nobody weighs: no marketing, and every consent withdrawn, end what they end in the moment they come
 * (Art. 7(3), 21(3) GDPR; L-27). Who objects to marketing without a session may be somebody else; doubt goes to the
 * objection, and the person is told.
 */
import type { Channel, RequestKind } from '../../protocol/terms.ts';
import type { Act } from '../intake.ts';
import { recordObjection } from './objection.ts';
import { end, suppress } from './withdrawal.ts';

export async function endAtOnce(
  act: Act,
  { subject, kind, method }: { subject: string; kind: RequestKind; method: string },
): Promise<void> {
  if (kind === 'marketing-objection')
    await recordObjection(act, { subject, scope: 'marketing', objects: true, method });
  if (kind === 'consent-withdrawal') await withdrawAll(act, subject, method);
}

async function withdrawAll(act: Act, subject: string, method: string): Promise<void> {
  const { queries } = act;
  const events = await queries.consents.ofSubject(subject);
  const asked = Map.groupBy(events, ({ purpose, channel }) => `${purpose} ${channel}`);
  for (const [first] of asked.values()) {
    if (first === undefined) continue;
    const { purpose } = first;
    const channel = first.channel as Channel;
    await end(act, { subject, purpose, channel, refers_to: null, method });
    await suppress(act, subject, { purpose, channel });
  }
}
