/** What a change of policy matters: computed, raised by its author, lowered by two people. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { judgeChanges } from '../../src/protocol/policy-material.ts';
import type { Declaration, FoundChange, Materiality } from '../../src/protocol/policy-material.ts';
import { CHANGE_CATEGORIES, DUTIES, EDITORIAL_CATEGORIES } from '../../src/protocol/policy-terms.ts';
import type { ChangeCategory, Duty } from '../../src/protocol/policy-terms.ts';
import { PLACE } from '../helpers/policy-gated.ts';

const { site } = PLACE;

function change(section: string, covers: Duty[] = [], over: Partial<FoundChange> = {}): FoundChange {
  return { section, covers, kind: 'reworded', isEditorial: false, ...over };
}

function judged(found: FoundChange[], declaration: Declaration = {}, approved: string[] = []): Materiality {
  return judgeChanges(found, declaration, site, approved);
}

const isEditorial = (category: ChangeCategory): boolean =>
  (EDITORIAL_CATEGORIES as readonly string[]).includes(category);

describe('the category of a change', () => {
  const BY_DUTY: [Duty, ChangeCategory][] = [
    ['identity', 'controller-identity'],
    ['purposes', 'purpose'],
    ['interests', 'lawful-basis'],
    ['recipients', 'recipients-widened'],
    ['transfers', 'third-country-transfer'],
    ['retention', 'retention-lengthened'],
    ['rights', 'rights-exercise'],
    ['withdrawal', 'rights-exercise'],
    ['controller-complaint', 'rights-exercise'],
    ['authority-complaint', 'rights-exercise'],
    ['obligation', 'other'],
    ['automated-decisions', 'other'],
    ['dpo', 'controller-identity'],
  ];
  for (const [duty, category] of BY_DUTY) {
    test(`of a section on ${duty} is ${category}, and it matters`, () => {
      for (const kind of ['added', 'removed', 'reworded', 'renamed'] as const) {
        const { changes, material } = judged([change('a', [duty], { kind })]);
        assert.deepEqual([changes[0]?.computed, changes[0]?.material, material], [category, true, true]);
      }
    });
  }

  test('has a line for every duty', () => {
    assert.deepEqual(
      BY_DUTY.map(([duty]) => duty),
      DUTIES,
    );
  });

  test('of several duties is the one that the law names first', () => {
    assert.equal(judged([change('a', ['retention', 'purposes', 'rights'])]).changes[0]?.computed, 'purpose');
    assert.equal(
      judged([change('a', ['obligation', 'retention'])]).changes[0]?.computed,
      'retention-lengthened',
    );
  });

  test('of letters or a place alone does not matter, whatever the section covers', () => {
    const found = [
      change('a', ['purposes'], { isEditorial: true }),
      change('b', ['purposes'], { kind: 'moved' }),
      change('c', ['rights'], { kind: 'renamed', isEditorial: true }),
    ];
    const { changes, material, computed } = judged(found);
    assert.deepEqual(
      changes.map((own) => own.computed),
      ['style', 'layout', 'style'],
    );
    assert.deepEqual([material, computed], [false, false]);
  });

  test('that nobody can name is told of', () => {
    assert.deepEqual(judged([change('a')]).changes[0]?.computed, 'other');
    assert.ok(judged([change('a')]).material);
  });

  test('of nothing is nothing', () => {
    assert.deepEqual(judged([]), {
      changes: [],
      computed: false,
      material: false,
      isLowered: false,
      needsApproval: [],
      findings: [],
    });
  });
});

describe('an author', () => {
  const editorial = change('a', ['purposes'], { isEditorial: true });
  const grave = change('a', ['purposes']);

  test('raises a change, or the whole, alone', () => {
    for (const declaration of [
      { material: true },
      { changes: [{ section: 'a', category: 'purpose' as const }] },
    ]) {
      const { material, computed, needsApproval } = judged([editorial], declaration);
      assert.deepEqual([material, computed, needsApproval], [true, false, []]);
    }
  });

  test('names a grave change otherwise without anybody else', () => {
    const { changes, needsApproval } = judged([grave], {
      changes: [{ section: 'a', category: 'retention-lengthened' }],
    });
    assert.deepEqual(
      [changes[0]?.category, changes[0]?.material, needsApproval],
      ['retention-lengthened', true, []],
    );
  });

  test('lowers a change only with a second person', () => {
    const declaration = { changes: [{ section: 'a', category: 'spelling' as const }] };
    const alone = judged([grave, change('b', [], { isEditorial: true })], declaration);
    assert.deepEqual(
      [alone.material, alone.needsApproval, alone.changes[0]?.category],
      [true, ['a'], 'purpose'],
    );
    const together = judged([grave], declaration, ['a']);
    assert.deepEqual([together.material, together.computed, together.needsApproval], [false, true, []]);
    assert.equal(together.changes[0]?.category, 'spelling');
  });

  test('lowers the whole only with a second person for each section that matters', () => {
    const found = [grave, change('b', ['rights']), change('c', [], { isEditorial: true })];
    const one = judged(found, { material: false }, ['a']);
    assert.deepEqual([one.material, one.needsApproval], [true, ['b']]);
    const both = judged(found, { material: false }, ['a', 'b']);
    assert.deepEqual([both.material, both.needsApproval], [false, []]);
    assert.deepEqual(judged(found, { material: false }).needsApproval, ['a', 'b']);
  });

  test('needs nobody to say that what does not matter does not', () => {
    const { material, needsApproval } = judged([editorial], { material: false });
    assert.deepEqual([material, needsApproval], [false, []]);
  });

  test('who calls a section both spelling and purpose is believed in the greater', () => {
    const declaration = { changes: [{ section: 'a', category: 'spelling' as const }, { section: 'a', category: 'purpose' as const }] }; // prettier-ignore
    assert.deepEqual([judged([grave], declaration).needsApproval, judged([grave], declaration).changes[0]?.category], [[], 'purpose']); // prettier-ignore
  });

  test('hears of a change declared where nothing changed, and it counts', () => {
    const { findings, material } = judged([editorial], { changes: [{ section: 'aa', category: 'purpose' }] });
    assert.deepEqual(
      findings.map(({ code, pointer, severity, suggestion }) => [code, pointer, severity, suggestion]),
      [['section-unchanged', '/changes/0/section', 'warning', 'a']],
    );
    assert.ok(material);
  });

  test('alone never makes it smaller than computed', () => {
    const arbitraryChange = fc.record({
      section: fc.constantFrom('a', 'b', 'c'),
      covers: fc.uniqueArray(fc.constantFrom(...DUTIES)),
      kind: fc.constantFrom('added', 'removed', 'reworded', 'moved', 'renamed'),
      isEditorial: fc.boolean(),
    });
    const declared = fc.record({
      changes: fc.array(
        fc.record({
          section: fc.constantFrom('a', 'b', 'c', 'd'),
          category: fc.constantFrom(...CHANGE_CATEGORIES),
        }),
      ),
      material: fc.option(fc.boolean(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(arbitraryChange, { maxLength: 5 }), declared, (found, declaration) => {
        const { computed, material, changes } = judged(found, declaration);
        assert.ok(material || !computed);
        assert.ok(changes.every((own) => own.material || isEditorial(own.computed)));
        // Approved in every section, the author's word is what counts.
        const approved = judged(found, { ...declaration, material: false }, ['a', 'b', 'c']);
        assert.deepEqual(approved.needsApproval, []);
      }),
      { numRuns: 300, seed: 20261123 },
    );
  });
});

describe('purposes to renew', () => {
  const codes = (found: FoundChange[], renewPurposes: string[], changes?: Declaration['changes']): string[] =>
    judged(found, { renewPurposes, changes }).findings.map(({ code, pointer }) => `${code} ${pointer}`);

  test('rest on consent', () => {
    const found = [change('a', ['purposes'])];
    assert.deepEqual(codes(found, ['direct-marketing', 'survey']), []);
    assert.deepEqual(codes(found, ['direct-marketing', 'recruitment', 'news']), [
      'not-by-consent /renewPurposes/1',
      'unknown-purpose /renewPurposes/2',
    ]);
  });

  test('are founded on a change in what consent is informed of', () => {
    for (const duty of DUTIES) {
      const isFounded = ['identity', 'dpo', 'purposes', 'interests', 'recipients', 'transfers', 'automated-decisions'].includes(duty); // prettier-ignore
      assert.deepEqual(
        codes([change('a', [duty])], ['survey']),
        isFounded ? [] : ['renewal-unfounded /renewPurposes'],
        duty,
      );
      assert.deepEqual(codes([change('a', [duty], { isEditorial: true })], ['survey']), [
        'renewal-unfounded /renewPurposes',
      ]);
    }
  });

  test('are founded on what the author declares, too', () => {
    assert.deepEqual(codes([], ['survey'], [{ section: 'a', category: 'purpose' }]), [
      'section-unchanged /changes/0/section',
    ]);
    assert.deepEqual(codes([], ['survey']), ['renewal-unfounded /renewPurposes']);
    assert.deepEqual(codes([], []), []);
  });
});
