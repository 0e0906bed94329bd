/** The page behind the link of a copy: one button. */
import { html } from 'hono/html';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { nameOf } from '../words/mails.ts';
import type { OpenCopy } from '../copies/delivering.ts';
import type { Page } from './page.ts';

interface DownloadWords {
  title: (site: string) => string;
  text: (reference: string, kilobytes: string, day: string) => string;
  inside: string;
  button: string;
  careful: string;
  expiredTitle: string;
  expired: string;
}

const WORDS: Record<string, DownloadWords> = {
  en: {
    title: (site) => `Your data at ${site}`,
    text: (reference, kilobytes, day) =>
      `The copy that you asked for (${reference}) is ready: ${kilobytes}. It can be fetched until ${day}.`,
    inside: 'It is a ZIP file: open “index.html” in it to read everything.',
    button: 'Download the copy',
    careful: 'Whoever has this link can fetch your data. Do not pass it on.',
    expiredTitle: 'This link no longer works',
    expired:
      'It is unknown, older than seven days, or was used too often. In “my data” you can have a new one made.',
  },
  de: {
    title: (site) => `Ihre Daten bei ${site}`,
    text: (reference, kilobytes, day) =>
      `Die Kopie, die Sie beantragt haben (${reference}), liegt bereit: ${kilobytes}. Sie kann bis ${day} abgeholt werden.`,
    inside: 'Es ist eine ZIP-Datei: Öffnen Sie darin „index.html“, um alles zu lesen.',
    button: 'Kopie herunterladen',
    careful: 'Wer diesen Link hat, kann Ihre Daten abholen. Geben Sie ihn nicht weiter.',
    expiredTitle: 'Dieser Link gilt nicht mehr',
    expired:
      'Er ist unbekannt, älter als sieben Tage oder wurde zu oft benutzt. In „Meine Daten“ bekommen Sie einen neuen.',
  },
};

export function downloadPage(
  site: SiteDocument,
  { language: asked, reference, size, expiresAt }: OpenCopy,
): Page {
  const { language, words } = wordsIn(asked);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(expiresAt),
  );
  const kilobytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte' }).format(
    Math.ceil(size / 1000),
  );
  return {
    language,
    title: words.title(nameOf(site, language)),
    body: html`<p>${words.text(reference, kilobytes, day)}</p>
      <p>${words.inside}</p>
      <form method="post"><button>${words.button}</button></form>
      <p class="muted">${words.careful}</p>`,
  };
}

export function downloadExpiredPage(asked: string): Page {
  const { language, words } = wordsIn(asked);
  return { language, title: words.expiredTitle, body: html`<p>${words.expired}</p>` };
}

function wordsIn(language: string): { language: string; words: DownloadWords } {
  const tag = language.split('-')[0] ?? '';
  const words = WORDS[tag] ?? WORDS['en'];
  if (words === undefined) throw new Error('English page texts are missing');
  return { language: WORDS[tag] ? tag : 'en', words };
}
