/** What holds for every two texts of a policy. Cases are made up by fast-check, always the same ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SectionChange, TextChanges } from '../../../src/protocol/diff/changes.ts';
import { comparePolicyTexts } from '../../../src/protocol/diff/policy-diff.ts';
import { applyChanges, normalised } from '../../helpers/policy-apply.ts';
import { policyText } from '../../helpers/policy-made.ts';

const runs = { numRuns: 500, seed: 5 };

test('changes applied to the old text give the new one', () => {
  fc.assert(
    fc.property(policyText, policyText, (from, to) => {
      assert.deepEqual(applyChanges(from, comparePolicyTexts(from, to)), normalised(to));
    }),
    runs,
  );
});

test('a text compared with itself has no change', () => {
  fc.assert(
    fc.property(policyText, (text) => {
      const { title, sections } = comparePolicyTexts(text, structuredClone(text));
      const marked = sections.filter(
        ({ kind, isMoved, isRenamed }) => kind !== 'same' || isMoved === true || isRenamed === true,
      );
      assert.deepEqual([marked, title.filter(({ op }) => op !== undefined)], [[], []]);
    }),
    runs,
  );
});

test('the way back takes away what was added and brings what was removed', () => {
  fc.assert(
    fc.property(policyText, policyText, (from, to) => {
      const [there, back] = [comparePolicyTexts(from, to), comparePolicyTexts(to, from)];
      assert.deepEqual(applyChanges(to, back), normalised(from));
      assert.deepEqual(kinds(there, 'added'), kinds(back, 'removed'));
    }),
    runs,
  );
});

function kinds({ sections }: TextChanges, kind: SectionChange['kind']): string[] {
  return sections
    .filter((section) => section.kind === kind)
    .map(({ id }) => id)
    .sort();
}
