/** A small site with one form of every kind of item, in two languages, and a policy with two versions. */
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { textAt } from '../../src/protocol/localised.ts';
import type { PolicyIndex, PolicyVersion } from '../../src/protocol/policy.schema.ts';
import type { SiteConfig } from '../../src/protocol/site.schema.ts';

export function siteConfig(site: string): SiteConfig {
  return {
    site,
    name: 'Fair & Co',
    languages: ['en', 'de'],
    controller: {
      name: 'Fair & Co Limited',
      address: '1 Hall Street, London, N1 1AA',
      email: 'info@fair.example',
      url: 'https://fair.example',
    },
    jurisdiction: 'gb',
    authority: { name: 'Information Commission', url: 'https://ico.org.uk' },
    purposes: [
      {
        id: 'direct-marketing',
        title: 'News and offers',
        description: 'We send news.',
        lawfulBasis: 'consent',
        retention: { after: 'you withdraw', keep: 'P1M' },
      },
    ],
    policy: 'privacy',
    submissionLifetimeHours: 72,
    grantMaxAgeHours: 72,
    consentMonths: 24,
    translations: { de: { 'purposes.direct-marketing.title': 'Neuigkeiten und Angebote' } },
    forms: [{ form: 'subscription', version: 3, titles: { en: 'Subscribe to our news' } }],
    channels: ['email', 'post', 'phone', 'sms'],
  };
}

export const definition: FormDefinition = {
  form: 'subscription',
  kind: 'subscription',
  version: 3,
  languages: ['en', 'de'],
  title: 'Subscribe to our news',
  intro: 'Choose how we may write to you.',
  purpose: 'requested-information',
  items: [
    { id: 'name', type: 'text', label: 'Your name', autocomplete: 'name' },
    {
      id: 'email',
      type: 'email',
      label: 'Email address',
      hint: 'We use it for nothing else.',
      why: 'We look after your subscription under it.',
      required: true,
      autocomplete: 'email',
    },
    { id: 'phone', type: 'text', label: 'Phone number', autocomplete: 'tel' },
    {
      id: 'industry',
      type: 'select',
      label: 'Your industry',
      options: [
        { id: 'food', label: 'Food' },
        { id: 'health', label: 'Health' },
      ],
    },
    { id: 'message', type: 'textarea', label: 'Your message', maxLength: 40 },
    { id: 'before-news', say: 'The next questions are yours to leave empty.' },
    {
      id: 'news',
      heading: 'How may we send you news? (optional)',
      ask: ['news-email', 'news-post', 'news-phone'],
    },
    {
      id: 'postal-address',
      type: 'textarea',
      label: 'Postal address',
      required: true,
      autocomplete: 'street-address',
    },
    { id: 'your-data', ask: ['privacy-notice'] },
  ],
  consents: {
    'news-email': {
      kind: 'opt-in',
      purpose: 'direct-marketing',
      channel: 'email',
      needs: 'email',
      text: 'Email me news once a month.',
    },
    'news-post': {
      kind: 'opt-in',
      purpose: 'direct-marketing',
      channel: 'post',
      reveal: ['postal-address'],
      text: 'Send me news by post.',
    },
    'news-phone': {
      kind: 'opt-in',
      purpose: 'direct-marketing',
      channel: 'phone',
      needs: 'phone',
      text: 'Call me about offers.',
    },
    'privacy-notice': {
      kind: 'notice',
      text: 'We use your answers for this. The [privacy policy](policy:privacy) says more.',
    },
  },
  submit: { label: 'Send my choices', spam: [] },
  after: { title: 'Thank you. We have your choices.', message: 'You can change them at any time.' },
  translations: {
    de: {
      title: 'Neuigkeiten abonnieren',
      intro: 'Wählen Sie, wie wir Ihnen schreiben dürfen.',
      'name.label': 'Ihr Name',
      'email.label': 'E-Mail-Adresse',
      'email.hint': 'Wir nutzen sie für nichts anderes.',
      'email.why': 'Unter ihr führen wir Ihr Abonnement.',
      'phone.label': 'Telefonnummer',
      'industry.label': 'Ihre Branche',
      'industry.options.food': 'Lebensmittel',
      'industry.options.health': 'Gesundheit',
      'message.label': 'Ihre Nachricht',
      'before-news.say': 'Die nächsten Fragen dürfen Sie leer lassen.',
      'news.heading': 'Wie dürfen wir Ihnen Neuigkeiten schicken? (freiwillig)',
      'postal-address.label': 'Postanschrift',
      'news-email.text': 'Schicken Sie mir monatlich Neuigkeiten per E-Mail.',
      'news-post.text': 'Schicken Sie mir Neuigkeiten per Post.',
      'news-phone.text': 'Rufen Sie mich zu Angeboten an.',
      'privacy-notice.text':
        'Wir nutzen Ihre Angaben dafür. Mehr steht in der [Datenschutzerklärung](policy:privacy).',
      'submit.label': 'Auswahl senden',
      'after.title': 'Danke. Ihre Auswahl ist angekommen.',
      'after.message': 'Sie können sie jederzeit ändern.',
    },
  },
};

/** Not the real hash: the elements pass on what was published. */
export function wordingHash(consent: string, language: string): string {
  return `sha256-${`${consent}-${language}`.padEnd(43, '0')}`;
}

export function published(changed: Partial<FormDefinition> = {}): PublishedForm {
  const form = { ...definition, ...changed };
  const hashes = (consent: string): Record<string, string> =>
    Object.fromEntries(form.languages.map((language) => [language, wordingHash(consent, language)]));
  return {
    definition: form,
    wordings: Object.fromEntries(Object.keys(form.consents).map((id) => [id, hashes(id)])),
    policy: { policy: 'privacy', version: '2026-11-01', hash: `sha256-${'p'.repeat(43)}` },
  };
}

export function wordsOf(consent: string, language: string): string {
  return textAt(definition, `${consent}.text`, definition.consents[consent]?.text ?? '', language);
}

const entry = (version: string, languages: string[]): PolicyIndex['versions'][number] => ({
  version,
  lastUpdated: version,
  effectiveFrom: version,
  publishedAt: `${version}T00:00:00.000Z`,
  languages,
  hash: `sha256-${version.padEnd(43, '0')}`,
  isMaterial: false,
});

export const policyIndex: PolicyIndex = {
  policy: 'privacy',
  current: '2026-11-01',
  versions: [entry('2026-11-01', ['en', 'de']), entry('2018-06-19', ['en'])],
  total: 2,
};

/** Only in the older version. */
const chat: PolicyVersion['sections'][number] = {
  id: 'chat',
  heading: 'Chat rooms',
  blocks: [{ kind: 'paragraph', text: [{ text: 'What you say there can be read by others.' }] }],
};

export function policyVersion(version: string, language: string): PolicyVersion | undefined {
  const found = policyIndex.versions.find((candidate) => candidate.version === version);
  if (found === undefined) return undefined;
  const isOld = version === '2018-06-19';
  return {
    ...found,
    policy: 'privacy',
    language,
    title: language === 'de' ? 'Datenschutzerklärung' : 'Privacy policy',
    remark: 'A sample.',
    sections: [
      {
        id: 'collect',
        heading: language === 'de' ? 'Was wir erheben' : `What we collect (${version})`,
        summary: 'Only what you give us.',
        blocks: [
          {
            kind: 'paragraph',
            text: [
              { text: 'Read ' },
              { text: 'the rules', href: 'https://ico.org.uk/rules' },
              { text: ' or write to ' },
              { text: 'us', href: 'mailto:info@fair.example' },
              { text: '.', strong: true },
            ],
          },
          { kind: 'list', items: [[{ text: 'your name' }], [{ text: 'your email address' }]] },
        ],
        sections: [
          {
            id: 'forms',
            heading: 'With forms',
            blocks: [{ kind: 'list', ordered: true, items: [[{ text: 'first' }]] }],
          },
        ],
      },
      {
        id: 'rights',
        heading: 'Your rights',
        blocks: [
          {
            kind: 'paragraph',
            text: [
              { text: isOld ? 'You have some rights.' : 'You have rights, and a month to hear from us.' },
            ],
          },
          {
            kind: 'list',
            items: ['access', 'erasure', 'portability', 'objection', 'restriction'].map((text) => [{ text }]),
          },
        ],
      },
      ...(isOld ? [chat] : []),
    ],
  };
}
