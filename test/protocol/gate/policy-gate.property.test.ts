/** What holds of the gate for every document that the schema accepts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { gatePolicy } from '../../../src/protocol/gate/policy-gate.ts';
import { parse } from '../../../src/protocol/parse.schema.ts';
import { DUTIES } from '../../../src/protocol/policy-terms.ts';
import type { PolicySection } from '../../../src/protocol/policy-text.schema.ts';
import { policyVersionSchema } from '../../../src/protocol/policy.schema.ts';
import type { PolicyVersionDocument } from '../../../src/protocol/policy.schema.ts';
import { CORRECTED, PLACE, WITH_MISTAKES, findingsOf, saying } from '../../helpers/policy-gated.ts';
import { policyText } from '../../helpers/policy-made.ts';

const RUNS = { numRuns: 200, seed: 20261123 };

/** Sentences of both samples, and any letters, so that rules meet words they know in places they do not. */
const sentences = JSON.stringify([CORRECTED.texts, WITH_MISTAKES.texts]).match(/(?<="text":")[^"\\]+/g) ?? [];
const anyWords = fc.oneof(
  fc.constantFrom(...sentences),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('?', '.', ' ', '@', '"', '(', 'we', 'may ', 'Â', '12 ', 'months '),
    minLength: 1,
  }),
);
const coversOf = fc.option(fc.uniqueArray(fc.constantFrom(...DUTIES)), { nil: undefined });

const version: fc.Arbitrary<PolicyVersionDocument> = fc
  .record({
    texts: fc.dictionary(fc.constantFrom('en', 'de', 'en-GB', 'fr', 'zh-Hant'), policyText, { minKeys: 1 }),
    words: fc.array(anyWords, { minLength: 1, maxLength: 6 }),
    covers: coversOf,
    collects: fc.uniqueArray(fc.constantFrom(...CORRECTED.collects)),
  })
  .map(({ texts, words, covers, collects }) => {
    const own: PolicySection = {
      id: 'own',
      heading: 'Words',
      covers,
      blocks: words.map((text) => ({ kind: 'paragraph', text: [{ text }] })),
    };
    const entries = Object.entries(texts).map(([language, text]) => [
      language,
      { ...text, sections: [...text.sections, own] },
    ]);
    const document = {
      ...CORRECTED,
      collects,
      texts: Object.fromEntries(entries) as PolicyVersionDocument['texts'],
    };
    return JSON.parse(JSON.stringify(document)) as PolicyVersionDocument;
  });

describe('the gate, for any document', () => {
  test('answers, with findings that point at something in it', () => {
    let accepted = 0;
    fc.assert(
      fc.property(version, (document) => {
        if (parse(policyVersionSchema, document).value === undefined) return;
        accepted += 1;
        for (const { pointer, code, requirement } of findingsOf(gatePolicy(document, PLACE))) {
          assert.match(code, /^[a-z-]+$/);
          assert.match(requirement, /^(T([1-9]|1[0-4])|[LS]-\d\d)$/);
          const keys = pointer.split('/').slice(1);
          const there = keys.reduce<unknown>(
            (value, key) => (value as Record<string, unknown> | undefined)?.[key],
            document,
          );
          assert.notEqual(there, undefined, pointer);
        }
      }),
      RUNS,
    );
    assert.ok(accepted > RUNS.numRuns / 2);
  });

  test('says the same of the same document, and changes nothing in it', () => {
    fc.assert(
      fc.property(version, (document) => {
        const before = JSON.stringify(document);
        assert.deepEqual(gatePolicy(document, PLACE), gatePolicy(document, PLACE));
        assert.equal(JSON.stringify(document), before);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });
});

/** Milliseconds of this process; other work on the machine does not count. */
function spent(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('the gate, for 50,000 words', () => {
  const filled = (words: readonly string[]): string =>
    Array.from({ length: 50_000 }, (_, index) => words[(index * 7919) % words.length]).join(' ');
  const wordsOf = (language: string): string[] =>
    (JSON.stringify(CORRECTED.texts[language]).match(/(?<="text":")[^"\\]+/g) ?? []).join(' ').split(' ');

  for (const language of ['en', 'de']) {
    test(`is done in well under a second: one paragraph, in ${language}`, () => {
      const document = saying(language, filled(wordsOf(language)));
      gatePolicy(CORRECTED, PLACE);
      assert.ok(spent(() => gatePolicy(document, PLACE)) < 1500);
    });
  }

  test('is done in time: thousands of sections that declare what they cover', () => {
    const sections = Array.from({ length: 5000 }, (_, index) => ({
      id: `s${index}`,
      heading: 'Your rights',
      covers: [...DUTIES],
      blocks: [{ kind: 'paragraph' as const, text: [{ text: 'one two three four five six seven eight' }] }],
    }));
    const document = { ...CORRECTED, texts: { en: { title: 'Policy', sections } } };
    assert.ok(spent(() => gatePolicy(document, PLACE)) < 3000);
  });

  // What each expression starts with, again and again: none may look far from each start.
  for (const words of ['complain', 'Sicherung', 'nicht', 'not', 'consent', 'a.a@b.', '?', 'tick the box', '12 months', 'we may share data', 'Einwilligung', '(']) {
    test(`is done in time when it hears nothing but: ${words}`, () => {
      for (const language of ['en', 'de']) {
        const document = saying(language, `${words} `.repeat(50_000 / words.split(' ').length));
        assert.ok(spent(() => gatePolicy(document, PLACE)) < 2000);
      }
    });
  }
}); // prettier-ignore
