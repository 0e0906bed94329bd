/** A real SMTP server, and the mails that came to it as people read them. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { until } from './browser.ts';

export interface ReceivedMail {
  to: string;
  subject: string;
  headers: string;
  text: string;
}

export interface SmtpInbox {
  url: string;
  received: ReceivedMail[];
  /** The newest mail to an address with that subject; waits for one that has not been read by this before. */
  next(to: string, subject: RegExp): Promise<ReceivedMail>;
  close(): Promise<void>;
}

export async function startSmtpInbox(): Promise<SmtpInbox> {
  const received: ReceivedMail[] = [];
  const read = new Set<ReceivedMail>();
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        received.push({ to, ...mailIn(Buffer.concat(chunks).toString('latin1')) });
        done();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    received,
    next: async (to, subject) => {
      const isNew = (one: ReceivedMail): boolean =>
        one.to === to && subject.test(one.subject) && !read.has(one);
      await until(() => received.some(isNew), `a mail to ${to}, ${String(subject)}`);
      const mail = received.findLast(isNew);
      if (mail === undefined) throw new Error(`no mail to ${to} with ${String(subject)}`);
      read.add(mail);
      return mail;
    },
    close: () =>
      new Promise((resolve) => {
        smtp.close(resolve);
      }),
  };
}

/** A mail of one part, as ours are. */
function mailIn(raw: string): Omit<ReceivedMail, 'to'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/m.exec(headers)?.[1] ?? '';
  const encoding = /^Content-Transfer-Encoding: (.*)$/m.exec(headers)?.[1] ?? '7bit';
  return { headers, subject: words(subject), text: decoded(rest.join('\r\n\r\n'), encoding.trim()) };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? quotedPrintable(body.replaceAll('=\r\n', '')) : body;
}

/** Bytes as `=C3=BC`. */
function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}

/** A subject with encoded words (RFC 2047). */
function words(subject: string): string {
  return subject
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_whole, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' ')),
    );
}
