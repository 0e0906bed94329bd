/** Puts mail in the queue, in the transaction that causes it, and never floods an address. */
import { HOUR } from '../protocol/terms.ts';
import type { Parts } from './parts.ts';
import type { Queries } from './store/store.ts';
import { contactKey } from './subjects.ts';

/** Enough for a person who tries again; too few to annoy somebody with. */
const MAILS_PER_HOUR = 5;

export interface MailText {
  subject: string;
  text: string;
}

export async function queueMail(
  parts: Parts,
  queries: Queries,
  site: string,
  email: string,
  mail: MailText,
): Promise<void> {
  const key = contactKey(parts, site, email);
  const now = parts.now();
  if ((await queries.mails.countSince(key, now - HOUR)) >= MAILS_PER_HOUR) return;
  await queries.mails.queue({
    id: parts.newId(),
    site,
    recipient: email.trim(),
    recipient_key: key,
    subject: mail.subject,
    text: mail.text,
    created_at: now,
    attempts: 0,
    next_attempt_at: now,
    sent_at: null,
  });
}
