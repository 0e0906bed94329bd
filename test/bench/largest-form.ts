/** As many items as a form can have, worded in thirty languages. */
import { MOST_ITEMS } from '../../src/protocol/terms.ts';

const LANGUAGES = [
  'en', 'de', 'fr', 'nl', 'es', 'it', 'pt', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg', 'el', 'sv', 'da', 'fi', 'no', 'et', 'lv',
  'lt', 'sl', 'hr', 'ga', 'mt', 'is', 'tr', 'uk', 'ja', 'ko',
]; // prettier-ignore

export function largestForm(): string {
  const questions = Array.from({ length: MOST_ITEMS - 2 }, (_, index) => ({
    id: `q${String(index)}`,
    type: 'text',
    label: `Question number ${String(index)}`,
    // Some wait for the one above, as in real forms.
    ...(index % 10 === 5 ? { showIf: { field: `q${String(index - 1)}`, filled: true } } : {}),
  }));
  const items = [
    { id: 'email', type: 'email', label: 'Email' },
    ...questions,
    { id: 'your-data', ask: ['notice'] },
  ];
  const catalogue = (language: string) =>
    Object.fromEntries(questions.map(({ id, label }) => [`${id}.label`, `${label} ${language}`]));
  const form = {
    form: 'largest',
    version: 1,
    kind: 'contact',
    purpose: 'requested-information',
    languages: LANGUAGES,
    title: 'Largest',
    items,
    consents: { notice: { kind: 'notice', text: 'See the [privacy policy](policy:privacy).' } },
    submit: { label: 'Send' },
    after: { title: 'Thank you', message: 'We have it.' },
    translations: Object.fromEntries(LANGUAGES.slice(1).map((language) => [language, catalogue(language)])),
  };
  return JSON.stringify(form, null, 2);
}
