/** The two languages of the site. A sentence is always written with both, side by side. */
export type Language = 'en' | 'de';

/** One sentence in every language: leaving one out does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** Picks the sentence for the page being rendered. */
export type Say = (text: Text) => string;

export const languages: readonly Language[] = ['en', 'de'];

const regions: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

export function sayIn(language: Language): Say {
  return (text) => text[language];
}

export interface WrittenDate {
  readonly day: string;
  readonly month: string;
  readonly full: string;
}

/** An ISO date in the reader's words, in parts for a date column and in full for everybody else. */
export function writeDate(language: Language, isoDate: string): WrittenDate {
  const date = new Date(`${isoDate}T00:00:00Z`);
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(regions[language], { timeZone: 'UTC', ...options }).format(date);
  return {
    day: String(date.getUTCDate()),
    month: write({ month: 'long' }),
    full: write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  };
}
