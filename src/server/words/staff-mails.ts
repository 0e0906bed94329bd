/** Messages to the people who run a site, in its first language. */
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { MailText } from '../mail-queue.ts';
import { nameOf, signed } from './mails.ts';

interface Complaint {
  reference: string;
  /** A day. */
  receivedOn: string;
  /** To the studio. */
  link: string;
}

interface StaffWords {
  complaint: (site: string, complaint: Complaint) => MailText;
}

const WORDS: Record<string, StaffWords> = {
  en: {
    complaint: (site, { reference, receivedOn, link }) => ({
      subject: `Complaint ${reference} is still open`,
      text: `The complaint ${reference} to ${site} came on ${receivedOn} and is still looked into.

Tell the person how far it is, or send the outcome:
${link}`,
    }),
  },
  de: {
    complaint: (site, { reference, receivedOn, link }) => ({
      subject: `Die Beschwerde ${reference} ist noch offen`,
      text: `Die Beschwerde ${reference} an ${site} kam am ${receivedOn} und wird noch untersucht.

Sagen Sie der Person, wie weit es ist, oder schicken Sie das Ergebnis:
${link}`,
    }),
  },
};

export function complaintReminder(site: SiteDocument, complaint: Complaint): MailText {
  const [first = 'en'] = site.languages;
  const language = (first.split('-')[0] ?? 'en') in WORDS ? first : 'en';
  const words = WORDS[language.split('-')[0] ?? 'en'];
  if (words === undefined) throw new Error('English mail texts are missing');
  const { subject, text } = words.complaint(nameOf(site, language), complaint);
  return { subject, text: signed(site, language, text) };
}
