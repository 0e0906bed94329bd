/**
 * Questions that forms share. `{ "use": "email", "id": "email" }` takes one; keys beside it override
 * the library's. A form is published with its questions written out, so that a later change of the
 * library changes no published version.
 */
import { QUESTIONS } from './form-library-questions.ts';
import type { LibraryQuestion } from './form-library-questions.ts';
import { unknownReference } from './form-reference-check.ts';
import type { Finding } from './problem.ts';

type Fields = Record<string, unknown>;

export const LIBRARY_IDS: readonly string[] = Object.keys(QUESTIONS);

/** The document with every `use` written out; what is no form is left for the schema to refuse. */
export function withLibrary(document: unknown): { document: unknown; findings: Finding[] } {
  if (!isFields(document) || !Array.isArray(document['items'])) return { document, findings: [] };
  const languages = languagesOf(document);
  const findings: Finding[] = [];
  const texts: Record<string, Fields> = {};
  const items = document['items'].map((item: unknown, index): unknown => {
    if (!isFields(item) || !('use' in item)) return item;
    const { use, ...own } = item;
    const known = typeof use === 'string' && Object.hasOwn(QUESTIONS, use) ? QUESTIONS[use] : undefined;
    if (known === undefined) {
      findings.push(unknownReference(`/items/${String(index)}/use`, String(use), LIBRARY_IDS, 'unknown-use'));
      return own;
    }
    for (const language of languages.slice(1)) {
      texts[language] = { ...texts[language], ...translationsOf(known, own, language) };
    }
    return { ...writtenOut(known, languages[0] ?? 'en'), ...own };
  });
  return { document: { ...document, items, ...withTexts(document, texts) }, findings };
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function languagesOf({ languages }: Fields): string[] {
  return Array.isArray(languages) ? languages.filter((language) => typeof language === 'string') : [];
}

/** The question in one language; English where the library has no other. */
function writtenOut({ question, texts }: LibraryQuestion, language: string): Fields {
  const words = texts[language] ?? texts['en'] ?? {};
  const { options, ...own } = question;
  const top = Object.entries(words).filter(([path]) => !path.includes('.'));
  return {
    ...own,
    ...Object.fromEntries(top),
    ...(options === undefined
      ? {}
      : { options: options.map((id) => ({ id, label: words[`options.${id}`] ?? id })) }),
  };
}

/** The library's translations, but of what the form words itself. */
function translationsOf({ texts }: LibraryQuestion, own: Fields, language: string): Fields {
  const entries = Object.entries(texts[language] ?? {}).filter(
    ([path]) => !((path.split('.')[0] ?? '') in own),
  );
  return Object.fromEntries(entries.map(([path, text]) => [`${String(own['id'])}.${path}`, text]));
}

/** The form's own translations win. */
function withTexts({ translations }: Fields, texts: Record<string, Fields>): Fields {
  if (Object.keys(texts).length === 0) return {};
  const own = isFields(translations) ? translations : {};
  const languages = [...new Set([...Object.keys(texts), ...Object.keys(own)])];
  const merged = languages.map((language) => [
    language,
    isFields(own[language]) || own[language] === undefined
      ? { ...texts[language], ...own[language] }
      : own[language],
  ]);
  return { translations: Object.fromEntries(merged) as Fields };
}
