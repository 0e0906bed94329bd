/** The message about a material change of policy, in the languages of the visitor elements. */
import { textAt } from '../../protocol/localised.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { MailText } from '../mail-queue.ts';
import { nameOf, signed } from './mails.ts';

export interface PolicyChange {
  language: string;
  /** A day. */
  effectiveFrom: string;
  /** Plain sentences, or the headings of the sections that changed. */
  changes: readonly string[];
  /** Purposes whose permissions end on that day. */
  renews: SiteDocument['purposes'];
  policyUrl: string;
  myDataUrl: string;
}

interface PolicyWords {
  subject: (name: string, day: string) => string;
  begin: (name: string, day: string) => string;
  changed: string;
  renewed: (day: string) => string;
  read: (address: string) => string;
  yours: (address: string) => string;
  why: string;
}

const WORDS: Record<string, PolicyWords> = {
  en: {
    subject: (name, day) => `The privacy policy of ${name} changes on ${day}`,
    begin: (name, day) => `The privacy policy of ${name} changes on ${day}.`,
    changed: 'What changes:',
    renewed: (day) =>
      `On ${day} these permissions end. Nothing happens without you: to keep one, give it again.`,
    read: (address) => `The whole policy, with every change marked:\n${address}`,
    yours: (address) => `What we hold about you, and how to change it:\n${address}`,
    why: 'You get this message because we hold data about you. It advertises nothing, and you need not answer it.',
  },
  de: {
    subject: (name, day) => `Die Datenschutzerklärung von ${name} ändert sich am ${day}`,
    begin: (name, day) => `Die Datenschutzerklärung von ${name} ändert sich am ${day}.`,
    changed: 'Was sich ändert:',
    renewed: (day) =>
      `Am ${day} enden diese Erlaubnisse. Ohne Sie geschieht nichts: Wer eine behalten will, gibt sie neu.`,
    read: (address) => `Die ganze Erklärung, mit jeder Änderung markiert:\n${address}`,
    yours: (address) => `Was wir über Sie gespeichert haben, und wie Sie es ändern:\n${address}`,
    why: 'Sie bekommen diese Nachricht, weil wir Daten über Sie haben. Sie wirbt für nichts, und Sie müssen nicht antworten.',
  },
};

export function policyChangeMail(site: SiteDocument, change: PolicyChange): MailText {
  const tag = change.language.split('-')[0] ?? '';
  const language = tag in WORDS ? change.language : 'en';
  const words = WORDS[language.split('-')[0] ?? 'en'];
  if (words === undefined) throw new Error('English mail texts are missing');
  const name = nameOf(site, language);
  // As at home: English dates of a British site are British.
  const regional = site.jurisdiction === 'gb' && language === 'en' ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat(regional, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(change.effectiveFrom),
  );
  const purposes = change.renews.map(({ id, title }) =>
    textAt(site, `purposes.${id}.title`, title, language),
  );
  const parts = [
    words.begin(name, day),
    ...(change.changes.length === 0 ? [] : [`${words.changed}\n${listed(change.changes)}`]),
    ...(purposes.length === 0 ? [] : [`${words.renewed(day)}\n${listed(purposes)}`]),
    words.read(change.policyUrl),
    words.yours(change.myDataUrl),
    words.why,
  ];
  return { subject: words.subject(name, day), text: signed(site, language, parts.join('\n\n')) };
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
