/**
 * A form as it stands in its file, whatever state it is in: what can be read of it is read, the rest is left out.
 * Everything the studio shows of a form comes through here; what visitors see comes from `showable.ts`.
 */
import { withLibrary } from '../../../protocol/form-library.ts';
import type { Json } from '../text/json-edit.ts';

export type Fields = Readonly<Record<string, Json>>;

export interface AuthoredItem {
  index: number;
  id: string;
  /** As it stands in the file. */
  own: Fields;
  /** The same with what the library says written out. */
  fields: Fields;
  kind: 'question' | 'say' | 'ask' | 'step';
}

export interface AuthoredForm {
  fields: Fields;
  languages: readonly string[];
  items: readonly AuthoredItem[];
  consents: readonly (readonly [id: string, fields: Fields])[];
}

export function authoredForm(json: unknown): AuthoredForm {
  const fields = asFields(json);
  const own = listOf(fields['items']).map(asFields);
  const written = listOf(asFields(withLibrary(json).document)['items']).map(asFields);
  return {
    fields,
    languages: listOf(fields['languages']).filter((language) => typeof language === 'string'),
    items: own.map((item, index) => ({
      index,
      id: textOf(item['id']),
      own: item,
      fields: written[index] ?? item,
      kind: kindOf(item),
    })),
    consents: Object.entries(asFields(fields['consents'])).map(([id, block]) => [id, asFields(block)]),
  };
}

/** The questions that could decide whether something after them is shown. */
export function questionsBefore({ items }: AuthoredForm, index: number): AuthoredItem[] {
  return items.filter(({ kind, index: at }) => kind === 'question' && at < index);
}

export function askedIn({ fields }: AuthoredItem): string[] {
  return listOf(fields['ask']).filter((id) => typeof id === 'string');
}

/** What the form says in another language, by path; without what the library adds. */
export function catalogueOf({ fields }: AuthoredForm, language: string): Fields {
  return asFields(asFields(fields['translations'])[language]);
}

export function translationText(translation: Json | undefined): string | undefined {
  if (typeof translation === 'string') return translation;
  const text = asFields(translation)['text'];
  return typeof text === 'string' ? text : undefined;
}

export function asFields(value: unknown): Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function kindOf(item: Fields): AuthoredItem['kind'] {
  if ('say' in item) return 'say';
  if ('ask' in item) return 'ask';
  return 'step' in item ? 'step' : 'question';
}
