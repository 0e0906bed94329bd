/** The comparison of two texts of a policy: sections first, then words. Pure; bounded for any input. */
import type { PolicySection, PolicyText } from '../policy-text.schema.ts';
import type { Piece, SectionChange, TextChanges } from './changes.ts';
import { compare } from './compare.ts';
import { countsOf, isRestyled, rowsOf } from './rows.ts';
import { flatten, matchSections, movedSections } from './sections.ts';
import type { FlatSection } from './sections.ts';
import { newNumbering, tokensOf } from './tokens.ts';
import type { Unit } from './units.ts';
import { unitsOf } from './units.ts';

type Compared = Pick<PolicyText, 'title' | 'sections'>;

export function comparePolicyTexts(from: Compared, to: Compared): TextChanges {
  const numberOf = newNumbering();
  const [then, now] = [flatten(from.sections), flatten(to.sections)];
  const older = matchSections(then, now, numberOf);
  const moved = movedSections(then, now, older);
  const newer = new Map([...older].map(([flat, before]) => [before, flat]));
  const gone = removedAfter(then, newer);
  const sections = [
    ...(gone.get(undefined) ?? []).map(removedSection),
    ...now.flatMap((flat) => {
      const before = older.get(flat);
      const change = before === undefined ? addedSection(flat) : matchedSection(flat, before, numberOf);
      if (moved.has(flat)) change.isMoved = true;
      return [change, ...(before === undefined ? [] : (gone.get(before) ?? []).map(removedSection))];
    }),
  ];
  return { title: words(from.title, to.title, numberOf).pieces, sections };
}

/** Removed sections by the kept one they followed; those that followed none, and all of a wholly new text, by undefined. */
function removedAfter(
  then: readonly FlatSection[],
  newer: ReadonlyMap<FlatSection, FlatSection>,
): Map<FlatSection | undefined, FlatSection[]> {
  const gone = new Map<FlatSection | undefined, FlatSection[]>();
  let kept: FlatSection | undefined;
  for (const flat of then) {
    if (newer.has(flat)) kept = flat;
    else gone.set(kept, [...(gone.get(kept) ?? []), flat]);
  }
  return gone;
}

function matchedSection(
  { section, depth, text }: FlatSection,
  before: FlatSection,
  numberOf: (key: string) => number,
): SectionChange {
  const heading = words(before.section.heading, section.heading, numberOf);
  const isRenamed = heading.added + heading.removed > 0 || heading.pieces.some(({ op }) => op !== undefined);
  const change: SectionChange = {
    id: section.id,
    depth,
    kind: 'same',
    added: heading.added,
    removed: heading.removed,
    heading: heading.pieces,
  };
  if (before.section.id !== section.id) change.was = before.section.id;
  if (isRenamed) change.isRenamed = true;
  if (text === before.text) return change;
  const stretches = compare(
    tokensOf(unitsOf(before.section), numberOf),
    tokensOf(unitsOf(section), numberOf),
  );
  // The same words, only cut into other runs.
  if (stretches.every((stretch) => stretch.op === 'same' && !isRestyled(stretch))) return change;
  const { added, removed, isEditorial } = countsOf(stretches);
  return {
    ...change,
    kind: 'reworded',
    ...(isEditorial ? { isEditorial } : {}),
    added: change.added + added,
    removed: change.removed + removed,
    rows: rowsOf(stretches),
  };
}

function addedSection(flat: FlatSection): SectionChange {
  return wholeSection(flat, 'added');
}

function removedSection(flat: FlatSection): SectionChange {
  return wholeSection(flat, 'removed');
}

function wholeSection({ section, depth }: FlatSection, op: 'added' | 'removed'): SectionChange {
  const tokens = tokensOf([heading(section.heading), ...unitsOf(section)], newNumbering());
  const counts = countsOf([{ op, tokens }]);
  return {
    id: section.id,
    depth,
    kind: op,
    added: counts.added,
    removed: counts.removed,
    heading: [{ text: section.heading, op }],
    rows: rowsOf([{ op, tokens: tokensOf(unitsOf(section), newNumbering()) }]),
  };
}

/** One line of words against another. */
function words(
  from: string,
  to: string,
  numberOf: (key: string) => number,
): { pieces: Piece[]; added: number; removed: number } {
  const stretches = compare(tokensOf([heading(from)], numberOf), tokensOf([heading(to)], numberOf));
  const { added, removed } = countsOf(stretches);
  return { pieces: rowsOf(stretches)[0]?.pieces ?? [], added, removed };
}

function heading(text: PolicySection['heading']): Unit {
  return { shape: 'p', runs: [{ text }] };
}
