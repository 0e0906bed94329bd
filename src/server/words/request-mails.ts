/** The messages about a request, in the languages of the visitor elements. What staff wrote stands in them as it is. */
import type { RequestState } from '../../protocol/request.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { textAt } from '../../protocol/localised.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { MailText } from '../mail-queue.ts';
import { nameOf, signed, writtenDay } from './mails.ts';
import { REQUEST_WORDS } from './request-words.ts';
import type { RequestWords } from './request-words.ts';

export interface RequestNews {
  kind: RequestKind;
  state: RequestState;
  /** Somebody wrote; nothing else changed. */
  isMessage: boolean;
  /** Whether it is known that they asked themselves. */
  isProved: boolean;
  reference: string;
  /** Days. */
  receivedOn: string;
  dueOn: string | undefined;
  /** What the staff say to it. */
  words: string;
  language: string;
  myDataUrl: string;
  /** To a copy. */
  link?: string | undefined;
}

/** Steps that change nothing for the person are seen in the panel, and mailed to nobody. */
const SILENT: readonly string[] = [
  'received',
  'in-progress',
  'review',
  'delivered',
  'receipt-confirmed',
  'erasing',
  'erased-with-residuals',
  'closed',
  'escalated-to-regulator',
] satisfies RequestState[];

/** `state` null: a message. */
export function isWorthMail(state: string | null): boolean {
  return state === null || !SILENT.includes(state);
}

/** Outcomes that somebody may not accept: where else to go is said beside them (Art. 12(4) GDPR, L-19, L-34). */
const CONTESTABLE: readonly RequestState[] = ['refused', 'partly-refused', 'outcome-sent'];

export function requestMail(site: SiteDocument, news: RequestNews): MailText {
  const tag = news.language.split('-')[0] ?? '';
  const language = tag in REQUEST_WORDS ? news.language : 'en';
  const words = REQUEST_WORDS[language.split('-')[0] ?? 'en'];
  if (words === undefined) throw new Error('English mail texts are missing');
  const headline = news.isMessage ? words.message : (words.states[news.state] ?? words.message);
  const pieces = [
    words.about(words.kinds[news.kind], nameOf(site, language), news.reference, writtenDay(site, language, news.receivedOn)), // prettier-ignore
    headline.body,
    news.words,
    ...(news.state === 'acknowledged' ? acknowledgement(site, words, language, news) : []),
    ...(!news.isMessage && CONTESTABLE.includes(news.state) ? [routes(site, words, language)] : []),
    news.link === undefined ? '' : words.fetch(news.link),
    words.panel(news.myDataUrl),
  ];
  const text = pieces.filter((piece) => piece !== '').join('\n\n');
  return { subject: `${headline.title} (${news.reference})`, text: signed(site, language, text) };
}

function acknowledgement(
  site: SiteDocument,
  words: RequestWords,
  language: string,
  { kind, dueOn, isProved, isMessage }: RequestNews,
): string[] {
  if (isMessage) return [];
  const due = dueOn === undefined || kind === 'complaint' ? '' : words.due(writtenDay(site, language, dueOn));
  return [due, ...(isProved || kind === 'complaint' ? [] : [words.unproved])];
}

function routes(site: SiteDocument, words: RequestWords, language: string): string {
  const name = textAt(site, 'authority.name', site.authority.name, language);
  return words.routes({ email: site.controller.email, name, url: site.authority.url });
}
