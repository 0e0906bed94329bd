/** The words of one opt-in against the rules of asking (L-01 to L-06). Pure. */
import type { OptIn } from '../form-definition.schema.ts';
import { documentLanguage, textAt } from '../localised.ts';
import type { Finding } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import { CHANNELS } from '../terms.ts';
import type { LanguageWords } from './language-words.ts';
import { firstOf, has, matchesIn } from './phrases.ts';
import type { Match } from './phrases.ts';
import { countWords, plainWords, sentencesOf } from './plain-words.ts';
import type { Said } from './said.ts';

/** L-06. */
const MOST_WORDS = 40;

interface Asked {
  block: OptIn;
  said: Said;
  /** What everybody reads beside it. */
  notices: readonly Said[];
  site: SiteDocument;
  language: string;
  words: LanguageWords;
}

export function lintOptIn(asked: Asked): Finding[] {
  return [
    ...channels(asked),
    ...bundles(asked),
    ...withdrawal(asked),
    ...controller(asked),
    ...length(asked),
    ...twists(asked),
  ];
}

/** Its own channel by name, and no other; how to take it back may name any (L-04). */
function channels({ block, said: { pointer, judged }, words }: Asked): Finding[] {
  const own = words.channels[block.channel];
  const asking = askingIn(judged, words);
  const unnamed: Finding[] = has(asking, own.said)
    ? []
    : [{ pointer, code: 'channel-not-named', expected: own.name }];
  const found = CHANNELS.filter((channel) => channel !== block.channel)
    .map((channel) => firstOf([asking], words.channels[channel].said))
    .find((match) => match !== undefined);
  const expected = `${own.name} alone`;
  return found === undefined ? unnamed : [...unnamed, { pointer, code: 'other-channel', expected, found }];
}

/** What asks: the text without the parts that say how to take it back, unless nothing else is there. */
function askingIn(judged: string, { clauses, withdrawal }: LanguageWords): string {
  const sentences = sentencesOf(judged).map((sentence) => ` ${sentence}`);
  const parts = sentences.flatMap((sentence) => sentence.split(clauses));
  const asking = parts.filter((part) => !has(part, withdrawal.said)).join('');
  return /\p{L}/u.test(asking) ? asking : judged;
}

/** One purpose, by one sender, and nothing that is no consent (L-02, L-04). That it is not done may be said. */
function bundles({ block, said: { pointer, judged }, site, language, words }: Asked): Finding[] {
  const sentences = sentencesOf(judged);
  const things = sentences
    .flatMap((sentence) => matchesIn(sentence, words.bundles))
    .filter((match) => !isDenied(match, words))
    .map((match) => match.words);
  const titles = otherTitles(block, site, language);
  const found = things[0] ?? titles.find((title) => ` ${spaced(judged)} `.includes(` ${spaced(title)} `));
  return found === undefined
    ? []
    : [{ pointer, code: 'bundled', expected: 'one purpose, asked for by itself', found }];
}

/** Titles of what else can be consented to; one that is part of the own title says nothing. */
function otherTitles({ purpose }: OptIn, site: SiteDocument, language: string): string[] {
  const titleOf = ({ id, title }: SiteDocument['purposes'][number]): string =>
    plainWords(textAt(site, `purposes.${id}.title`, title, documentLanguage(site, language)));
  const own = site.purposes.filter(({ id }) => id === purpose).map(titleOf);
  return site.purposes
    .filter(({ id, lawfulBasis }) => id !== purpose && lawfulBasis === 'consent')
    .map(titleOf)
    .filter((title) => !own.some((words) => words.includes(title)));
}

/** Words alone, with one space between them. */
function spaced(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** A negation stands before it in the sentence, or right behind it, and nothing has turned since. */
function isDenied({ before, after }: Match, { negations, turns }: LanguageWords): boolean {
  const since = matchesIn(before, negations).at(-1)?.after;
  const until = after.split(/[,;:]/)[0] ?? '';
  const [then] = matchesIn(until, negations);
  return (since !== undefined && !has(since, turns)) || (then !== undefined && !has(then.before, turns));
}

/** That it can be taken back (L-05). */
function withdrawal({ said: { pointer, judged }, words }: Asked): Finding[] {
  const { said, example } = words.withdrawal;
  const denied = firstOf([judged], words.noWayBack);
  if (has(judged, said) && denied === undefined) return [];
  return [{ pointer, code: 'no-withdrawal', expected: `words such as “${example}”`, found: denied }];
}

/** By its legal name, in the choice itself or in what stands beside it for everybody (L-05, S-01). */
function controller({ said, notices, site: { controller } }: Asked): Finding[] {
  const name = spaced(plainWords(controller.name));
  const isNamed = [said, ...notices].some(({ plain }) => ` ${spaced(plain)} `.includes(` ${name} `));
  return isNamed ? [] : [{ pointer: said.pointer, code: 'no-controller', expected: controller.name }];
}

function length({ said: { pointer, plain } }: Asked): Finding[] {
  const count = countWords(plain);
  const expected = `at most ${String(MOST_WORDS)} words`;
  return count > MOST_WORDS ? [{ pointer, code: 'too-long', expected, found: String(count) }] : [];
}

/** A tick says yes, and says it once (L-01, L-06). */
function twists({ said: { pointer, judged }, words }: Asked): Finding[] {
  const sentences = sentencesOf(judged);
  const now = sentences.filter((sentence) => !has(sentence, words.anyTime));
  const found = firstOf(sentences, words.twists) ?? firstOf(now, words.unticking);
  return found === undefined
    ? []
    : [{ pointer, code: 'twisted', expected: 'words that say what a tick allows', found }];
}
