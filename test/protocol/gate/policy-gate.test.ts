/** The gate as a whole: a policy with every mistake is stopped, its corrected twin passes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkPolicy } from '../../../src/protocol/policy-check.ts';
import { gatePolicy } from '../../../src/protocol/gate/policy-gate.ts';
import { CORRECTED, PLACE, WITH_MISTAKES, codesOf, findingsOf, saying } from '../../helpers/policy-gated.ts';

const CONFLICTS = Array.from({ length: 14 }, (_, index) => `T${index + 1}`);
/** Those that only a person can judge. */
const JUDGED = ['T1', 'T4', 'T5', 'T6', 'T8', 'T9', 'T10', 'T11'];

describe('the publish gate', () => {
  test('has nothing to say of the corrected sample, in any of its languages', () => {
    assert.deepEqual(gatePolicy(CORRECTED, PLACE), {
      outcome: 'no-rule-objected',
      stops: [],
      questions: [],
    });
    assert.deepEqual(Object.keys(CORRECTED.texts), PLACE.site.languages);
  });

  test('stops the sample with mistakes, whose form is right', () => {
    assert.deepEqual(checkPolicy(WITH_MISTAKES), []);
    assert.equal(gatePolicy(WITH_MISTAKES, PLACE).outcome, 'stopped');
  });

  for (const language of ['en', 'de']) {
    const findings = findingsOf(gatePolicy(WITH_MISTAKES, PLACE)).filter(({ pointer }) =>
      pointer.startsWith(`/texts/${language}`),
    );
    for (const conflict of CONFLICTS) {
      test(`finds ${conflict} in the sample with mistakes, in ${language}`, () => {
        const own = findings.filter(({ requirement }) => requirement === conflict);
        assert.ok(own.length > 0);
        if (JUDGED.includes(conflict)) assert.ok(own.every(({ severity }) => severity === 'question'));
      });
    }
  }

  test('says which duties of L-10 the sample with mistakes leaves out', () => {
    const missing = gatePolicy(WITH_MISTAKES, PLACE).stops.filter(
      ({ code, pointer }) => code === 'duty-missing' && pointer === '/texts/en',
    );
    assert.deepEqual(
      missing.map(({ found }) => found),
      ['interests', 'withdrawal', 'controller-complaint', 'obligation', 'automated-decisions', 'dpo'],
    );
  });

  test('points at the section and the passage it is about', () => {
    const { questions } = gatePolicy(WITH_MISTAKES, PLACE);
    const anyPurpose = questions.find(({ code }) => code === 'any-purpose');
    assert.equal(anyPurpose?.section, 'uses');
    const at = anyPurpose.pointer.split('/').slice(1);
    const passage = at.reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key],
      WITH_MISTAKES,
    );
    assert.match(JSON.stringify(passage), /any and all purposes/);
  });

  test('asks when nothing stops and a person has to judge', () => {
    const { outcome, stops, questions } = gatePolicy(
      { ...CORRECTED, texts: { en: CORRECTED.texts['en']! } },
      PLACE,
    );
    assert.deepEqual([outcome, stops, codesOf(questions)], ['asks', [], ['language-missing']]);
  });

  test('never calls a text lawful', () => {
    const words = JSON.stringify([
      gatePolicy(CORRECTED, PLACE),
      gatePolicy(WITH_MISTAKES, PLACE),
      gatePolicy(saying('fr', 'Bonjour'), PLACE),
    ]);
    assert.doesNotMatch(
      words,
      /\b(compliant|is lawful|legal text|valid policy|rechtskonform|rechtssicher)\b/i,
    );
  });
});
