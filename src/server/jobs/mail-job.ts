/** Sends queued mail. Without SMTP the local mailbox page shows it and nothing leaves the machine. */
import { createTransport } from 'nodemailer';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { readSite } from '../publishing.ts';
import type { MailRow } from '../store/mails.ts';
import type { Queries, Store } from '../store/store.ts';
import { startRepeating } from './repeating.ts';
import type { Job } from './repeating.ts';

export type SendMail = (mail: MailRow, site: SiteDocument | undefined) => Promise<void>;

export function smtpSender(url: string): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 30_000,
  });
  return async (mail, site) => {
    if (site === undefined) throw new Error(`mail ${mail.id} belongs to no site`);
    const { name, email } = site.controller;
    const sending = transport.sendMail({
      messageId: `<${mail.id}@${email.split('@')[1] ?? 'localhost'}>`,
      from: { name, address: email },
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      // Nobody's out-of-office note is an answer to it (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    await withinClaim(sending);
  };
}

const IDLE_INTERVAL = 30_000;
/** How long a mail is out of sight of other processes while one sends it. */
const CLAIM = 2 * 60_000;
const FIRST_DELAY = 5_000;
const LONGEST_DELAY = 30 * 60_000;

/**
 * Gives up well before the claim ends. The limits of the connection are for each step; many slow steps
 * together could outlast it, and then another process would send the same mail.
 */
async function withinClaim(sending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the mail server did not finish in time'));
    }, CLAIM / 2);
  });
  try {
    await Promise.race([sending, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Without `send` nothing leaves the machine, and nothing has to be looked for. */
export function startMailJob(store: Store, send: SendMail | undefined, now: () => number): Job {
  if (send === undefined) return { wake: () => undefined, stop: () => Promise.resolve() };
  return startRepeating('mail-job', IDLE_INTERVAL, async (isStopped) => {
    while (!isStopped() && (await sendNext(store, send, now)));
    await store.mails.forgetExpired(now());
  });
}

/** Sends one due mail; false when none is due. A mail that fails is tried again later. */
async function sendNext(store: Store, send: SendMail, now: () => number): Promise<boolean> {
  const claimed = await store.transaction(async (queries) => {
    const mail = await queries.mails.claimDue(now());
    // Taken out of sight of other processes before it is sent; a crash shows it again.
    if (mail) await queries.mails.postpone(mail.id, mail.attempts + 1, now() + CLAIM);
    return mail;
  });
  if (claimed === undefined) return false;
  try {
    await send(claimed, await siteOf(store, claimed));
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    await store.mails.postpone(claimed.id, claimed.attempts + 1, now() + delayAfter(claimed.attempts));
    console.error(
      JSON.stringify({ event: 'mail-not-sent', mail: claimed.id, attempts: claimed.attempts + 1, name }),
    );
    return true;
  }
  // The link inside is worth as much as the session it opens: it is not kept. What was sent is not
  // sent again at once because this fails: the claim still hides it. Of a last letter nothing stays.
  if (claimed.kind === 'closing') await store.mails.remove(claimed.id);
  else await store.mails.markSent(claimed.id, now(), '');
  return true;
}

function siteOf(queries: Queries, mail: MailRow): Promise<SiteDocument | undefined> {
  return readSite(queries, mail.site);
}

function delayAfter(attempts: number): number {
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempts);
}
