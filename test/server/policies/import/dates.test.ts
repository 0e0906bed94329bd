/** Days that a text names, and how they go together with those that were given. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { datesIn } from '../../../../src/server/policies/import/dates-in-text.ts';
import { imported, note } from '../../../helpers/imported-policy.ts';

describe('days in a text', () => {
  const cases: [string, string, [string, string | undefined][]][] = [
    ['Last updated: 19 June 2018', 'en', [['updated', '2018-06-19']]],
    ['Last Updated: April 1st 2026', 'en', [['updated', '2026-04-01']]],
    ['Effective date: December 15, 2022', 'en', [['effective', '2022-12-15']]],
    ['Last modified on Sept. 3, 2024.', 'en', [['updated', '2024-09-03']]],
    ['Updated 2026-01-02, effective from 2026-02-03', 'en', [['updated', '2026-01-02'], ['effective', '2026-02-03']]], // prettier-ignore
    ['This policy was last revised on the 2nd of May 2020', 'en', []],
    ['This policy was last revised on 2nd of May 2020', 'en', [['updated', '2020-05-02']]],
    ['Last updated: 25/12/2025', 'en', [['updated', '2025-12-25']]],
    ['Last updated: 01/02/2025', 'en', [['updated', undefined]]],
    ['Last updated: 03/03/2025', 'en', [['updated', '2025-03-03']]],
    ['Last updated: 31 February 2025', 'en', [['updated', undefined]]],
    ['Stand: 1. März 2026', 'de', [['updated', '2026-03-01']]],
    ['Zuletzt aktualisiert am 01.04.2026, gültig ab 1. Mai 2026', 'de', [['updated', '2026-04-01'], ['effective', '2026-05-01']]], // prettier-ignore
    ['Dernière mise à jour : 3 février 2026', 'fr', [['updated', '2026-02-03']]],
    ['Última actualización: 3 de febrero de 2026', 'es', [['updated', '2026-02-03']]],
    ['The law of 25 May 2018', 'en', []],
    ['Outdated 2026-01-02', 'en', []],
  ];
  for (const [text, language, expected] of cases)
    test(text, () => assert.deepEqual(datesIn(text, language).map(({ kind, day }) => [kind, day]), expected)); // prettier-ignore
});

describe('the days of a version', () => {
  const TEXT = '# A\n\nLast updated: 3 May 2020\n\nEffective date: 4 June 2020\n\nb';
  const none = { updated: undefined };

  test('are those of the text when none is given', async () => {
    const read = await imported(TEXT, 'a.md', none);
    assert.deepEqual([read.version, read.lastUpdated, read.effectiveFrom], ['2020-05-03', '2020-05-03', '2020-06-04']); // prettier-ignore
    assert.equal(note(read, 'date-from-text')?.count, 2);
  });

  test('are those that were given, and the difference is said', async () => {
    const read = await imported(TEXT, 'a.md', {
      updated: '2020-05-04',
      effective: '2020-06-04',
      version: '7',
    });
    assert.deepEqual([read.version, read.lastUpdated, read.effectiveFrom], ['7', '2020-05-04', '2020-06-04']);
    const differs = note(read, 'date-differs');
    assert.equal(differs?.count, 1);
    assert.match(differs.examples[0] ?? '', /2020-05-03/);
  });

  test('stand for each other when only one is known', async () => {
    const read = await imported('# A\n\nEffective date: 4 June 2020\n\nb', 'a.md', none);
    assert.deepEqual([read.lastUpdated, read.effectiveFrom], ['2020-06-04', '2020-06-04']);
    assert.equal(note(read, 'date-assumed')?.count, 1);
  });

  test('are not guessed where a writing means two', async () => {
    const read = await imported('# A\n\nLast updated: 01/02/2020\n\nb', 'a.md', { updated: '2020-02-01' });
    assert.equal(note(read, 'date-ambiguous')?.count, 1);
  });

  test('are not looked for in long paragraphs', async () => {
    const source = `# A\n\n${'words '.repeat(40)} last updated 3 May 2020`;
    assert.equal(note(await imported(source, 'a.md'), 'date-differs'), undefined);
  });
});
