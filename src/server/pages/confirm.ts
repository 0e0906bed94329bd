/** The pages behind the link of a confirmation mail. */
import { html } from 'hono/html';
import { myDataAddress } from '../../protocol/site-addresses.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Page } from './page.ts';

interface ConfirmWords {
  askTitle: (site: string) => string;
  ask: string;
  button: string;
  doneTitle: string;
  done: (site: string) => string;
  myData: string;
  expiredTitle: string;
  expired: string;
}

const WORDS: Record<string, ConfirmWords> = {
  en: {
    askTitle: (site) => `Confirm your address for ${site}`,
    ask: 'Press the button to confirm that we may write to you at this address. You can take it back at any time.',
    button: 'Confirm my address',
    doneTitle: 'Your address is confirmed',
    done: (site) => `${site} may now write to you, for what you ticked and for nothing else.`,
    myData: 'See it, change it or take it back',
    expiredTitle: 'This link no longer works',
    expired:
      'It is unknown or older than 72 hours. Nothing was changed. Fill in the form again to get a new link.',
  },
  de: {
    askTitle: (site) => `Bestätigen Sie Ihre Adresse für ${site}`,
    ask: 'Drücken Sie die Schaltfläche, wenn wir Ihnen an diese Adresse schreiben dürfen. Sie können das jederzeit widerrufen.',
    button: 'Meine Adresse bestätigen',
    doneTitle: 'Ihre Adresse ist bestätigt',
    done: (site) =>
      `${site} darf Ihnen jetzt schreiben: zu dem, was Sie angekreuzt haben, und zu nichts anderem.`,
    myData: 'Ansehen, ändern oder widerrufen',
    expiredTitle: 'Dieser Link gilt nicht mehr',
    expired:
      'Er ist unbekannt oder älter als 72 Stunden. Nichts wurde geändert. Füllen Sie das Formular noch einmal aus, dann erhalten Sie einen neuen Link.',
  },
};

function wordsIn(language: string): { language: string; words: ConfirmWords } {
  const tag = language.split('-')[0] ?? '';
  const words = WORDS[tag] ?? WORDS['en'];
  if (words === undefined) throw new Error('English page texts are missing');
  return { language: WORDS[tag] ? tag : 'en', words };
}

export function confirmPage(site: SiteDocument, wanted: string): Page {
  const { language, words } = wordsIn(wanted);
  return {
    language,
    title: words.askTitle(site.name),
    body: html`<p>${words.ask}</p>
      <form method="post"><button>${words.button}</button></form>`,
  };
}

export function confirmedPage(site: SiteDocument, wanted: string, publicUrl: string): Page {
  const { language, words } = wordsIn(wanted);
  const myData = myDataAddress(site, publicUrl, language);
  return {
    language,
    title: words.doneTitle,
    body: html`<p>${words.done(site.name)}</p>
      <p><a href="${myData}">${words.myData}</a></p>`,
  };
}

export function linkExpiredPage(wanted: string): Page {
  const { language, words } = wordsIn(wanted);
  return { language, title: words.expiredTitle, body: html`<p>${words.expired}</p>` };
}
