/** Puts mail in the queue, in the transaction that causes it, and never floods an address. */
import { HOUR } from '../protocol/terms.ts';
import type { Parts } from './parts.ts';
import type { MailRow } from './store/mails.ts';
import type { Queries } from './store/store.ts';
import { contactKey } from './subjects.ts';

/** Of one kind to one address: enough for a person who tries again, too few to annoy somebody with. */
const MAILS_PER_HOUR = 5;

export interface MailText {
  subject: string;
  text: string;
}

export interface Mailing {
  kind: MailRow['kind'];
  site: string;
  /** Whose address it is; locked, so that two requests at once do not both find room. Absent: of the staff. */
  subject?: string;
  email: string;
  /** When its link ends, ms since the epoch. */
  expiresAt: number;
  mail: MailText;
}

/** False when this address has had its share of that kind for now. */
export async function queueMail(parts: Parts, queries: Queries, mailing: Mailing): Promise<boolean> {
  const { kind, site, email, mail } = mailing;
  const key = contactKey(parts, site, email);
  const now = parts.now();
  await (mailing.subject === undefined
    ? queries.audit.lock(site)
    : queries.contacts.lockSubject(mailing.subject));
  if ((await queries.mails.countSince(key, kind, now - HOUR)) >= MAILS_PER_HOUR) return false;
  await queries.mails.queue({
    id: parts.newId(),
    site,
    kind,
    recipient: email.trim(),
    recipient_key: key,
    subject: mail.subject,
    text: mail.text,
    created_at: now,
    attempts: 0,
    next_attempt_at: now,
    expires_at: mailing.expiresAt,
    sent_at: null,
  });
  return true;
}
