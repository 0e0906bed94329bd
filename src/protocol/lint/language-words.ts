/** What the lint has to know of a language: one table for each. Phrases are written as `anyOf` takes them. */
import type { Channel } from '../terms.ts';
import { ENGLISH } from './words-en.ts';
import { GERMAN } from './words-de.ts';

export interface LanguageWords {
  /** What a channel is called, and the words that say that it is used (L-04). */
  channels: Record<Channel, { name: string; said: RegExp }>;
  /** That a choice can be taken back (L-05), and what a message gives as an example of it. */
  withdrawal: { example: string; said: RegExp };
  /** That it cannot. */
  noWayBack: RegExp;
  /** Things that are asked for apart, or not at all (L-02, L-04). */
  bundles: RegExp;
  negations: RegExp;
  /** After these a negation is over. */
  turns: RegExp;
  /** Where a part of a sentence begins that says something of its own; lists are not cut. */
  clauses: RegExp;
  /** A tick that means no, or words that turn round twice (L-01, L-06). */
  twists: RegExp;
  /** The same, unless the sentence says that it can be done at any time: then it is how to withdraw. */
  unticking: RegExp;
  anyTime: RegExp;
  /** That somebody is on a list before they have chosen (L-30). */
  softOptIn: RegExp;
  /** Sentences with these say what happens in a case, not what is. */
  conditions: RegExp;
  /** That sending, or going on, agrees to something (L-02). */
  sending: RegExp;
  /** The same on a button, which has no room for a sentence. */
  button: RegExp;
  /** How long something is kept (S-20). */
  duration: RegExp;
  /** LIX above which a text is hard to read (L-06). */
  hard: number;
}

const LANGUAGES: ReadonlyMap<string, LanguageWords> = new Map([
  ['en', ENGLISH],
  ['de', GERMAN],
]);

/** Undefined for a language whose words nobody has written down. */
export function wordsOf(language: string): LanguageWords | undefined {
  return LANGUAGES.get(language.toLowerCase().split('-')[0] ?? '');
}
