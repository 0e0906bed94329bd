/** The texts of a form as lines of a table, and how each translation stands. */
import { fingerprint } from '../../../protocol/fingerprint.ts';
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import { formTexts } from '../../../protocol/form-translation-check.ts';
import { catalogueOf, translationText } from './authored.ts';
import type { AuthoredForm } from './authored.ts';

export interface TextRow {
  path: string;
  source: string;
}

export function textRows(definition: FormDefinition | undefined): TextRow[] {
  return definition === undefined
    ? []
    : [...formTexts(definition)].map(([path, source]) => ({ path, source }));
}

export type TranslationState = 'missing' | 'stale' | 'done' | 'library';

export function stateOf(
  form: AuthoredForm,
  definition: FormDefinition | undefined,
  language: string,
  { path, source }: TextRow,
): TranslationState {
  const own = catalogueOf(form, language)[path];
  const text = translationText(own);
  if (text === undefined || text.trim() === '') {
    return definition?.translations?.[language]?.[path] === undefined ? 'missing' : 'library';
  }
  const of = typeof own === 'object' && own !== null && 'of' in own ? own.of : undefined;
  return of === undefined || of === fingerprint(source) ? 'done' : 'stale';
}
