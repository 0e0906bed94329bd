/** Phrases as the tables write them, and where a text has one of them as whole words. Pure. */

const LETTER = '[\\p{L}\\p{N}]';
/** Within one sentence; bounded, as every repetition here. */
const BETWEEN = `(?!${LETTER})[^.!?;]{1,80}?(?<!${LETTER})`;

/**
 * One expression for all phrases. `~` stands for the rest of a word, ` … ` for a few words of the same sentence;
 * everything else is a regular expression over text that `plainWords` has made plain.
 */
export function anyOf(...phrases: readonly string[]): RegExp {
  const sources = phrases.map((phrase) =>
    phrase.replaceAll(' … ', BETWEEN).replaceAll('~', "[\\p{L}\\p{N}'-]{0,40}"),
  );
  return new RegExp(`(?<!${LETTER})(?:${sources.join('|')})(?!${LETTER})`, 'gu');
}

export interface Match {
  words: string;
  /** What stands before and after it. */
  before: string;
  after: string;
}

export function matchesIn(text: string, phrases: RegExp): Match[] {
  return [...text.matchAll(phrases)].map(({ 0: words, index }) => ({
    words,
    before: text.slice(0, index),
    after: text.slice(index + words.length),
  }));
}

export function has(text: string, phrases: RegExp): boolean {
  return text.search(phrases) >= 0;
}

/** The words of the first match in any of `texts`. */
export function firstOf(texts: readonly string[], phrases: RegExp): string | undefined {
  return texts.flatMap((text) => matchesIn(text, phrases))[0]?.words;
}
