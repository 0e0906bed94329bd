/** What the lint has to know of a language. Words are whole words; one that ends in `*` may go on. */
import type { Channel } from '../terms.ts';
import { ENGLISH } from './words-en.ts';
import { GERMAN } from './words-de.ts';

export interface LanguageWords {
  channels: Record<Channel, readonly string[]>;
  /** That a choice can be taken back, and how (L-05). */
  withdrawal: readonly string[];
  /** Things that are asked for apart, or not at all (L-02, L-04). */
  bundles: readonly string[];
  /** What makes a sentence say the opposite. */
  negations: readonly string[];
  /** A tick that means no, or words that turn round twice (L-01, L-06). */
  twists: readonly RegExp[];
  /** That sending, or going on, agrees to something (L-02). */
  sending: readonly RegExp[];
  /** The same on a button, which has no room for a sentence. */
  button: readonly RegExp[];
  /** How long something is kept (S-20). */
  duration: RegExp;
  /** LIX from which a short text is hard to read (L-06). */
  hard: number;
}

const LANGUAGES: Readonly<Record<string, LanguageWords>> = { en: ENGLISH, de: GERMAN };

/** Undefined for a language whose words nobody has written down. */
export function wordsOf(language: string): LanguageWords | undefined {
  return LANGUAGES[language.toLowerCase().split('-')[0] ?? ''];
}
