/** Text as it is compared: letters and spaces that look alike are alike, and nothing hides between them. Pure. */
import { cutAtLinks } from '../policy-links.ts';

/** Cyrillic and Greek letters that are drawn as Latin ones, in lower case; each stands over its likeness. */
const FOREIGN = 'аеорсухіјѕԁһοαιν';
const LATIN = 'aeopcyxijsdhoaiv';

/** Without link targets; lower case; one kind of space, quote and dash; nothing that cannot be seen. */
export function plainWords(text: string): string {
  return cutAtLinks(text)
    .join('')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[‘’‚‛′ʼ`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[\u0370-\u052f]/g, (letter) => LATIN[FOREIGN.indexOf(letter)] ?? letter)
    .normalize('NFC');
}

/** A stop after these ends no sentence. */
const SHORT = /(?<=(?:^|[^\p{L}])(?:e\.g|i\.e|z\. ?b|d\. ?h|u\. ?a|ltd|inc|co|nr|bzw|usw|etc|ca|inkl))\./gu;

/** Plain text without what only looks like words of a sentence: addresses, and stops that end nothing. */
export function withoutAddresses(plain: string): string {
  return plain
    .replace(/[^\s()]+@[^\s()]+[^\s().,;:!?]|(?:https?:\/\/|www\.)[^\s()]+[^\s().,;:!?]/g, '·')
    .replace(SHORT, '');
}

export function sentencesOf(plain: string): string[] {
  return plain.split(/(?<=[.!?;:])\s+/).filter((sentence) => sentence !== '');
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'-]*/gu;

export function countWords(plain: string): number {
  return plain.match(WORD)?.length ?? 0;
}

/** LIX: words in a sentence, and words longer than six letters in a hundred (C. H. Björnsson, 1968). */
export function readingMeasure(plain: string): number {
  const words = plain.match(WORD) ?? [];
  if (words.length === 0) return 0;
  const long = words.filter((word) => word.length > 6).length;
  return Math.round(words.length / Math.max(sentencesOf(plain).length, 1) + (100 * long) / words.length);
}
