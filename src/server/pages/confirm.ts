/** The pages behind the link of a confirmation mail. */
import { html } from 'hono/html';
import { textAt } from '../../protocol/localised.ts';
import { myDataAddress } from '../../protocol/site-addresses.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Html, Page } from './page.ts';

interface ConfirmWords {
  askTitle: (site: string) => string;
  ask: string;
  button: string;
  doneTitle: string;
  done: (site: string) => string;
  endedTitle: string;
  ended: string;
  myData: string;
  expiredTitle: string;
  expired: string;
  again: string;
  againTitle: string;
  againSent: string;
}

const WORDS: Record<string, ConfirmWords> = {
  en: {
    askTitle: (site) => `Confirm your address for ${site}`,
    ask: 'Somebody ticked this with your address. If it was you, press the button; then it counts. You can take it back at any time.',
    button: 'Confirm my address',
    doneTitle: 'Your address is confirmed',
    done: (site) => `${site} may now use your address for this, and for nothing else:`,
    endedTitle: 'This was withdrawn before',
    ended: 'Your address is not used for this. To allow it again, fill in the form once more.',
    myData: 'See it, change it or take it back',
    expiredTitle: 'This link no longer works',
    expired:
      'It is unknown or older than 72 hours. Nothing was changed. You can have a new link sent to you.',
    again: 'Send me a new link',
    againTitle: 'Look in your inbox',
    againSent:
      'If your choice still waits for you, an email with a new link is on its way. Otherwise fill in the form once more.',
  },
  de: {
    askTitle: (site) => `Bestätigen Sie Ihre Adresse für ${site}`,
    ask: 'Jemand hat das mit Ihrer Adresse angekreuzt. Wenn Sie es waren, drücken Sie die Schaltfläche; dann gilt es. Sie können es jederzeit widerrufen.',
    button: 'Meine Adresse bestätigen',
    doneTitle: 'Ihre Adresse ist bestätigt',
    done: (site) => `${site} darf Ihre Adresse jetzt dafür verwenden, und für nichts anderes:`,
    endedTitle: 'Das wurde vorher widerrufen',
    ended:
      'Ihre Adresse wird dafür nicht verwendet. Um es wieder zu erlauben, füllen Sie das Formular noch einmal aus.',
    myData: 'Ansehen, ändern oder widerrufen',
    expiredTitle: 'Dieser Link gilt nicht mehr',
    expired:
      'Er ist unbekannt oder älter als 72 Stunden. Nichts wurde geändert. Sie können sich einen neuen schicken lassen.',
    again: 'Neuen Link schicken',
    againTitle: 'Sehen Sie in Ihr Postfach',
    againSent:
      'Wenn Ihre Auswahl noch auf Sie wartet, ist eine E-Mail mit einem neuen Link unterwegs. Sonst füllen Sie das Formular noch einmal aus.',
  },
};

function wordsIn(language: string): { language: string; words: ConfirmWords } {
  const tag = language.split('-')[0] ?? '';
  const words = WORDS[tag] ?? WORDS['en'];
  if (words === undefined) throw new Error('English page texts are missing');
  return { language: WORDS[tag] ? tag : 'en', words };
}

/** A ticked box, in its words, and whether it is permitted by now. */
export interface Asked {
  words: string;
  permitted: boolean;
}

function wordsOf(asked: readonly Asked[]): Html {
  return html`<ul class="plain">
    ${asked.map(({ words }) => html`<li>${words}</li>`)}
  </ul>`;
}

export function confirmPage(site: SiteDocument, wanted: string, asked: readonly Asked[]): Page {
  const { language, words } = wordsIn(wanted);
  return {
    language,
    title: words.askTitle(textAt(site, 'name', site.name, language)),
    body: html`<p>${words.ask}</p>
      ${wordsOf(asked)}
      <form method="post"><button>${words.button}</button></form>`,
  };
}

/** Says what the consent events say: a grant that was withdrawn meanwhile is not given by its link. */
export function confirmedPage(
  site: SiteDocument,
  wanted: string,
  asked: readonly Asked[],
  publicUrl: string,
): Page {
  const { language, words } = wordsIn(wanted);
  const myData = html`<p><a href="${myDataAddress(site, publicUrl, language)}">${words.myData}</a></p>`;
  const permitted = asked.filter((one) => one.permitted);
  if (permitted.length === 0) {
    return {
      language,
      title: words.endedTitle,
      body: html`<p>${words.ended}</p>
        ${myData}`,
    };
  }
  const name = textAt(site, 'name', site.name, language);
  return {
    language,
    title: words.doneTitle,
    body: html`<p>${words.done(name)}</p>
      ${wordsOf(permitted)} ${myData}`,
  };
}

/** `again`: where a new link is asked for; the same for a link that never was one. */
export function linkExpiredPage(wanted: string, again: string): Page {
  const { language, words } = wordsIn(wanted);
  return {
    language,
    title: words.expiredTitle,
    body: html`<p>${words.expired}</p>
      <form method="post" action="${again}"><button>${words.again}</button></form>`,
  };
}

export function sentAgainPage(wanted: string): Page {
  const { language, words } = wordsIn(wanted);
  return { language, title: words.againTitle, body: html`<p>${words.againSent}</p>` };
}
