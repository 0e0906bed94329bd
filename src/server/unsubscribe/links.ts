/**
 * Links in mails that take a permission back (RFC 8058): opaque, bound to one person, purpose and channel, good as long
 * as anything is known of that person (U-04, U-07). They can only reduce (U-08).
 */
import type { Channel } from '../../protocol/terms.ts';
import type { Parts } from '../parts.ts';
import { hashOf, keyedHash } from '../proof/hash.ts';
import type { Queries } from '../store/store.ts';

export interface MailedPermission {
  site: string;
  subject: string;
  purpose: string;
  channel: Channel;
}

/** The address for this person, purpose and channel: the same each time it is asked for. */
export async function unsubscribeUrl(
  parts: Parts,
  queries: Queries,
  { site, subject, purpose, channel }: MailedPermission,
): Promise<string> {
  const token = keyedHash(parts.keys.unsubscribe, [subject, purpose, channel].join('|'));
  await queries.unsubscribe.addLink({
    token_hash: hashOf(token),
    site,
    subject,
    purpose,
    channel,
    created_at: parts.now(),
  });
  return `${parts.publicUrl}/v1/unsubscribe/${token}`;
}

/** What a marketing mail has to carry; both fields belong under its DKIM signature (U-01). */
export function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
