/**
 * The histories of real policies, version by version: what the comparison says is so, nothing that stayed is
 * marked, and hardly more words are marked than the fewest possible.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { diffWords } from 'diff';
import type { Row, SectionChange, TextChanges } from '../../../../src/protocol/diff/changes.ts';
import { comparePolicyTexts } from '../../../../src/protocol/diff/policy-diff.ts';
import { WORD, isWord } from '../../../../src/protocol/diff/tokens.ts';
import { unitsOf } from '../../../../src/protocol/diff/units.ts';
import type { PolicySection, PolicyText } from '../../../../src/protocol/policy-text.schema.ts';
import type { PolicyVersionDocument } from '../../../../src/protocol/policy.schema.ts';
import { importPolicy } from '../../../../src/server/policies/import/import-policy.ts';
import { applyChanges, normalised } from '../../../helpers/policy-apply.ts';

const folder = join(import.meta.dirname, '../../../../../shared/policies');
const skip = existsSync(folder) ? false : `no real policies at ${folder}`;
const publishers = skip === false ? ['github', 'open-collective', 'open-terms-archive', 'uptimerobot'] : [];

interface Pair {
  name: string;
  from: PolicyText;
  to: PolicyText;
  changes: TextChanges;
}

/** A text with what is marked in it. */
type Marked = { text: string; isMarked: boolean }[];

describe('real histories', { skip }, () => {
  const pairs: Pair[] = [];
  before(async () => {
    for (const publisher of publishers) {
      let previous: PolicyVersionDocument | undefined;
      for (const file of readdirSync(join(folder, publisher)).sort()) {
        const document = await version(join(publisher, file), previous);
        const [from, to] = [previous?.texts['en'], document.texts['en']!];
        if (from)
          pairs.push({ name: `${publisher} ${file}`, from, to, changes: comparePolicyTexts(from, to) });
        previous = document;
      }
    }
  });

  test('are 33 pairs', () => assert.equal(pairs.length, 33));

  test('changes applied to the older version give the newer one', () => {
    for (const { name, from, to, changes } of pairs)
      assert.deepEqual(applyChanges(from, changes), normalised(to), name);
  });

  test('what stayed carries no mark, and what is called unchanged is', () => {
    for (const { name, from, to, changes } of pairs) {
      const [then, now] = [sectionsOf(normalised(from)), sectionsOf(normalised(to))];
      for (const change of changes.sections) {
        const [older, newer] = [then.get(change.was ?? change.id), now.get(change.id)];
        if (change.kind === 'added' || change.kind === 'removed') continue;
        const isSame = JSON.stringify(older?.blocks) === JSON.stringify(newer?.blocks);
        assert.equal(change.kind === 'same', isSame, `${name} ${change.id}`);
        assert.equal(change.rows === undefined, isSame, `${name} ${change.id}`);
        const isRenamed = older?.heading !== newer?.heading;
        assert.equal(change.isRenamed === true, isRenamed, `${name} ${change.id}`);
        assert.equal(
          change.heading.some(({ op }) => op !== undefined),
          isRenamed,
          `${name} ${change.id}`,
        );
        if (isSame && !isRenamed) assert.equal(change.added + change.removed, 0, `${name} ${change.id}`);
      }
    }
  });

  test('inherited ids find every section again that kept its heading or its words', () => {
    for (const { name, from, to, changes } of pairs) {
      const [then, now] = [sectionsOf(from), sectionsOf(to)];
      const of = (kind: SectionChange['kind']): SectionChange[] =>
        changes.sections.filter((change) => change.kind === kind);
      for (const gone of of('removed')) {
        const older = then.get(gone.id)!;
        for (const come of of('added')) {
          const newer = now.get(come.id)!;
          assert.notEqual(newer.heading, older.heading, `${name} ${gone.id}`);
          if (older.blocks.length > 0) assert.notDeepEqual(newer.blocks, older.blocks, `${name} ${gone.id}`);
        }
      }
    }
  });

  test('at most 1.1 times the words that a plain comparison marks, in every section', () => {
    const dear: string[] = [];
    let [ours, theirs] = [0, 0];
    for (const { name, from, to, changes } of pairs) {
      const [then, now] = [sectionsOf(from), sectionsOf(to)];
      for (const { id, was = id, kind, rows } of changes.sections) {
        if (kind !== 'reworded' || rows === undefined) continue;
        const plain = diffWords(textOf(then.get(was)!), textOf(now.get(id)!));
        const fewest =
          markedWords(plain.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, isMarked: removed }))) + // prettier-ignore
          markedWords(plain.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, isMarked: added }))); // prettier-ignore
        const marked = markedWords(sideOf(rows, 'removed')) + markedWords(sideOf(rows, 'added'));
        ours += marked;
        theirs += fewest;
        if (marked > fewest * 1.1) dear.push(`${name} ${id}: ${String(marked)} instead of ${String(fewest)}`);
      }
    }
    assert.deepEqual(dear, []);
    assert.ok(ours <= theirs * 1.05, `${String(ours)} instead of ${String(theirs)}`);
  });
});

// Outside the suite, so that a run without the folder counts a skipped test and says why.
test('the histories of four publishers are there', { skip }, () => assert.equal(publishers.length, 4));

async function version(file: string, previous?: PolicyVersionDocument): Promise<PolicyVersionDocument> {
  const bytes = readFileSync(join(folder, file));
  const day = file.slice(-13, -3);
  const hasDate = /(updated|effective date):/i.test(bytes.toString('utf8'));
  const days = { version: day, ...(hasDate ? {} : { updated: day }) };
  const { document } = await importPolicy(bytes, { fileName: file, policy: 'privacy', language: 'en', ...days, previous }); // prettier-ignore
  return document;
}

function sectionsOf({ sections }: Pick<PolicyText, 'sections'>): Map<string, PolicySection> {
  const all = (section: PolicySection): PolicySection[] => [
    section,
    ...(section.sections ?? []).flatMap(all),
  ];
  return new Map(sections.flatMap(all).map((section) => [section.id, section]));
}

function textOf(section: PolicySection): string {
  return unitsOf(section)
    .map(({ runs }) => runs.map(({ text }) => text).join(''))
    .join('\n');
}

function sideOf(rows: readonly Row[], op: 'added' | 'removed'): Marked {
  const other = op === 'added' ? 'removed' : 'added';
  return rows.flatMap(({ pieces }) => [
    { text: '\n', isMarked: false },
    ...pieces
      .filter((piece) => piece.op !== other)
      .map((piece) => ({ text: piece.text, isMarked: piece.op === op })),
  ]);
}

/** An address and a number are one word, and a word with a mark on half of it is a marked word. */
function markedWords(parts: Marked): number {
  const text = parts.map((part) => part.text).join('');
  const marks = parts.flatMap((part) => Array<boolean>(part.text.length).fill(part.isMarked));
  return [...text.matchAll(WORD)].filter(
    ({ 0: word, index }) => isWord({ text: word }) && marks.slice(index, index + word.length).includes(true),
  ).length;
}
