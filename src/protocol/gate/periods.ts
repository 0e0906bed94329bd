/** Periods of time said in words or figures, and ISO 8601 durations, in one measure. Pure. */
import type { PolicyWords } from './words.ts';

/** `M24` for 24 months or two years, `D14` for 14 days or two weeks: a month has no number of days. */
export type Period = string;

/** The parts of a duration such as P2Y or P1M14D. */
export function periodsOf(duration: string): Period[] {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? [];
  const inMonths = Number(years ?? 0) * 12 + Number(months ?? 0);
  const inDays = Number(days ?? 0);
  return [
    ...(inMonths > 0 ? [`M${String(inMonths)}`] : []),
    ...(inDays > 0 || inMonths === 0 ? [`D${String(inDays)}`] : []),
  ];
}

const MEASURE = { day: ['D', 1], week: ['D', 7], month: ['M', 1], year: ['M', 12] } as const;

/** Reads the periods of a text; made once for a language. */
export function periodReader({ numbers, units }: PolicyWords): (text: string) => Set<Period> {
  const number = Object.keys(numbers)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
  const kinds = (Object.keys(MEASURE) as (keyof typeof MEASURE)[])
    .map((unit) => `(?<${unit}>${units[unit]})`)
    .join('|');
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?<figure>\\d{1,4})|(?<word>${number}))[ -](?:(?:full|calendar|working|volle|ganze) )?(?:${kinds})(?!\\p{L})`,
    'giu',
  );
  return (text) => {
    const found = new Set<Period>();
    for (const { groups = {} } of text.matchAll(pattern)) {
      const { figure, word, ...unit } = groups;
      const count = figure === undefined ? numbers[word?.toLowerCase() ?? ''] : Number(figure);
      const kind = (Object.keys(MEASURE) as (keyof typeof MEASURE)[]).find(
        (name) => unit[name] !== undefined,
      );
      if (count === undefined || kind === undefined) continue;
      const [letter, times] = MEASURE[kind];
      found.add(`${letter}${String(count * times)}`);
    }
    return found;
  };
}
