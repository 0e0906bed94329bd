/** Forms to begin with. Their words are in the languages of the site that the package speaks. */
import type { SiteDocument } from '../../../protocol/site.schema.ts';
import type { FormKind } from '../../../protocol/terms.ts';
import type { Json } from '../text/json-edit.ts';
import type { Fields } from './authored.ts';
import { presetWords } from './preset-words.ts';
import type { PresetWords } from './preset-words.ts';

export type PresetId = 'blank' | 'contact' | 'subscription' | 'employment-application' | 'survey';
export const PRESETS: readonly PresetId[] = [
  'subscription',
  'contact',
  'employment-application',
  'survey',
  'blank',
];

interface Preset {
  kind: FormKind;
  /** Wanted purposes; the first one that the site has is taken. */
  purposes: readonly string[];
  items: (words: PresetWords, asks: boolean) => Fields[];
  /** Whether news by email is offered. */
  asksForNews: boolean;
  isAnonymous?: boolean;
}

const required = (use: string): Fields => ({ use, id: use, required: true });
const optional = (use: string): Fields => ({ use, id: use });
const NEWS: Fields = { id: 'news', ask: ['news-email'] };
const NOTICE: Fields = { id: 'your-data', ask: ['privacy-notice'] };

const SHAPES: Record<PresetId, Preset> = {
  blank: {
    kind: 'contact',
    purposes: ['requested-information'],
    items: () => [optional('email'), NOTICE],
    asksForNews: false,
  },
  contact: {
    kind: 'contact',
    purposes: ['requested-information'],
    items: (_words, asks) => [
      optional('name'),
      required('email'),
      required('message'),
      ...(asks ? [NEWS] : []),
      NOTICE,
    ],
    asksForNews: true,
  },
  subscription: {
    kind: 'subscription',
    purposes: ['requested-information', 'direct-marketing'],
    items: (_words, asks) => [optional('name'), required('email'), ...(asks ? [NEWS] : []), NOTICE],
    asksForNews: true,
  },
  'employment-application': {
    kind: 'employment-application',
    purposes: ['recruitment'],
    items: ({ cvWhy, nameWhy }) => [
      { ...required('name'), why: nameWhy },
      required('email'),
      optional('phone'),
      optional('occupation'),
      { ...required('cv'), why: cvWhy },
      optional('message'),
      NOTICE,
    ],
    asksForNews: false,
  },
  survey: {
    kind: 'survey',
    purposes: ['survey', 'marketing-reports'],
    items: ({ rating, low, high, comment }) => [
      { id: 'rating', type: 'scale', label: rating, from: 1, to: 5, low, high, data: 'survey-answers' },
      { id: 'comment', type: 'textarea', label: comment, data: 'survey-answers' },
      NOTICE,
    ],
    asksForNews: false,
    isAnonymous: true,
  },
};

/** The file of a new form, as a person would write it. */
export function presetText(preset: PresetId, form: string, title: string, site: SiteDocument): string {
  const shape = SHAPES[preset];
  const languages = site.languages.filter((language) => presetWords(language) !== undefined);
  const [source = 'en'] = languages;
  const news = shape.asksForNews ? marketingPurpose(site) : undefined;
  const words = wordsIn(source, site);
  const document: Record<string, Json> = {
    form,
    kind: shape.kind,
    version: 1,
    languages: [source],
    title,
    purpose: purposeOf(shape, site),
    ...(shape.isAnonymous === true ? { anonymous: true } : {}),
    items: shape.items(words, news !== undefined),
    consents: {
      ...(news === undefined
        ? {}
        : {
            'news-email': {
              kind: 'opt-in',
              purpose: news,
              channel: 'email',
              needs: 'email',
              text: words.news,
            },
          }),
      'privacy-notice': { kind: 'notice', text: words.notice },
    },
    submit: { label: words.send },
    after: { title: words.thanks, message: words.next },
  };
  // Short lists stand on one line, as people write them.
  const text = JSON.stringify(document, null, 2).replace(/\[\s+("[^"\n]*")\s+\]/g, '[$1]');
  return `${text}\n`;
}

function wordsIn(language: string, { controller, policy }: SiteDocument): PresetWords {
  const words = presetWords(language) ?? presetWords('en');
  if (words === undefined) throw new Error('The words of new forms are missing in English.');
  const filled = Object.entries({ ...words } as Record<string, string>).map(([key, text]) => [
    key,
    text.replaceAll('{controller}', controller.name).replaceAll('{policy}', policy),
  ]);
  return Object.fromEntries(filled) as PresetWords;
}

function purposeOf({ purposes }: Preset, site: SiteDocument): string {
  const known = site.purposes.map(({ id }) => id);
  return purposes.find((purpose) => known.includes(purpose)) ?? known[0] ?? 'requested-information';
}

/** What news would be sent for; only a purpose that rests on consent can be asked for. */
function marketingPurpose({ purposes }: SiteDocument): string | undefined {
  const byConsent = purposes.filter(({ lawfulBasis }) => lawfulBasis === 'consent').map(({ id }) => id);
  return (
    byConsent.find((id) => id === 'direct-marketing') ?? byConsent.find((id) => id.includes('marketing'))
  );
}

/** What a new consent says before anybody has changed it. */
export function consentText(
  site: SiteDocument,
  language: string,
  what: { kind: 'opt-in' | 'acknowledge' | 'notice'; channel?: string; purpose?: string },
): string {
  const words = wordsIn(language, site);
  if (what.kind === 'notice') return words.notice;
  if (what.kind === 'acknowledge') return words.acknowledge;
  const { purpose = '', channel = '' } = what;
  const title = site.purposes.find(({ id }) => id === purpose)?.title ?? purpose;
  const byChannel: Record<string, string> = {
    email: words.byEmail,
    post: words.byPost,
    phone: words.byPhone,
    sms: words.bySms,
  };
  return (byChannel[channel] ?? words.byEmail).replaceAll('{purpose}', title);
}
