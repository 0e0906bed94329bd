/** Applies changes to the older text: what it gives must be the newer one. */
import type { Piece, Row, SectionChange, TextChanges } from '../../src/protocol/diff/changes.ts';
import { tokensOf } from '../../src/protocol/diff/tokens.ts';
import { blocksOf, unitsOf } from '../../src/protocol/diff/units.ts';
import type { Unit } from '../../src/protocol/diff/units.ts';
import type { PolicySection, PolicyText, Run } from '../../src/protocol/policy-text.schema.ts';

type Text = Pick<PolicyText, 'title' | 'sections'>;

export function applyChanges(from: Text, { title, sections }: TextChanges): Text {
  const older = new Map(flat(from.sections).map((section) => [section.id, section]));
  const root: PolicySection[] = [];
  const open: PolicySection[][] = [root];
  for (const change of sections) {
    if (change.kind === 'removed') continue;
    const section = applied(change, older.get(change.was ?? change.id));
    open.length = change.depth;
    open.at(-1)?.push(section);
    open.push((section.sections = []));
  }
  return { title: textIn(title), sections: root.map(withoutEmpty) };
}

/** As a comparison sees it: spaces are one, runs that look alike are one, lists that touch are told apart. */
export function normalised({ title, sections }: Text): Text {
  return { title: spaced(title), sections: sections.map(normalisedSection) };
}

function normalisedSection(section: PolicySection): PolicySection {
  const { id, heading, sections = [] } = section;
  const inner = sections.map(normalisedSection);
  return {
    id,
    heading: spaced(heading),
    ...blocksOf(unitsOf(section).map(normalisedUnit)),
    ...(inner.length > 0 ? { sections: inner } : {}),
  };
}

function normalisedUnit({ shape, runs }: Unit): Unit {
  const tokens = tokensOf([{ shape, runs }], () => 0).slice(1);
  return { shape, runs: joined(tokens.map(({ text, run }) => ({ ...run, text }))) };
}

function applied(change: SectionChange, older: PolicySection | undefined): PolicySection {
  const heading = textIn(change.heading);
  if (change.rows !== undefined) return { id: change.id, heading, ...blocksOf(kept(change.rows)) };
  if (older === undefined) throw new Error(`${change.id} stayed but was not there`);
  return { id: change.id, heading, ...blocksOf(unitsOf(older).map(normalisedUnit)) };
}

/** Without what went: words in a row that is gone belong to the row before. */
function kept(rows: readonly Row[]): Unit[] {
  const units: { shape: Unit['shape']; runs: Run[] }[] = [];
  for (const { shape, op, pieces } of rows) {
    const runs = pieces.filter((piece) => piece.op !== 'removed').map(runOf);
    if (op !== 'removed') units.push({ shape, runs });
    else if (runs.length > 0) units.at(-1)?.runs.push(...runs);
  }
  return units.map(({ shape, runs }) => ({ shape, runs: joined(runs) }));
}

function runOf({ op: _op, wasHref: _was, isRestyled: _restyled, ...run }: Piece): Run {
  return run;
}

function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    const look = ({ href, strong, emphasis }: Run): string => JSON.stringify([href, strong, emphasis]);
    if (last !== undefined && look(last) === look(run)) last.text += run.text;
    else result.push({ ...run });
  }
  return result;
}

function textIn(pieces: readonly Piece[]): string {
  return pieces
    .filter(({ op }) => op !== 'removed')
    .map(({ text }) => text)
    .join('');
}

function spaced(text: string): string {
  return tokensOf([{ shape: 'p', runs: [{ text }] }], () => 0)
    .map((token) => token.text)
    .join('');
}

function withoutEmpty({ sections = [], ...section }: PolicySection): PolicySection {
  return sections.length === 0 ? section : { ...section, sections: sections.map(withoutEmpty) };
}

function flat(sections: readonly PolicySection[]): PolicySection[] {
  return sections.flatMap((section) => [section, ...flat(section.sections ?? [])]);
}
