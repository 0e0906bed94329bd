/** Days that a text names as its own: of the last update, and from when it holds. */
import { isRealDay } from '../../../protocol/calendar.ts';

export interface NamedDay {
  kind: 'updated' | 'effective';
  /** Undefined when the writing means two days, such as 01/02/2026. */
  day: string | undefined;
  /** As it is written. */
  text: string;
}

const LABELS = {
  updated:
    '(?:last\\s+|most\\s+recently\\s+)?(?:updated?|revised|revision|modified|amended|changed)(?:\\s+date)?|zuletzt\\s+(?:aktualisiert|geändert)|letzte\\s+(?:aktualisierung|änderung)|stand|derni[èe]re\\s+(?:mise\\s+à\\s+jour|modification)|[úu]ltima\\s+actualizaci[óo]n|ultimo\\s+aggiornamento',
  effective:
    "effective(?:\\s+date)?|in\\s+(?:force|effect)|takes\\s+effect|valid|g[üu]ltig(?:\\s+(?:ab|seit))?|in\\s+kraft(?:\\s+(?:ab|seit))?|date\\s+d[’']entrée\\s+en\\s+vigueur|en\\s+vigueur",
} as const;
/** One repetition of single steps: nothing in it can be read in two ways. */
const BETWEEN = '(?:[\\s:–—-]|\\b(?:on|of|as|from|since|until|am|vom|ab|seit|le|du|el|del|il)\\b){0,12}';

/** What is made of the names of months in one language; making it takes longer than using it. */
interface Reader {
  months: ReadonlyMap<string, number>;
  patterns: { kind: NamedDay['kind']; pattern: RegExp }[];
}

const readers = new Map<string, Reader>();

export function datesIn(text: string, language: string): NamedDay[] {
  if (!/\d{4}/.test(text)) return [];
  const { months, patterns } = readerFor(language);
  return patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: found, groups }): NamedDay => ({
      kind,
      day: dayOf(groups ?? {}, months),
      text: found,
    })),
  );
}

function readerFor(language: string): Reader {
  const known = readers.get(language);
  if (known !== undefined) return known;
  const months = monthNames(language);
  const month = [...months.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const day = '(\\d{1,2})(?:st|nd|rd|th|\\.)?';
  const date = [
    '(?<iso>\\d{4}-\\d{2}-\\d{2})',
    `(?<dmy>${day}\\s+(?:of\\s+|de\\s+)?(?:${month})\\.?,?\\s+(?:de\\s+)?\\d{4})`,
    `(?<mdy>(?:${month})\\.?\\s+${day},?\\s+\\d{4})`,
    '(?<dots>\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4})',
    '(?<slashes>\\d{1,2}/\\d{1,2}/\\d{4})',
  ].join('|');
  const patterns = (['updated', 'effective'] as const).map((kind) => ({
    kind,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${LABELS[kind]})${BETWEEN}(?:${date})(?![\\p{N}])`, 'giu'),
  }));
  const reader = { months, patterns };
  readers.set(language, reader);
  return reader;
}

function dayOf(
  groups: Partial<Record<string, string>>,
  months: ReadonlyMap<string, number>,
): string | undefined {
  const { iso, dmy, mdy, dots, slashes } = groups;
  if (iso !== undefined) return isRealDay(iso) ? iso : undefined;
  const written = dmy ?? mdy ?? dots ?? slashes ?? '';
  const numbers = (written.match(/\d+/g) ?? []).map(Number);
  const year = numbers.at(-1) ?? 0;
  if (dmy !== undefined || mdy !== undefined) {
    const name = [...months.keys()].find((candidate) => written.toLowerCase().includes(candidate)) ?? '';
    return real(year, months.get(name), numbers[0]);
  }
  const [first, second] = numbers;
  if (dots !== undefined) return real(year, second, first);
  // A number above twelve is no month; where neither is, nobody knows.
  const readings = [real(year, second, first), real(year, first, second)].filter((day) => day !== undefined);
  return new Set(readings).size === 1 ? readings[0] : undefined;
}

function real(year: number, month = 0, day = 0): string | undefined {
  const [MM, DD] = [month, day].map((part) => String(part).padStart(2, '0'));
  const text = `${String(year)}-${MM ?? ''}-${DD ?? ''}`;
  return isRealDay(text) ? text : undefined;
}

/** Months in full and short, in the language of the text and in English, the longest names first. */
function monthNames(language: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const locale of [language, 'en'])
    for (const month of ['long', 'short'] as const)
      for (let number = 1; number <= 12; number += 1) {
        const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' });
        const name = parts
          .formatToParts(Date.UTC(2026, number - 1, 1))
          .find(({ type }) => type === 'month')?.value;
        const plain = name?.toLowerCase().replace(/\.$/, '') ?? '';
        if (/\p{L}/u.test(plain) && !names.has(plain)) names.set(plain, number);
      }
  names.set('sept', 9);
  return new Map([...names].sort(([one], [other]) => other.length - one.length));
}
