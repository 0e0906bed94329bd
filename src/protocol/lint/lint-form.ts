/**
 * What the words of a form must not do, in every language it is in. It finds what breaks a rule that can be read off
 * the words; that nothing was found does not make a text lawful (DESIGN, section 7.11). Pure.
 */
import { isRequired } from '../answer-check.ts';
import { consentsOf, questionsOf } from '../form-answers.ts';
import type { ConsentBlock, FormDefinition } from '../form-definition.schema.ts';
import { formTexts } from '../form-translation-check.ts';
import { alwaysShown } from '../form-reference-check.ts';
import { textAt } from '../localised.ts';
import { escaped } from '../problem.ts';
import type { Finding } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import { wordsOf } from './language-words.ts';
import type { LanguageWords } from './language-words.ts';
import { lintOptIn } from './lint-opt-in.ts';
import { countWords, plainWords, readingMeasure } from './plain-words.ts';

/** More questions that must be answered than most people bear. */
const MANY = 6;
/** Shorter texts have no measure worth the name, words. */
const MEASURABLE = 20;

export function lintForm(definition: FormDefinition, site: SiteDocument): Finding[] {
  const required = questionsOf(definition).filter(isRequired).length;
  return [
    ...definition.languages.flatMap((language) => lintLanguage(definition, site, language)),
    ...(required > MANY
      ? [
          {
            pointer: '/items',
            code: 'many-required',
            expected: `at most ${String(MANY)}`,
            found: String(required),
            severity: 'warning' as const,
          },
        ]
      : []),
  ];
}

/** One text in one language, and where it stands. */
export interface Said {
  path: string;
  pointer: string;
  /** As it is compared, see `plainWords`. */
  plain: string;
}

function lintLanguage(definition: FormDefinition, site: SiteDocument, language: string): Finding[] {
  const words = wordsOf(language);
  if (words === undefined) {
    const pointer = `/languages/${String(definition.languages.indexOf(language))}`;
    const expected = 'somebody who reads the words';
    return [{ pointer, code: 'words-not-read', expected, found: language, severity: 'warning' }];
  }
  const isSource = language === definition.languages[0];
  const texts = [...formTexts(definition)]
    // What is not said yet is found elsewhere.
    .filter(([path]) => isSource || definition.translations?.[language]?.[path] !== undefined)
    .map(([path, source]) => saidAt(definition, language, path, source));
  const byPath = new Map(texts.map((said) => [said.path, said]));
  const consents = consentsOf(definition).flatMap(([id, block]) => {
    const said = byPath.get(`${id}.text`);
    return said === undefined ? [] : [{ id, block, said }];
  });
  const notices = shownNotices(definition, consents);
  const optIns = consents.flatMap(({ block, said }) =>
    block.kind === 'opt-in' ? lintOptIn({ block, said, notices, site, language, words }) : [],
  );
  return [
    ...optIns,
    ...texts.flatMap((said) => sendingIsNoConsent(said, words, isOptIn(consents, said))),
    ...keptHowLong(definition, notices, words, language),
    ...consents.flatMap(({ said }) => hardToRead(said, words)),
  ];
}

interface SaidConsent {
  id: string;
  block: ConsentBlock;
  said: Said;
}

function saidAt(definition: FormDefinition, language: string, path: string, source: string): Said {
  const isSource = language === definition.languages[0];
  const text = isSource ? source : textAt(definition, path, source, language);
  const pointer = isSource ? sourcePointer(definition, path) : `/translations/${language}/${escaped(path)}`;
  return { path, pointer, plain: plainWords(text) };
}

/** Where the text of a path stands in the file. */
function sourcePointer({ items, consents }: FormDefinition, path: string): string {
  const [owner = '', ...keys] = path.split('.');
  if (Object.hasOwn(consents, owner)) return `/consents/${owner}/${keys.join('/')}`;
  const index = items.findIndex(({ id }) => id === owner);
  return index < 0 ? `/${[owner, ...keys].join('/')}` : `/items/${String(index)}/${keys.join('/')}`;
}

function isOptIn(consents: readonly SaidConsent[], said: Said): boolean {
  return consents.some((consent) => consent.said === said && consent.block.kind === 'opt-in');
}

/** What everybody reads, whatever they answer. */
function shownNotices(definition: FormDefinition, consents: readonly SaidConsent[]): Said[] {
  const always = alwaysShown(definition);
  const steady = definition.items.flatMap((item) => ('ask' in item && always.has(item.id) ? item.ask : []));
  return consents
    .filter(({ id, block }) => block.kind === 'notice' && steady.includes(id))
    .map(({ said }) => said);
}

function sendingIsNoConsent(
  { pointer, path, plain }: Said,
  words: LanguageWords,
  isChoice: boolean,
): Finding[] {
  const patterns =
    path === 'submit.label' ? [...words.sending, ...words.button] : isChoice ? [] : words.sending;
  const found = patterns.map((pattern) => pattern.exec(plain)?.[0]).find((match) => match !== undefined);
  return found === undefined
    ? []
    : [{ pointer, code: 'sending-is-no-consent', expected: 'words that only say what happens', found }];
}

/** A warning: the policy says it too, and words for it are many. */
function keptHowLong(
  definition: FormDefinition,
  notices: readonly Said[],
  { duration }: LanguageWords,
  language: string,
): Finding[] {
  if (notices.length === 0 || notices.some(({ plain }) => duration.test(plain))) return [];
  const isSource = language === definition.languages[0];
  const pointer = notices[0]?.pointer ?? (isSource ? '/consents' : `/translations/${language}`);
  const expected = 'a notice that says how long answers are kept';
  return [{ pointer, code: 'no-retention', expected, severity: 'warning' }];
}

function hardToRead({ pointer, plain }: Said, { hard }: LanguageWords): Finding[] {
  const measure = readingMeasure(plain);
  if (countWords(plain) < MEASURABLE || measure <= hard) return [];
  return [
    { pointer, code: 'hard-to-read', expected: String(hard), found: String(measure), severity: 'warning' },
  ];
}
