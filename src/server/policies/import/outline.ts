/** Headings and blocks → sections inside sections. Levels may be left out and may start anywhere. */
import type { PolicySection } from '../../../protocol/policy-text.schema.ts';
import { addedHeading } from './added-headings.ts';
import type { ImportNotes } from './notes.ts';
import type { BlockPiece, Piece } from './pieces.ts';
import type { SectionIds } from './section-ids.ts';
import { oneLine } from './title.ts';

interface Open {
  level: number;
  section: PolicySection;
}

export function sectionsOf(
  pieces: readonly Piece[],
  title: string,
  { language, ids }: { language: string; ids: SectionIds },
  notes: ImportNotes,
): PolicySection[] {
  const sections: PolicySection[] = [];
  const open: Open[] = [];
  const footnotes: BlockPiece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'heading') {
      while ((open.at(-1)?.level ?? 0) >= piece.level) open.pop();
      start(oneLine(piece), piece.level, piece.line);
    } else if (piece.isFootnote === true) footnotes.push(piece);
    else {
      if (open.length === 0) {
        notes.add('introduction-added', { line: piece.line });
        // Below every heading, so that the next one ends it.
        start(addedHeading('introduction', language, title), 7, piece.line);
      }
      open.at(-1)?.section.blocks.push(piece.block);
    }
  }
  if (footnotes.length > 0) {
    notes.add('footnotes-moved', { line: footnotes[0]?.line });
    open.length = 0;
    start(addedHeading('footnotes', language, title), 1, footnotes[0]?.line);
    open.at(-1)?.section.blocks.push(...footnotes.map(({ block }) => block));
  }
  return sections;

  function start(heading: string, level: number, line: number | undefined): void {
    const parent = open.at(-1)?.section;
    const id = ids.take(heading, parent?.id, { line, under: heading });
    const section: PolicySection = { id, heading, blocks: [] };
    if (parent === undefined) sections.push(section);
    else parent.sections = [...(parent.sections ?? []), section];
    open.push({ level, section });
  }
}
