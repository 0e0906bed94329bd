/** Languages of the built-in texts. `ar-XB` is a pseudo-language: English, mirrored, to catch layout mistakes. */
export const SOURCE_LANGUAGE = 'en';
export const TARGET_LANGUAGES = ['de', 'ar-XB'] as const;
export const LANGUAGES: readonly string[] = [SOURCE_LANGUAGE, ...TARGET_LANGUAGES];

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur', 'yi'];

/** The writing direction of a language tag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** The language we have that serves best: exact, else by base language, else the source. */
export function bestLanguage(wanted: string): string {
  const tag = wanted.toLowerCase();
  const exact = LANGUAGES.find((language) => language.toLowerCase() === tag);
  return exact ?? LANGUAGES.find((language) => language === tag.split('-')[0]) ?? SOURCE_LANGUAGE;
}
