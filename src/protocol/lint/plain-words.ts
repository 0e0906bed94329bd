/** Text as it is compared: letters and spaces that look alike are alike, and nothing hides between them. Pure. */
import { cutAtLinks } from '../policy-links.ts';

/** Without link targets; lower case; one kind of space, quote and dash; nothing that cannot be seen. */
export function plainWords(text: string): string {
  return cutAtLinks(text)
    .join('')
    .normalize('NFKC')
    .replace(/[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[‘’‚‛ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

export function sentencesOf(plain: string): string[] {
  return plain.split(/(?<=[.!?;:])\s+/).filter((sentence) => sentence !== '');
}

/** The first of `phrases` that stands in the text as whole words. */
export function phraseIn(plain: string, phrases: readonly string[]): string | undefined {
  return phrases.map((phrase) => patternOf(phrase).exec(plain)?.[0]).find((found) => found !== undefined);
}

const patterns = new Map<string, RegExp>();

function patternOf(phrase: string): RegExp {
  let pattern = patterns.get(phrase);
  if (pattern === undefined) {
    const stem = phrase.replace(/\*$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const end = phrase.endsWith('*') ? '[\\p{L}\\p{N}-]*' : '';
    pattern = new RegExp(`(?<![\\p{L}\\p{N}])${stem}${end}(?![\\p{L}\\p{N}])`, 'u');
    patterns.set(phrase, pattern);
  }
  return pattern;
}

export function countWords(plain: string): number {
  return plain.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0;
}

/** LIX: words in a sentence, and words longer than six letters in a hundred (C. H. Björnsson, 1968). */
export function readingMeasure(plain: string): number {
  const words = plain.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
  if (words.length === 0) return 0;
  const long = words.filter((word) => word.length > 6).length;
  return Math.round(words.length / Math.max(sentencesOf(plain).length, 1) + (100 * long) / words.length);
}
