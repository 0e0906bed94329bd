/**
 * Texts of published documents: the source language stands inline, other languages in a
 * catalogue keyed by path (`reason.label`, `purposes.direct-marketing.title`).
 */

/** A translation, with the fingerprint of the source text it was made of when that is known. */
export type Translation = string | { text: string; of?: string | undefined };

/** Language code → path → translation. */
export type Translations = Record<string, Record<string, Translation>>;

export interface Translated {
  languages: readonly string[];
  translations?: Translations | undefined;
}

/**
 * The document's language that serves a reader best: the wanted one, else its base language
 * (`de` for `de-AT`), else the source language.
 */
export function documentLanguage(document: Translated, wanted: string): string {
  const source = document.languages[0] ?? 'en';
  const exact = document.languages.find((language) => language.toLowerCase() === wanted.toLowerCase());
  const base = wanted.toLowerCase().split('-')[0];
  return exact ?? document.languages.find((language) => language.toLowerCase() === base) ?? source;
}

/** The text at `path` in `language`; the source text where no translation stands. */
export function textAt(document: Translated, path: string, source: string, language: string): string {
  const found = document.translations?.[language]?.[path];
  if (found === undefined) return source;
  return typeof found === 'string' ? found : found.text;
}
