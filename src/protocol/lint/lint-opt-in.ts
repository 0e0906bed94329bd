/** The words of one opt-in against the rules of asking (L-01 to L-06). Pure. */
import type { OptIn } from '../form-definition.schema.ts';
import { textAt } from '../localised.ts';
import type { Finding } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import { CHANNELS } from '../terms.ts';
import type { LanguageWords } from './language-words.ts';
import type { Said } from './lint-form.ts';
import { countWords, phraseIn, plainWords, sentencesOf } from './plain-words.ts';

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

/** Its own channel by name, and no other; how to take it back may name one. */
function channels({ block, said, words }: Asked): Finding[] {
  const { pointer, plain } = said;
  const own = words.channels[block.channel];
  const asking = sentencesOf(plain).filter((sentence) => phraseIn(sentence, words.withdrawal) === undefined);
  const others = CHANNELS.filter((channel) => channel !== block.channel).flatMap(
    (channel) => asking.map((sentence) => phraseIn(sentence, words.channels[channel])).find(Boolean) ?? [],
  );
  return [
    ...(phraseIn(plain, own) === undefined
      ? [{ pointer, code: 'channel-not-named', expected: own[0]?.replace('*', '') ?? block.channel }]
      : []),
    ...others
      // "Text message" holds no post, and "by mail" no e-mail.
      .filter((found) => !own.some((phrase) => phrase.replace('*', '').includes(found)))
      .map((found): Finding => ({ pointer, code: 'other-channel', expected: block.channel, found })),
  ];
}

function bundles({ block, said, site, language, words }: Asked): Finding[] {
  const { pointer, plain } = said;
  const others = site.purposes
    .filter(({ id, lawfulBasis }) => id !== block.purpose && lawfulBasis === 'consent')
    .map(({ id, title }) => plainWords(textAt(site, `purposes.${id}.title`, title, language)));
  const found = sentencesOf(plain)
    .filter((sentence) => phraseIn(sentence, words.negations) === undefined)
    .map((sentence) => phraseIn(sentence, [...words.bundles, ...others]))
    .find((match) => match !== undefined);
  return found === undefined
    ? []
    : [{ pointer, code: 'bundled', expected: 'one purpose, asked for by itself', found }];
}

function withdrawal({ said: { pointer, plain }, words }: Asked): Finding[] {
  const expected = `words such as ${words.withdrawal[0]?.replace('*', '') ?? ''}`;
  return phraseIn(plain, words.withdrawal) === undefined
    ? [{ pointer, code: 'no-withdrawal', expected }]
    : [];
}

/** In the choice itself, or in what stands beside it for everybody. */
function controller({ said, notices, site }: Asked): Finding[] {
  const { name } = site.controller;
  const plain = plainWords(name);
  const isNamed = [said, ...notices].some((text) => text.plain.includes(plain));
  return isNamed ? [] : [{ pointer: said.pointer, code: 'no-controller', expected: name }];
}

function length({ said: { pointer, plain } }: Asked): Finding[] {
  const count = countWords(plain);
  const expected = `at most ${String(MOST_WORDS)} words`;
  return count > MOST_WORDS ? [{ pointer, code: 'too-long', expected, found: String(count) }] : [];
}

function twists({ said: { pointer, plain }, words }: Asked): Finding[] {
  const found = words.twists.map((twist) => twist.exec(plain)?.[0]).find((match) => match !== undefined);
  return found === undefined
    ? []
    : [{ pointer, code: 'twisted', expected: 'words that say what a tick allows', found }];
}
