/** The comparison of two texts of a policy: sections first, then words. Pure; bounded for any input. */
import type { PolicySection, PolicyText } from '../policy-text.schema.ts';
import type { Piece, SectionChange, TextChanges } from './changes.ts';
import { compare } from './compare.ts';
import { countsOf, isRestyled, rowsOf } from './rows.ts';
import { flatten, matchSections, movedSections } from './sections.ts';
import type { TokensIn } from './likeness.ts';
import type { FlatSection } from './sections.ts';
import { newNumbering, newReading, tokensOf } from './tokens.ts';
import type { Unit } from './units.ts';

type Compared = Pick<PolicyText, 'title' | 'sections'>;

export function comparePolicyTexts(from: Compared, to: Compared): TextChanges {
  const tokensIn = newReading();
  const [then, now] = [flatten(from.sections), flatten(to.sections)];
  const older = matchSections(then, now, tokensIn);
  const moved = movedSections(then, now, older);
  const newer = new Map([...older].map(([flat, before]) => [before, flat]));
  const gone = removedAfter(then, newer);
  const removed = (kept: FlatSection | undefined): SectionChange[] =>
    (gone.get(kept) ?? []).map((flat) => wholeSection(flat, 'removed', tokensIn));
  const changeOf = (flat: FlatSection): SectionChange => {
    const before = older.get(flat);
    const change =
      before === undefined ? wholeSection(flat, 'added', tokensIn) : matchedSection(flat, before, tokensIn);
    return moved.has(flat) ? { ...change, isMoved: true } : change;
  };
  const sections = now.flatMap((flat) => {
    const before = older.get(flat);
    return [changeOf(flat), ...(before === undefined ? [] : removed(before))];
  });
  return { title: words(from.title, to.title).pieces, sections: [...removed(undefined), ...sections] };
}

/** Removed sections by the kept one they followed; those that followed none, and all of a wholly new text, by undefined. */
function removedAfter(
  then: readonly FlatSection[],
  newer: ReadonlyMap<FlatSection, FlatSection>,
): Map<FlatSection | undefined, FlatSection[]> {
  const gone = new Map<FlatSection | undefined, FlatSection[]>();
  let kept: FlatSection | undefined;
  for (const flat of then) {
    const found = gone.get(kept);
    if (newer.has(flat)) kept = flat;
    else if (found === undefined) gone.set(kept, [flat]);
    else found.push(flat);
  }
  return gone;
}

function matchedSection(
  { section, depth, text }: FlatSection,
  before: FlatSection,
  tokensIn: TokensIn,
): SectionChange {
  const heading = words(before.section.heading, section.heading);
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
  const stretches = compare(tokensIn(before.section), tokensIn(section));
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

function wholeSection(
  { section, depth }: FlatSection,
  op: 'added' | 'removed',
  tokensIn: TokensIn,
): SectionChange {
  const tokens = tokensIn(section);
  const title = tokensOf([heading(section.heading)], newNumbering());
  const counts = countsOf([{ op, tokens: [...title, ...tokens] }]);
  return {
    id: section.id,
    depth,
    kind: op,
    added: counts.added,
    removed: counts.removed,
    heading: [{ text: section.heading, op }],
    rows: rowsOf([{ op, tokens }]),
  };
}

/** One line of words against another. */
function words(from: string, to: string): { pieces: Piece[]; added: number; removed: number } {
  const numberOf = newNumbering();
  const stretches = compare(tokensOf([heading(from)], numberOf), tokensOf([heading(to)], numberOf));
  const { added, removed } = countsOf(stretches);
  return { pieces: rowsOf(stretches)[0]?.pieces ?? [], added, removed };
}

function heading(text: PolicySection['heading']): Unit {
  return { shape: 'p', runs: [{ text }] };
}
