/** The translations of a form: complete in every language it declares, and about texts that exist. Pure. */
import type { FormDefinition } from './form-definition.schema.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

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
  return [...undeclared, ...declared.flatMap((language) => checkLanguage(definition, language))];
}

function checkLanguage(definition: FormDefinition, language: string): Finding[] {
  const paths = textPaths(definition);
  const catalogue = definition.translations?.[language];
  if (catalogue === undefined) {
    const expected = `${String(paths.length)} translated texts`;
    return [
      { pointer: `/translations/${language}`, code: 'missing-translation', expected, found: 'nothing' },
    ];
  }
  const missing = paths
    .filter((path) => isBlank(catalogue[path]))
    .map((path): Finding => ({
      pointer: `/translations/${language}/${path}`,
      code: 'missing-translation',
      expected: 'a text',
    }));
  const stray = Object.keys(catalogue)
    .filter((path) => !paths.includes(path))
    .map((path): Finding => ({
      pointer: `/translations/${language}/${path}`,
      code: 'unknown-path',
      expected: 'the path of a text of this form',
      found: shown(path),
      suggestion: nearest(path, paths),
    }));
  return [...missing, ...stray];
}

function isBlank(translation: string | { text: string } | undefined): boolean {
  const text = typeof translation === 'object' ? translation.text : translation;
  return text === undefined || text.trim() === '';
}

/** Every path that carries text for visitors. */
export function textPaths(definition: FormDefinition): string[] {
  const items = definition.items.flatMap((item) => {
    if ('say' in item) return [`${item.id}.say`];
    if ('ask' in item) return item.heading === undefined ? [] : [`${item.id}.heading`];
    return [
      `${item.id}.label`,
      ...(item.hint === undefined ? [] : [`${item.id}.hint`]),
      ...(item.why === undefined ? [] : [`${item.id}.why`]),
      ...(item.type === 'select' ? item.options.map((option) => `${item.id}.options.${option.id}`) : []),
    ];
  });
  return [
    'title',
    ...(definition.intro === undefined ? [] : ['intro']),
    ...items,
    ...Object.keys(definition.consents).map((id) => `${id}.text`),
    'submit.label',
    'after.title',
    'after.message',
  ];
}
