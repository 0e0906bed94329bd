/** The file of a form as an author of the sample site would write it. */
import SUBSCRIPTION from '../../src/server/sample/smartxpo/forms/subscription.v1.json' with { type: 'json' };

export { SUBSCRIPTION };

interface Wish {
  form?: string;
  version: number;
  title?: string;
  /** The words of the choice of news by email. */
  text?: string;
  german?: string;
  /** The German label of the question about topics. */
  topics?: string | { text: string; of: string };
}

/** The sample's subscription with what is wished for, two spaces deep, `form` and `kind` on lines 2 and 3. */
export function formText(wish: Wish): string {
  const { form = 'subscription', version, title = SUBSCRIPTION.title } = wish;
  const { consents, translations } = SUBSCRIPTION;
  const { text = consents['news-email'].text, german = translations.de['news-email.text'] } = wish;
  const { topics = translations.de['topics.label'] } = wish;
  const definition = {
    ...SUBSCRIPTION,
    form,
    version,
    title,
    consents: { ...consents, 'news-email': { ...consents['news-email'], text } },
    translations: { de: { ...translations.de, 'news-email.text': german, 'topics.label': topics } },
  };
  return JSON.stringify(definition, null, 2);
}
