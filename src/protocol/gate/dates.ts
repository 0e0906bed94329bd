/** Calendar days written out in a text. Pure. */
import { isRealDay } from '../calendar.ts';
import type { PolicyWords } from './words.ts';

/** The first day written in a text, as 2026-11-22; made once for a language. */
export function dayReader({ months }: PolicyWords): (text: string) => string | undefined {
  const names = months.join('|');
  const pattern = new RegExp(
    [
      '(?<iso>\\d{4}-\\d\\d-\\d\\d)',
      `(?<d1>\\d{1,2})(?:st|nd|rd|th|\\.)? ?(?:of )?(?<m1>${names}),? (?<y1>\\d{4})`,
      `(?<m2>${names}) (?<d2>\\d{1,2})(?:st|nd|rd|th)?,? (?<y2>\\d{4})`,
      // With full stops it is day, month, year everywhere; with strokes nobody can tell.
      '(?<d3>\\d{1,2})\\. ?(?<m3>\\d{1,2})\\. ?(?<y3>\\d{4})',
    ].join('|'),
    'i',
  );
  return (text) => {
    const { iso, d1, d2, d3, m1, m2, m3, y1, y2, y3 } = pattern.exec(text)?.groups ?? {};
    const name = m1 ?? m2;
    const month = name === undefined ? Number(m3) : months.indexOf(name.toLowerCase()) + 1;
    const day = iso ?? [y1 ?? y2 ?? y3, two(month), two(Number(d1 ?? d2 ?? d3))].join('-');
    return isRealDay(day) ? day : undefined;
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
