/** The pages behind the link of a mail: what it stops, one button for that, one for everything. */
import { html } from 'hono/html';
import { textAt } from '../../protocol/localised.ts';
import { myDataAddress } from '../../protocol/site-addresses.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Channel } from '../../protocol/terms.ts';
import type { Html, Page } from './page.ts';

interface UnsubscribeWords {
  channels: Record<Channel, string>;
  askTitle: string;
  ask: (site: string) => string;
  others: (site: string) => string;
  button: (what: string) => string;
  all: (site: string) => string;
  standsNotTitle: string;
  standsNot: (what: string, site: string) => string;
  doneTitle: string;
  done: (what: string, site: string) => string;
  doneAll: (site: string) => string;
  again: string;
  myData: string;
  unknownTitle: string;
  unknown: string;
}

const EN: UnsubscribeWords = {
  channels: { email: 'by email', post: 'by post', phone: 'by phone', sms: 'by text message' },
  askTitle: 'Stop this?',
  ask: (site) =>
    `You gave ${site} your permission for this. Press the button and it ends at once; no reason is needed.`,
  others: (site) => `You also gave ${site} your permission for:`,
  button: (what) => `Stop: ${what}`,
  all: (site) => `Stop everything from ${site}`,
  standsNotTitle: 'This is not permitted',
  standsNot: (what, site) => `${site} has no permission of yours for ${what}. There is nothing to stop.`,
  doneTitle: 'It is stopped',
  done: (what, site) => `${site} no longer has your permission for ${what}.`,
  doneAll: (site) => `Everything that you had permitted ${site} has ended.`,
  again: 'A message that is on its way already may still arrive.',
  myData: 'See everything, change it, or correct it',
  unknownTitle: 'Nothing is sent because of this link',
  unknown:
    'It is unknown, or what it stood for is gone. Nothing was changed. If messages still come, write to their sender.',
};

const DE: UnsubscribeWords = {
  channels: { email: 'per E-Mail', post: 'per Post', phone: 'per Telefon', sms: 'per SMS' },
  askTitle: 'Damit aufhören?',
  ask: (site) =>
    `Sie haben ${site} das erlaubt. Mit der Schaltfläche endet es sofort; einen Grund brauchen Sie nicht.`,
  others: (site) => `Außerdem haben Sie ${site} erlaubt:`,
  button: (what) => `Aufhören: ${what}`,
  all: (site) => `Alles von ${site} beenden`,
  standsNotTitle: 'Das ist nicht erlaubt',
  standsNot: (what, site) => `${site} hat von Ihnen keine Erlaubnis für ${what}. Es gibt nichts zu beenden.`,
  doneTitle: 'Es ist beendet',
  done: (what, site) => `${site} hat von Ihnen keine Erlaubnis mehr für ${what}.`,
  doneAll: (site) => `Alles, was Sie ${site} erlaubt hatten, ist beendet.`,
  again: 'Eine Nachricht, die schon unterwegs ist, kann noch ankommen.',
  myData: 'Alles ansehen, ändern oder berichtigen',
  unknownTitle: 'Wegen dieses Links wird nichts gesendet',
  unknown:
    'Er ist unbekannt, oder das, wofür er stand, gibt es nicht mehr. Nichts wurde geändert. Wenn noch Nachrichten kommen, schreiben Sie dem Absender.',
};

const WORDS: Record<string, UnsubscribeWords> = { en: EN, de: DE };

interface Item {
  purpose: string;
  channel: Channel;
}

export interface UnsubscribeView {
  site: SiteDocument;
  /** What the link is about. */
  own: Item;
  publicUrl: string;
  /** The `Accept-Language` of the request. */
  accepted: string;
}

export function unsubscribePage({
  standing,
  ...view
}: UnsubscribeView & { standing: readonly Item[] }): Page {
  const { language, words, name, what } = wordsFor(view);
  const { own } = view;
  const others = standing.filter((one) => one.purpose !== own.purpose || one.channel !== own.channel);
  const stands = others.length < standing.length;
  const all = html`<button name="stop" value="all">${words.all(name)}</button>`;
  return {
    language,
    title: stands ? words.askTitle : words.standsNotTitle,
    body: html`<p>${stands ? words.ask(name) : words.standsNot(what(own), name)}</p>
      <form method="post">
        ${stands ? html`<p><button name="stop" value="this">${words.button(what(own))}</button></p>` : ''}
        ${
          others.length === 0
            ? ''
            : html`<p>${words.others(name)}</p>
                <ul class="plain">
                  ${others.map((one) => html`<li>${what(one)}</li>`)}
                </ul>
                <p>${all}</p>`
        }
      </form>
      ${myDataLink(view, language, words)}`,
  };
}

export function stoppedPage({ isAll, ...view }: UnsubscribeView & { isAll: boolean }): Page {
  const { language, words, name, what } = wordsFor(view);
  return {
    language,
    title: words.doneTitle,
    body: html`<p>${isAll ? words.doneAll(name) : words.done(what(view.own), name)}</p>
      <p>${words.again}</p>
      ${myDataLink(view, language, words)}`,
  };
}

/** The same for every token that stands for nothing, whoever's it may have been. */
export function unknownLinkPage(accepted: string): Page {
  const language = languageOf(accepted);
  const { unknownTitle, unknown } = WORDS[language] ?? EN;
  return { language, title: unknownTitle, body: html`<p>${unknown}</p>` };
}

function wordsFor({ site, accepted }: UnsubscribeView) {
  const language = languageOf(accepted);
  const words = WORDS[language] ?? EN;
  const what = ({ purpose: id, channel }: Item): string => {
    const index = site.purposes.findIndex((purpose) => purpose.id === id);
    const title = site.purposes[index]?.title;
    const said = title === undefined ? id : textAt(site, `purposes.${id}.title`, title, language);
    return `${said} ${words.channels[channel]}`;
  };
  return { language, words, name: textAt(site, 'name', site.name, language), what };
}

function myDataLink({ site, publicUrl }: UnsubscribeView, language: string, words: UnsubscribeWords): Html {
  return html`<p><a href="${myDataAddress(site, publicUrl, language)}">${words.myData}</a></p>`;
}

function languageOf(accepted: string): string {
  const tag = accepted.slice(0, 2).toLowerCase();
  return tag in WORDS ? tag : 'en';
}
