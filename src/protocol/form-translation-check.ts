/** The translations of a form: complete in every language it declares, about texts that exist, up to date. Pure. */
import { fingerprint } from './fingerprint.ts';
import { isQuestion } from './form-answers.ts';
import type { FormDefinition, FormItem, Question } from './form-definition.schema.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { escaped, shown } from './problem.ts';
import { VISIBLE } from './visible.ts';

export function checkTranslations(definition: FormDefinition): Finding[] {
  const declared = definition.languages.slice(1);
  const undeclared = Object.keys(definition.translations ?? {})
    .filter((language) => !declared.includes(language))
    .map((language): Finding => ({
      pointer: `/translations/${language}`,
      code: 'unknown-language',
      expected: `a language that languages names after the first: ${declared.join(', ')}`,
      found: shown(language),
    }));
  const twice = definition.languages.flatMap((language, index): Finding[] =>
    definition.languages.findIndex((other) => other.toLowerCase() === language.toLowerCase()) === index
      ? []
      : [
          {
            pointer: `/languages/${String(index)}`,
            code: 'duplicate-language',
            expected: 'a language once',
            found: shown(language),
          },
        ],
  );
  return [...twice, ...undeclared, ...declared.flatMap((language) => checkLanguage(definition, language))];
}

function checkLanguage(definition: FormDefinition, language: string): Finding[] {
  const texts = formTexts(definition);
  const catalogue = definition.translations?.[language];
  if (catalogue === undefined) {
    const expected = `${String(texts.size)} translated texts`;
    return [
      { pointer: `/translations/${language}`, code: 'missing-translation', expected, found: 'nothing' },
    ];
  }
  const missing = [...texts.keys()]
    .filter((path) => isEmpty(catalogue[path]))
    .map((path): Finding => ({
      pointer: `/translations/${language}/${escaped(path)}`,
      code: 'missing-translation',
      expected: 'a text',
    }));
  const found = Object.entries(catalogue).flatMap(([path, translation]): Finding[] => {
    const pointer = `/translations/${language}/${escaped(path)}`;
    const source = texts.get(path);
    if (source !== undefined) return stale(definition, pointer, path, source, translation);
    const suggestion = nearest(path, [...texts.keys()]);
    const expected = 'the path of a text of this form';
    return [{ pointer, code: 'unknown-path', expected, found: shown(path), suggestion }];
  });
  return [...missing, ...found];
}

function isEmpty(translation: string | { text: string } | undefined): boolean {
  const text = typeof translation === 'object' ? translation.text : translation;
  // Spaces and what cannot be seen are no text.
  return text === undefined || !VISIBLE.test(text);
}

/**
 * A translation of an older text. It is still served; only a consent must not say something else in
 * another language.
 */
function stale(
  definition: FormDefinition,
  pointer: string,
  path: string,
  source: string,
  translation: string | { text: string; of?: string | undefined },
): Finding[] {
  const now = fingerprint(source);
  if (typeof translation === 'string' || translation.of === undefined || translation.of === now) return [];
  const isConsent = Object.keys(definition.consents).some((id) => path === `${id}.text`);
  const finding = {
    pointer,
    code: 'stale-translation',
    expected: `of ${now}`,
    found: `of ${translation.of}`,
  };
  return [isConsent ? finding : { ...finding, severity: 'warning' }];
}

/** Path → source text of everything a visitor reads. */
export function formTexts(definition: FormDefinition): Map<string, string> {
  const { title, intro, items, consents, submit, after } = definition;
  return new Map([
    ['title', title],
    ...(intro === undefined ? [] : [['intro', intro] as const]),
    ...items.flatMap((item) => itemTexts(item).map(([path, text]) => [`${item.id}.${path}`, text] as const)),
    ...Object.entries(consents).map(([id, { text }]) => [`${id}.text`, text] as const),
    ['submit.label', submit.label],
    ['after.title', after.title],
    ['after.message', after.message],
  ]);
}

function itemTexts(item: FormItem): [path: string, text: string][] {
  if (isQuestion(item)) return questionTexts(item);
  if ('say' in item) return [['say', item.say]];
  if ('step' in item) return [['step', item.step]];
  return item.heading === undefined ? [] : [['heading', item.heading]];
}

/** The texts of a question, by their path within it. */
export function questionTexts(question: Question): [path: string, text: string][] {
  const { label, hint, why } = question;
  const own: [string, string | undefined][] = [
    ['label', label],
    ['hint', hint],
    ['why', why],
  ];
  const ends: [string, string][] =
    question.type === 'scale' ? [['low', question.low], ['high', question.high]] : []; // prettier-ignore
  const lists = (
    'options' in question
      ? { options: question.options }
      : question.type === 'matrix'
        ? { rows: question.rows, columns: question.columns }
        : {}
  ) as Record<string, { id: string; label: string }[]>;
  const entries = Object.entries(lists).flatMap(([list, members]) =>
    members.map((member): [string, string] => [`${list}.${member.id}`, member.label]),
  );
  return [...own.filter((entry): entry is [string, string] => entry[1] !== undefined), ...ends, ...entries];
}
