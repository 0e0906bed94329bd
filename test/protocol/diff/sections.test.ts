/** Sections are found again as a person finds them; ids say nothing here. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flatten, matchSections } from '../../../src/protocol/diff/sections.ts';
import type { FlatSection } from '../../../src/protocol/diff/sections.ts';
import { newReading } from '../../../src/protocol/diff/tokens.ts';
import type { PolicySection } from '../../../src/protocol/policy-text.schema.ts';
import { LABELLED } from '../../helpers/labelled-sections.ts';
import type { Labelled } from '../../helpers/labelled-sections.ts';

function sectionOf({ label, heading, text, inner }: Labelled, side: string): PolicySection {
  return {
    id: `${side}-${label}`,
    heading,
    blocks: text === '' ? [] : [{ kind: 'paragraph', text: [{ text }] }],
    sections: inner.map((section) => sectionOf(section, side)),
  };
}

function flat(labelled: readonly Labelled[], side: string): FlatSection[] {
  return flatten(labelled.map((section) => sectionOf(section, side)));
}

const labelOf = ({ section }: FlatSection): string => section.id.replace(/^\w+-/, '');

describe('sections found again', () => {
  for (const { what, then, now } of LABELLED) {
    test(what, () => {
      const [before, since] = [flat(then, 'then'), flat(now, 'now')];
      const labels = new Set(before.map(labelOf));
      const found = matchSections(before, since, newReading());
      assert.deepEqual(
        since.map((section) => [
          labelOf(section),
          [found.get(section)].flatMap((old) => (old ? [labelOf(old)] : [])),
        ]),
        since.map((section) => [labelOf(section), labels.has(labelOf(section)) ? [labelOf(section)] : []]),
      );
    });

    test(`${what}: and the way back`, () => {
      const [before, since] = [flat(then, 'then'), flat(now, 'now')];
      const there = matchSections(before, since, newReading());
      const back = matchSections(since, before, newReading());
      assert.deepEqual(new Map([...back].map(([old, section]) => [section, old])), there);
    });
  }

  test('by id before anything else', () => {
    const [then] = flat([{ label: 'a', heading: 'Here', text: 'Some words.', inner: [] }], 'x');
    const since = flat(
      [
        { label: 'b', heading: 'Here', text: 'Some words.', inner: [] },
        { label: 'a', heading: 'There', text: 'Others.', inner: [] },
      ],
      'x',
    );
    assert.ok(then);
    assert.equal(matchSections([then], since, newReading()).get(since[1]!), then);
  });
});
