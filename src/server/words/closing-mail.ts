/** The last letter to somebody whose data was erased: what is gone, what stays elsewhere, why and for how long (S-25). */
import { addDuration } from '../../protocol/calendar.ts';
import { textAt } from '../../protocol/localised.ts';
import type { ExternalStore, SiteDocument } from '../../protocol/site.schema.ts';
import type { MailText } from '../mail-queue.ts';
import { nameOf, signed, writtenDay } from './mails.ts';

export interface Closing {
  reference: string;
  language: string;
  /** A day. */
  erasedOn: string;
}

interface ClosingWords {
  subject: (reference: string) => string;
  gone: (site: string) => string;
  kept: string;
  byHand: string;
  until: (day: string) => string;
  suppressed: string;
  last: string;
  routes: (where: { email: string; name: string; url: string }) => string;
}

const WORDS: Record<string, ClosingWords> = {
  en: {
    subject: (reference) => `Your data is deleted (${reference})`,
    gone: (site) => `We have deleted everything that ${site} held about you in this system.`,
    kept: 'This stays, because we may not or cannot delete it:',
    byHand: 'This we delete by hand in the next days:',
    until: (day) => `at the latest until ${day}`,
    suppressed:
      'We keep a coded mark of your address that cannot be turned back into it, so that nobody writes to you again from an old list.',
    last: 'This is our last message to you; your address is deleted with it.',
    routes: ({ email, name, url }) =>
      `If something is missing, you can complain to us (${email}) and to the supervisory authority (${name}, ${url}), and you can go to court.`,
  },
  de: {
    subject: (reference) => `Ihre Daten sind gelöscht (${reference})`,
    gone: (site) => `Wir haben alles gelöscht, was ${site} in diesem System über Sie gespeichert hatte.`,
    kept: 'Das bleibt, weil wir es nicht löschen dürfen oder können:',
    byHand: 'Das löschen wir in den nächsten Tagen von Hand:',
    until: (day) => `längstens bis ${day}`,
    suppressed:
      'Wir behalten ein verschlüsseltes Merkmal Ihrer Adresse, aus dem sie sich nicht zurückgewinnen lässt, damit Ihnen niemand mehr aus einer alten Liste schreibt.',
    last: 'Das ist unsere letzte Nachricht an Sie; mit ihr wird Ihre Adresse gelöscht.',
    routes: ({ email, name, url }) =>
      `Wenn etwas fehlt, können Sie sich bei uns beschweren (${email}) und bei der Aufsichtsbehörde (${name}, ${url}), und Sie können vor Gericht gehen.`,
  },
};

export function closingMail(site: SiteDocument, { reference, language: asked, erasedOn }: Closing): MailText {
  const language = (asked.split('-')[0] ?? '') in WORDS ? asked : 'en';
  const words = WORDS[language.split('-')[0] ?? 'en'];
  if (words === undefined) throw new Error('English mail texts are missing');
  const stores = site.externalStores ?? [];
  const lines = (kind: ExternalStore['erasure'], headline: string): string[] => {
    const found = stores.filter(({ erasure }) => erasure === kind);
    const told = found.map((store) => `- ${lineOf(site, store, { language, words, erasedOn })}`);
    return told.length === 0 ? [] : [[headline, ...told].join('\n')];
  };
  const authority = textAt(site, 'authority.name', site.authority.name, language);
  const text = [
    words.gone(nameOf(site, language)),
    ...lines('kept', words.kept),
    ...lines('by-hand', words.byHand),
    words.suppressed,
    words.routes({ email: site.controller.email, name: authority, url: site.authority.url }),
    words.last,
  ].join('\n\n');
  return { subject: words.subject(reference), text: signed(site, language, text) };
}

function lineOf(
  site: SiteDocument,
  store: ExternalStore,
  { language, words, erasedOn }: { language: string; words: ClosingWords; erasedOn: string },
): string {
  const title = textAt(site, `externalStores.${store.id}.title`, store.title, language);
  if (store.erasure === 'by-hand') return title;
  const why = textAt(site, `externalStores.${store.id}.why`, store.why, language);
  const until =
    store.keep === undefined
      ? ''
      : ` (${words.until(writtenDay(site, language, addDuration(erasedOn, store.keep)))})`;
  return `${title}${until}: ${why}`;
}
