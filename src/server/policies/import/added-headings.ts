/** Headings of sections that the file has none for; in other languages the title of the document stands there. */
const ADDED = {
  introduction: {
    en: 'Introduction',
    de: 'Einleitung',
    fr: 'Introduction',
    es: 'Introducción',
    it: 'Introduzione',
  },
  footnotes: { en: 'Footnotes', de: 'Fußnoten', fr: 'Notes', es: 'Notas', it: 'Note' },
} satisfies Record<string, Record<string, string>>;

export function addedHeading(kind: keyof typeof ADDED, language: string, title: string): string {
  const words: Partial<Record<string, string>> = ADDED[kind];
  return words[language.split('-')[0] ?? ''] ?? title;
}
