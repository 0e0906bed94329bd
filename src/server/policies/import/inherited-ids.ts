/**
 * Ids that sections have from the version before: what was renamed or moved is the same section, and links
 * and records that name it stay right.
 */
import type { FlatSection } from '../../../protocol/diff/sections.ts';
import { flatten, matchSections, movedSections } from '../../../protocol/diff/sections.ts';
import { newReading } from '../../../protocol/diff/tokens.ts';
import type { PolicySection } from '../../../protocol/policy-text.schema.ts';
import type { ImportNotes } from './notes.ts';
import { SectionIds } from './section-ids.ts';

/** New sections get ids that no section of either version has. */
export function withInheritedIds(
  sections: readonly PolicySection[],
  previous: readonly PolicySection[],
  language: string,
  notes: ImportNotes,
): PolicySection[] {
  const [then, now] = [flatten(previous.map(asImported)), flatten(nameless(sections))];
  const older = matchSections(then, now, newReading());
  const moved = movedSections(then, now, older);
  const ids = new SectionIds(
    language,
    notes,
    then.map(({ section }) => section.id),
  );
  const idOf = new Map<FlatSection, string>();
  for (const flat of now) {
    const { heading } = flat.section;
    const before = older.get(flat)?.section;
    if (before === undefined) {
      const id = ids.take(heading, flat.parent && idOf.get(flat.parent), { under: heading });
      notes.add('section-new', { under: heading }, `${heading} → ${id}`);
      idOf.set(flat, id);
    } else {
      if (before.heading !== heading)
        notes.add('section-renamed', { under: heading }, `${before.heading} → ${heading}`);
      if (moved.has(flat)) notes.add('section-moved', { under: heading }, heading);
      idOf.set(flat, before.id);
    }
  }
  const kept = new Set(older.values());
  for (const flat of then)
    if (!kept.has(flat)) notes.add('section-gone', {}, `${flat.section.heading} (${flat.section.id})`);
  const named = (flat: FlatSection): PolicySection => ({
    ...flat.section,
    id: idOf.get(flat) as string,
    ...(flat.inner.length > 0 ? { sections: flat.inner.map(named) } : {}),
  });
  return now.filter(({ parent }) => parent === undefined).map(named);
}

/** Summaries are written after an import: they say nothing of which section it is. */
function asImported({ summary: _summary, sections, ...section }: PolicySection): PolicySection {
  return { ...section, ...(sections === undefined ? {} : { sections: sections.map(asImported) }) };
}

/** An id made of a heading is no more than the heading. */
function nameless(sections: readonly PolicySection[]): PolicySection[] {
  let count = 0;
  const without = (section: PolicySection): PolicySection => ({
    ...section,
    // No id of a document starts with a digit.
    id: String(count++),
    ...(section.sections === undefined ? {} : { sections: section.sections.map(without) }),
  });
  return sections.map(without);
}
