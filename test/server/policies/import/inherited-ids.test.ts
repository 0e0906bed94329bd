/** With the version before given, sections keep their ids however they are called and wherever they stand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PolicySection } from '../../../../src/protocol/policy-text.schema.ts';
import { importPolicy } from '../../../../src/server/policies/import/import-policy.ts';
import type { ImportOptions } from '../../../../src/server/policies/import/import-policy.ts';
import { DAY, imported, note, refused } from '../../../helpers/imported-policy.ts';

const RIGHTS =
  'You can ask which facts about you we hold, and get a copy of them within ten days. It costs you nothing.';
const KEEPING =
  'Letters are kept for as long as we talk with each other. Invoices stay in the cellar for eight years.';

async function version(
  source: string,
  previous?: ImportOptions['previous'],
): Promise<ImportOptions['previous']> {
  const options = { fileName: 'a.md', policy: 'privacy', language: 'en', updated: DAY, previous };
  return (await importPolicy(new TextEncoder().encode(source), options)).document;
}

const ids = (sections: readonly PolicySection[]): string[] =>
  sections.flatMap(({ id, sections: inner }) => [id, ...ids(inner ?? [])]);

describe('ids from the version before', () => {
  test('stay with what was renamed and moved; new ones are no other one’s', async () => {
    const previous = await version(
      `# P\n\n## Rights\n\n${RIGHTS}\n\n## Keeping\n\n${KEEPING}\n\n## Raffle\n\nNo.`,
    );
    const read = await imported(
      `# P\n\n## Time\n\n${KEEPING}\n\n## What you can ask\n\n${RIGHTS} Just write.\n\n## Rights\n\nSome.`,
      'b.md',
      { previous },
    );
    assert.deepEqual(ids(read.sections), ['keeping', 'rights', 'rights-2']);
    assert.deepEqual(
      read.notes.flatMap(({ code, examples }) => (code.startsWith('section-') ? [[code, ...examples]] : [])),
      [
        ['section-renamed', 'Keeping → Time', 'Rights → What you can ask'],
        ['section-moved', 'Time'],
        ['section-new', 'Rights → rights-2'],
        ['section-gone', 'Raffle (raffle)'],
      ],
    );
    assert.equal(note(read, 'id-numbered')?.count, 1);
  });

  test('stay over three versions, also where a heading comes back', async () => {
    const first = await version(`# P\n\n## Rights\n\n${RIGHTS}`);
    const second = await version(`# P\n\n## Choices\n\n${RIGHTS}`, first);
    const third = await imported(`# P\n\n## Rights\n\n${KEEPING}\n\n## Choices\n\n${RIGHTS}`, 'c.md', {
      previous: second,
    });
    assert.deepEqual(ids(third.sections), ['rights-2', 'rights']);
  });

  test('say nothing of ids made of headings where these are not used', async () => {
    const source = '# P\n\n## Note\n\nOne.\n\n## Note\n\nTwo.\n\n## 隐私\n\nThree.';
    assert.deepEqual(ids((await imported(source, 'a.md')).sections).slice(0, 2), ['note', 'note-2']);
    const read = await imported(source, 'a.md', { previous: await version(source) });
    assert.deepEqual(read.codes, ['title-guessed', 'date-assumed', 'collects-unknown'].filter((code) => read.codes.includes(code))); // prettier-ignore
  });

  test('stay where somebody wrote summaries since', async () => {
    const previous = await version(`# P\n\n## Rights\n\n${RIGHTS}`);
    for (const section of previous?.texts['en']?.sections ?? []) section.summary = 'You can ask us anything.';
    const read = await imported(`# P\n\n## Choices\n\n${RIGHTS}`, 'a.md', { previous });
    assert.deepEqual(ids(read.sections), ['rights']);
  });

  test('a section inside a new one is named after it, one inside an old one after that', async () => {
    const previous = await version(`# P\n\n## Europe\n\n${RIGHTS}\n\n## Contact\n\nWrite.`);
    const source = `# P\n\n## Old world\n\n${RIGHTS}\n\n### Contact\n\nCall.\n\n### Contact\n\nRing.\n\n## Contact\n\nWrite.`;
    const read = await imported(source, 'a.md', { previous });
    assert.deepEqual(ids(read.sections), ['europe', 'europe-contact', 'contact-2', 'contact']);
  });

  test('are refused from another policy or without the language', async () => {
    const previous = await version(`# P\n\n## Rights\n\n${RIGHTS}`);
    const source = `# P\n\n## Choices\n\n${RIGHTS}`;
    const other = await refused(source, 'a.md', { previous, policy: 'terms' });
    assert.deepEqual([other.code, other.found], ['previous-other-policy', 'privacy, not terms']);
    const language = await refused(source, 'a.md', { previous, language: 'de' });
    assert.deepEqual([language.code, language.found], ['previous-other-language', 'en, not de']);
  });
});
