/** The words by which the rules know what a text says; one table for each language they read. */
import type { Duty } from '../policy-terms.ts';
import type { Channel, LawfulBasis } from '../terms.ts';
import type { Phrases } from './phrase-rules.ts';
import { ENGLISH_PHRASES } from './phrases-english.ts';
import { GERMAN_PHRASES } from './phrases-german.ts';
import { ENGLISH } from './words-english.ts';
import { GERMAN } from './words-german.ts';

/** What people may ask for (Art. 13(2)(b) and (c) GDPR, T12). */
export const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'withdrawal',
] as const;
export type Right = (typeof RIGHTS)[number];

export interface Signs {
  /** Headings that announce it. */
  heading?: RegExp;
  /** Words that say it. */
  said: RegExp;
}

export interface PolicyWords {
  duties: Record<Duty, Signs>;
  rights: Record<Right, RegExp>;
  bases: Record<LawfulBasis, RegExp>;
  channels: Record<Channel, RegExp>;
  /** What has to be known about somebody to reach them that way. */
  contacts: Record<Channel, RegExp>;
  /** Words that stand where marketing is spoken of. */
  marketing: RegExp;
  /** Where a day is that of the last change, and where that of taking effect. */
  days: Record<'lastUpdated' | 'effectiveFrom', RegExp>;
  months: readonly string[];
  /** Numbers in words. */
  numbers: Readonly<Record<string, number>>;
  /** Stems of units of time. */
  units: Record<'day' | 'week' | 'month' | 'year', string>;
  /** Endings that words of one root differ in. */
  endings: RegExp;
  /** Words that say nothing of what a text is about. */
  empty: ReadonlySet<string>;
}

export interface Language {
  words: PolicyWords;
  phrases: Phrases;
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['en', { words: ENGLISH, phrases: ENGLISH_PHRASES }],
  ['de', { words: GERMAN, phrases: GERMAN_PHRASES }],
]);

/** The tables of a language; undefined where there are none and a person has to read. */
export function languageOf(tag: string): Language | undefined {
  return LANGUAGES.get(tag.toLowerCase().split('-')[0] ?? '');
}
