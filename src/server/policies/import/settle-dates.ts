/** The days of a version: as given, else as the text says; where both are there, they are compared. */
import type { Block, PolicySection, Run } from '../../../protocol/policy-text.schema.ts';
import { datesIn } from './dates-in-text.ts';
import type { NamedDay } from './dates-in-text.ts';
import type { ImportNotes } from './notes.ts';
import { ImportRefused } from './refusal.ts';
import { plain } from './runs.ts';

export interface AskedDates {
  updated?: string | undefined;
  effective?: string | undefined;
}

/** In a longer paragraph a day is about something else. */
const LONGEST = 200;

export function settleDates(
  sections: readonly PolicySection[],
  language: string,
  asked: AskedDates,
  notes: ImportNotes,
): { lastUpdated: string; effectiveFrom: string } {
  const found = shortTexts(sections).flatMap(({ text, under }) =>
    datesIn(text, language).map((named) => ({ ...named, under })),
  );
  const updated = settled('updated', asked.updated, found, notes);
  const effective = settled('effective', asked.effective, found, notes);
  const lastUpdated = updated ?? effective;
  if (lastUpdated === undefined) throw new ImportRefused('date-missing');
  const effectiveFrom = effective ?? lastUpdated;
  if (updated === undefined || effective === undefined)
    notes.add('date-assumed', {}, updated === undefined ? `updated ${lastUpdated}` : `effective ${effectiveFrom}`); // prettier-ignore
  if (effectiveFrom < lastUpdated) {
    const expected = `${lastUpdated} or later, the day of the update`;
    throw new ImportRefused('too-early', effectiveFrom, { pointer: '/effectiveFrom', expected });
  }
  return { lastUpdated, effectiveFrom };
}

function settled(
  kind: NamedDay['kind'],
  asked: string | undefined,
  found: readonly (NamedDay & { under: string })[],
  notes: ImportNotes,
): string | undefined {
  const own = found.filter((named) => named.kind === kind);
  for (const { text, under } of own.filter(({ day }) => day === undefined))
    notes.add('date-ambiguous', { under }, text);
  const [first] = own.filter(({ day }) => day !== undefined);
  const day = asked ?? first?.day;
  if (asked === undefined && first !== undefined)
    notes.add('date-from-text', { under: first.under }, first.text);
  for (const other of own)
    if (other.day !== undefined && other.day !== day)
      notes.add('date-differs', { under: other.under }, `${other.text} (${other.day}), not ${day ?? ''}`);
  return day;
}

function shortTexts(sections: readonly PolicySection[]): { text: string; under: string }[] {
  return sections.flatMap(({ heading, blocks, sections: inner }) => [
    ...[heading, ...blocks.flatMap(textsIn)]
      .filter((text) => text.length <= LONGEST)
      .map((text) => ({ text, under: heading })),
    ...shortTexts(inner ?? []),
  ]);
}

function textsIn(block: Block): string[] {
  const texts = (runs: Run[][]): string[] => runs.map(plain);
  if (block.kind === 'paragraph') return [plain(block.text)];
  if (block.kind === 'table') return texts([...block.head, ...block.rows.flat()]);
  return block.items.flatMap((item) =>
    Array.isArray(item) ? [plain(item)] : [plain(item.text), ...textsIn(item.list)],
  );
}
