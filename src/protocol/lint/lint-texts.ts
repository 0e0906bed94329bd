/** Rules for every text of a form, whatever it is there for. Pure. */
import type { Finding } from '../problem.ts';
import type { LanguageWords } from './language-words.ts';
import { firstOf, has, matchesIn } from './phrases.ts';
import { countWords, readingMeasure, sentencesOf } from './plain-words.ts';
import type { Said } from './said.ts';

/** Shorter texts have no measure worth the name, words. */
const MEASURABLE = 20;
/** How far behind an agreement its "to nothing" stands, letters. */
const NEAR = 20;

/** Sending a form, or using a site, agrees to nothing; nor does a button (L-02). */
export function sendingIsNoConsent({ pointer, path, judged }: Said, words: LanguageWords): Finding[] {
  const claims = matchesIn(judged, words.sending)
    .filter((match) => !has(match.words + (match.after.slice(0, NEAR).split(',')[0] ?? ''), words.negations))
    .map((match) => match.words);
  const button = path === 'submit.label' ? firstOf([judged], words.button) : undefined;
  const found = claims[0] ?? button;
  return found === undefined
    ? []
    : [{ pointer, code: 'sending-is-no-consent', expected: 'words that only say what happens', found }];
}

/** Nobody is on a list before they have chosen to be (L-30); what holds in a case only is no claim. */
export function softOptIn({ pointer, judged }: Said, words: LanguageWords): Finding[] {
  const found = sentencesOf(judged)
    .flatMap((sentence) => matchesIn(sentence, words.softOptIn))
    .find((match) => !has(`${match.before} ${match.words}`, words.conditions))?.words;
  return found === undefined
    ? []
    : [{ pointer, code: 'soft-opt-in', expected: 'a choice that is still to be made', found }];
}

/** A warning: the policy says it too, and words for it are many (L-11, S-20). */
export function keptHowLong(notices: readonly Said[], { duration }: LanguageWords): Finding[] {
  const [first] = notices;
  if (first === undefined || notices.some(({ judged }) => has(judged, duration))) return [];
  const expected = 'a notice that says how long answers are kept';
  return [{ pointer: first.pointer, code: 'no-retention', expected, severity: 'warning' }];
}

/** A measure is no judgement: a warning (L-06). */
export function hardToRead({ pointer, plain, judged }: Said, { hard }: LanguageWords): Finding[] {
  const measure = readingMeasure(judged);
  if (countWords(plain) < MEASURABLE || measure <= hard) return [];
  return [
    { pointer, code: 'hard-to-read', expected: String(hard), found: String(measure), severity: 'warning' },
  ];
}
