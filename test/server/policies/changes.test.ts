/** What `GET …/changes` answers: word by word, in outline, and in the words of the author. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PolicyChanges } from '../../../src/protocol/diff/changes.ts';
import type { DeclaredChange } from '../../../src/protocol/policy.schema.ts';
import { publishPolicy } from '../../../src/server/policies/publishing.ts';
import { startBackend } from '../../helpers/backend.ts';
import type { TestBackend } from '../../helpers/backend.ts';
import { CORRECTED, reworded } from '../../helpers/policy-gated.ts';

const changes: DeclaredChange[] = [
  { section: 'identity', category: 'other', summary: { en: 'We moved.', de: 'Wir sind umgezogen.' } },
  { section: 'contact', category: 'style' },
  { section: 'retention', category: 'retention-lengthened', summary: { en: 'We keep answers longer.' } },
];

describe('changes between two versions', () => {
  let backend: TestBackend;
  before(async () => {
    backend = await startBackend();
    const newer = {
      ...reworded(['Answers counted into marketing figures', 'Answers counted for marketing figures']),
      version: '2027-01-01',
      effectiveFrom: '2027-01-01',
      changes,
    };
    const publication = { publishedAt: backend.clock.now, by: 'Ann', isMaterial: true };
    await publishPolicy(backend.store, 'smartxpo', newer, publication);
  });
  after(() => backend.close());

  const between = async (query: Record<string, string>): Promise<PolicyChanges> => {
    const asked = new URLSearchParams({ from: CORRECTED.version, to: '2027-01-01', ...query });
    const response = await backend.fetch(`/v1/sites/smartxpo/policies/privacy/changes?${String(asked)}`);
    assert.equal(response.status, 200);
    return (await response.json()) as PolicyChanges;
  };

  test('carry what the author says of them, in the language of the text where that is said in it', async () => {
    assert.deepEqual((await between({ language: 'en' })).told, [
      { section: 'identity', summary: 'We moved.' },
      { section: 'retention', summary: 'We keep answers longer.' },
    ]);
    assert.deepEqual((await between({ language: 'de-AT' })).told, [
      { section: 'identity', summary: 'Wir sind umgezogen.' },
      { section: 'retention', summary: 'We keep answers longer.', language: 'en' },
    ]);
  });

  test('say it also of a version that cannot be compared with the older one', async () => {
    const { from, sections, told } = await between({ from: 'unknown', language: 'en' });
    assert.deepEqual([from, sections.length, told?.length], [undefined, 0, 2]);
  });

  test('leave the words of the sections out of an outline, and nothing else', async () => {
    const whole = await between({ language: 'en' });
    const outline = await between({ language: 'en', outline: 'true' });
    assert.ok(whole.sections.some(({ rows }) => rows !== undefined));
    const expected = whole.sections.map(({ rows: _words, ...section }) => section);
    assert.deepEqual(outline, { ...whole, sections: expected });
    // Kept apart: the one that was asked for first is not the answer to the other.
    assert.deepEqual(await between({ language: 'en' }), whole);
  });

  test('say nothing for authors who said nothing', async () => {
    assert.equal('told' in (await between({ from: '2018-06-19', to: CORRECTED.version })), false);
  });
});
