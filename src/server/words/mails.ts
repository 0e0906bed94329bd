/** The texts of mails, in the languages of the visitor elements. */
import { textAt } from '../../protocol/localised.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { MailText } from '../mail-queue.ts';

interface MailWords {
  confirmSubject: (site: string) => string;
  /** With the right to object in a sentence of its own: it is the first message (L-28). */
  confirmText: (site: string, link: string, myData: string) => string;
  signInSubject: (site: string) => string;
  signInText: (site: string, link: string, code: string) => string;
  staffSubject: (site: string) => string;
  staffText: (site: string, link: string) => string;
  sender: (controller: string, address: string, email: string) => string;
}

const WORDS: Record<string, MailWords> = {
  en: {
    confirmSubject: (site) => `Confirm your address for ${site}`,
    confirmText: (
      site,
      link,
      myData,
    ) => `Somebody ticked a box at ${site} that allows us to write to this address.

If that was you, open this page and press the button:
${link}

If it was not you, do nothing: without confirmation we do not write to you.
The link works for 72 hours.

You can object to marketing at any time:
${myData}`,
    signInSubject: (site) => `Your sign-in link for ${site}`,
    signInText: (site, link, code) => `Open this page to see what ${site} holds about you, and to change it:
${link}

Or enter this code on the page where you asked for it: ${code}

Link and code work once, within 15 minutes. If you did not ask for them, do nothing, and tell nobody the code.`,
    staffSubject: (site) => `Sign in to the studio of ${site}`,
    staffText: (site, link) => `Open this page to sign in to the studio of ${site}:
${link}

The link works once, within 15 minutes. If you did not ask for it, do nothing.`,
    sender: (controller, address, email) => `${controller}, ${address}\n${email}`,
  },
  de: {
    confirmSubject: (site) => `Bestätigen Sie Ihre Adresse für ${site}`,
    confirmText: (
      site,
      link,
      myData,
    ) => `Jemand hat bei ${site} ein Kästchen angekreuzt, damit wir an diese Adresse schreiben dürfen.

Wenn Sie das waren, öffnen Sie diese Seite und drücken Sie die Schaltfläche:
${link}

Wenn Sie es nicht waren, tun Sie nichts: Ohne Bestätigung schreiben wir Ihnen nicht.
Der Link gilt 72 Stunden.

Sie können der Werbung jederzeit widersprechen:
${myData}`,
    signInSubject: (site) => `Ihr Anmeldelink für ${site}`,
    signInText: (
      site,
      link,
      code,
    ) => `Öffnen Sie diese Seite, um zu sehen und zu ändern, was ${site} über Sie gespeichert hat:
${link}

Oder geben Sie auf der Seite, auf der Sie danach gefragt haben, diesen Code ein: ${code}

Link und Code gelten einmal und 15 Minuten lang. Wenn Sie nicht danach gefragt haben, tun Sie nichts und nennen Sie niemandem den Code.`,
    staffSubject: (site) => `Anmelden im Studio von ${site}`,
    staffText: (site, link) => `Öffnen Sie diese Seite, um sich im Studio von ${site} anzumelden:
${link}

Der Link gilt einmal und 15 Minuten lang. Wenn Sie ihn nicht angefordert haben, tun Sie nichts.`,
    sender: (controller, address, email) => `${controller}, ${address}\n${email}`,
  },
};

function wordsIn(language: string): MailWords {
  const words = WORDS[language.split('-')[0] ?? ''] ?? WORDS['en'];
  if (words === undefined) throw new Error('English mail texts are missing');
  return words;
}

export function signed(site: SiteDocument, language: string, text: string): string {
  const { name, address, email } = site.controller;
  return `${text}\n\n-- \n${wordsIn(language).sender(name, address, email)}\n`;
}

export function nameOf(site: SiteDocument, language: string): string {
  return textAt(site, 'name', site.name, language);
}

/** A day written out. As at home: English dates of a British site are British. */
export function writtenDay({ jurisdiction }: SiteDocument, language: string, day: string): string {
  const regional = jurisdiction === 'gb' && language === 'en' ? 'en-GB' : language;
  const date = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(regional, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function confirmationMail(
  site: SiteDocument,
  { link, myData }: { link: string; myData: string },
  language: string,
): MailText {
  const words = wordsIn(language);
  const name = nameOf(site, language);
  return {
    subject: words.confirmSubject(name),
    text: signed(site, language, words.confirmText(name, link, myData)),
  };
}

/** Either of the two signs in: the link on this device, the code on the one where it was asked for. */
export function signInMail(
  site: SiteDocument,
  { link, code }: { link: string; code: string },
  language: string,
): MailText {
  const words = wordsIn(language);
  const name = nameOf(site, language);
  return {
    subject: words.signInSubject(name),
    text: signed(site, language, words.signInText(name, link, code)),
  };
}

export function staffSignInMail(site: SiteDocument, link: string, language: string): MailText {
  const words = wordsIn(language);
  const name = nameOf(site, language);
  return { subject: words.staffSubject(name), text: signed(site, language, words.staffText(name, link)) };
}
