/**
 * What the words of a form must not do, in every language it is in. It finds what breaks a rule that can be read off
 * the words; that nothing was found does not make a text lawful (DESIGN, section 7.11). Pure.
 */
import { isRequired } from '../answer-check.ts';
import { questionsOf } from '../form-answers.ts';
import type { FormDefinition } from '../form-definition.schema.ts';
import type { Finding } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import { wordsOf } from './language-words.ts';
import { lintOptIn } from './lint-opt-in.ts';
import { hardToRead, keptHowLong, sendingIsNoConsent, softOptIn } from './lint-texts.ts';
import { saidIn } from './said.ts';

/** More questions that must be answered than most people bear. */
const MANY = 6;

/** Empty: no rule objected. Findings without a severity keep the form from being published. */
export function lintForm(definition: FormDefinition, site: SiteDocument): Finding[] {
  return [
    ...definition.languages.flatMap((language) => lintLanguage(definition, site, language)),
    ...manyRequired(definition),
  ];
}

function lintLanguage(definition: FormDefinition, site: SiteDocument, language: string): Finding[] {
  const words = wordsOf(language);
  if (words === undefined) {
    const pointer = `/languages/${String(definition.languages.indexOf(language))}`;
    const expected = 'somebody who reads the words';
    return [{ pointer, code: 'words-not-read', expected, found: language, severity: 'warning' }];
  }
  const { texts, consents, notices } = saidIn(definition, site, language);
  const optIns = consents.flatMap(({ block, said }) =>
    block.kind === 'opt-in' ? lintOptIn({ block, said, notices, site, language, words }) : [],
  );
  return [
    ...optIns,
    ...texts.flatMap((said) => [...sendingIsNoConsent(said, words), ...softOptIn(said, words)]),
    ...keptHowLong(notices, words),
    ...consents.flatMap(({ said }) => hardToRead(said, words)),
  ];
}

/** Each one costs answers (S-05). */
function manyRequired(definition: FormDefinition): Finding[] {
  const required = questionsOf(definition).filter(isRequired).length;
  if (required <= MANY) return [];
  const expected = `at most ${String(MANY)}`;
  return [
    { pointer: '/items', code: 'many-required', expected, found: String(required), severity: 'warning' },
  ];
}
