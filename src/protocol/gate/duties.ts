/**
 * Which of the duties of Art. 13 GDPR a section fulfils (L-10): what its author declares; where
 * nothing is declared, what its words say in a language that the rules read. Pure.
 */
import { DUTIES } from '../policy-terms.ts';
import type { Duty } from '../policy-terms.ts';
import type { PolicySection } from '../policy-text.schema.ts';
import { readSections } from './reading.ts';
import type { ReadSection } from './reading.ts';
import { languageOf } from './words.ts';
import type { PolicyWords } from './words.ts';

/** The duties that words of the section, those in it left out, fulfil; nothing in a language without tables. */
export function suggestCovers(section: PolicySection, language: string): Duty[] {
  const words = languageOf(language)?.words;
  const own = readSections([section], '')[0];
  return words === undefined || own === undefined ? [] : coversByWords(own, words);
}

export function coversByWords(section: ReadSection, words: PolicyWords): Duty[] {
  return DUTIES.filter((duty) => supports(section, duty, words));
}

/** The author's word counts; `[]` says that the section fulfils none. */
export function coversOf(section: ReadSection, words: PolicyWords | undefined): readonly Duty[] {
  return section.covers ?? (words === undefined ? [] : coversByWords(section, words));
}

export function supports({ heading, passages }: ReadSection, duty: Duty, words: PolicyWords): boolean {
  const { heading: announced, said } = words.duties[duty];
  // A heading over nothing says nothing.
  if (passages.length === 0) return false;
  return announced?.test(heading.text) === true || [heading, ...passages].some(({ text }) => said.test(text));
}
