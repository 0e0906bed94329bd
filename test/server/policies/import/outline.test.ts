/** Headings become an outline with a title and with ids that stay. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { PolicySection } from '../../../../src/protocol/policy-text.schema.ts';
import { docx, p, r } from '../../../helpers/docx-file.ts';
import { imported, note, outline, shown } from '../../../helpers/imported-policy.ts';

const ids = (sections: readonly PolicySection[]): string[] =>
  sections.flatMap(({ id, sections: inner }) => [id, ...ids(inner ?? [])]);

/** Sections named `Part 1`, `Part 2`, … with these levels, each with a word under it. */
const levels = (...numbers: number[]): string =>
  numbers.map((level, index) => `${'#'.repeat(level)} Part ${index + 1}\n\nword\n\n`).join('');

describe('outline', () => {
  const cases: [string, string, string][] = [
    ['levels that are left out', levels(2, 5, 2), 'Part 1 (Part 2), Part 3'],
    ['levels that start low and rise', levels(4, 3, 2, 3), 'Part 1, Part 2, Part 3 (Part 4)'],
    ['a level between', levels(2, 4, 3, 4), 'Part 1 (Part 2, Part 3 (Part 4))'],
    [
      'six levels',
      `${levels(2, 3, 4, 5, 6)}## Part 6\n\nword`,
      'Part 1 (Part 2 (Part 3 (Part 4 (Part 5)))), Part 6',
    ],
  ];
  for (const [what, source, expected] of cases)
    test(what, async () => assert.equal(outline((await imported(source, 'a.md', { title: 'T' })).sections), expected)); // prettier-ignore

  test('each heading stands under the nearest one above that is of a higher level, in any document', async () => {
    const document = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(document, async (numbers) => {
        const { sections } = await imported(`word\n\n${levels(...numbers)}`, 'a.md', { title: 'T' });
        const parents: (number | undefined)[] = [];
        const visit = (section: PolicySection, parent: number | undefined): void => {
          const index = Number(section.heading.slice(5)) - 1;
          parents[index] = parent;
          for (const inner of section.sections ?? []) visit(inner, index);
        };
        for (const section of sections.slice(1)) visit(section, undefined);
        const expected = numbers.map((level, index) => {
          const above = numbers.slice(0, index).findLastIndex((other) => other < level);
          return above === -1 ? undefined : above;
        });
        assert.deepEqual(parents, expected);
      }),
    );
  });

  test('bold lines are headings where there are no others, and only reported elsewhere', async () => {
    const bold =
      '**Who we are**\n\na\n\n**What we do**\n\nb\n\n**Last updated: 1 May 2020**\n\nc\n\n**A sentence.**\n\nd';
    const alone = await imported(`# Policy\n\n${bold}`, 'a.md', { effective: '2026-02-01' });
    assert.equal(outline(alone.sections), 'Who we are, What we do');
    assert.equal(note(alone, 'heading-recognised')?.count, 2);
    const beside = await imported(`# Policy\n\n## One\n\n${bold}`, 'a.md', { effective: '2026-02-01' });
    assert.equal(outline(beside.sections), 'One');
    assert.deepEqual(note(beside, 'bold-paragraph')?.examples, ['Who we are', 'What we do']);
    const word = await imported(docx(['Who', 'a', 'What', 'b'].map((text, index) => p(r(text, index % 2 === 0 ? '<w:b/>' : ''))).join('')), 'a.docx'); // prettier-ignore
    assert.equal(outline(word.sections), 'Who, What');
  });
});

describe('title', () => {
  const cases: [string, string, string, string, string][] = [
    ['the one heading above all others', 'a.md', '# Our policy\n\n## A\n\nb', 'Our policy', 'A'],
    ['underlined', 'a.md', 'Our policy\n===\n\nA\n---\n\nb', 'Our policy', 'A'],
    ['after a date', 'a.md', '1 May 2020\n\n# Our policy\n\n## A\n\nb', 'Our policy', 'Introduction, A'],
    ['the only heading', 'a.md', '# Our policy\n\nb', 'Our policy', 'Introduction'],
    [
      'not the first of many that are equal',
      'a.md',
      '## Our policy\n\na\n\n## B\n\nc',
      'Our policy',
      'Our policy, B',
    ],
    ['of the page', 'a.html', '<title>Ours</title><h2>A</h2>b<h2>C</h2>d', 'Ours', 'A, C'],
    ['the name of the policy', 'a.md', 'a', 'Privacy', 'Introduction'],
    ['twice in plain text', 'a.txt', 'Our policy - Example\n\nOur policy\n\na.\n\nB\n\nc.', 'Our policy - Example', 'Introduction, B'], // prettier-ignore
    ['twice in Markdown', 'a.md', '# Our policy\n\n## Our policy\n\n### A\n\nb', 'Our policy', 'A'],
  ];
  for (const [what, name, source, title, sections] of cases)
    test(what, async () => {
      const read = await imported(source, name);
      assert.deepEqual([read.title, outline(read.sections)], [title, sections]);
    });

  test('given by hand', async () => {
    const same = await imported('# Our policy\n\n## A\n\nb', 'a.md', { title: 'Our policy - Example' });
    assert.deepEqual([same.title, outline(same.sections)], ['Our policy - Example', 'A']);
    const other = await imported('# Our policy\n\n## A\n\nb', 'a.md', { title: 'Words' });
    assert.deepEqual([other.title, outline(other.sections)], ['Words', 'Our policy (A)']);
  });

  test('the words that are added are those of the language', async () => {
    const { sections } = await imported('# Über uns\n\na\n\n## B\n\nc', 'a.md', { language: 'de-AT' });
    assert.equal(sections[0]?.heading, 'Einleitung');
    const japanese = await imported('# 方針\n\na\n\n## B\n\nc', 'a.md', { language: 'ja' });
    assert.equal(japanese.sections[0]?.heading, '方針');
  });
});

describe('ids', () => {
  const idsOf = async (source: string, language = 'en'): Promise<string[]> =>
    ids((await imported(source, 'a.md', { title: 'T', language })).sections);
  const of = (...headings: string[]): string =>
    headings.map((heading) => `# ${heading}\n\nword\n\n`).join('');

  test('are the words of the heading in plain letters', async () => {
    const headings = of('Who we are', 'Your Rights & Choices?', 'Café Ærø Łódź Straße', 'Children’s data', 'x', '2018', 'Constructor'); // prettier-ignore
    assert.deepEqual(await idsOf(headings), ['who-we-are', 'your-rights-choices', 'cafe-aero-lodz-strasse', 'childrens-data', 'x', 'section-2018', 'section-constructor']); // prettier-ignore
    assert.deepEqual(await idsOf(of('Über Änderungen'), 'de'), ['ueber-aenderungen']);
    assert.deepEqual(await idsOf(of('Über Änderungen')), ['uber-anderungen']);
  });

  test('do not change with the number of a chapter', async () => {
    assert.deepEqual(await idsOf(of('1\\. Who we are', '2.1 Your rights', 'a) Cookies', '7 years')), ['who-we-are', 'your-rights', 'cookies', 'section-7-years']); // prettier-ignore
  });

  test('of headings that are there again are other ones, made of the section around them', async () => {
    const source =
      '# A\n\n## Cookies\n\nword\n\n# B\n\n## Cookies\n\nword\n\n## Cookies\n\nword\n\n# x\n\na\n\n# x\n\na';
    assert.deepEqual(await idsOf(source), [
      'a',
      'cookies',
      'b',
      'b-cookies',
      'cookies-2',
      'x',
      'section-x-2',
    ]);
  });

  test('of other scripts are made of their letters and stay the same', async () => {
    const [first = '', second] = await idsOf(of('Политика GDPR', '隐私政策'));
    assert.match(first, /^section-[0-9a-f]{10}$/);
    assert.notEqual(first, second);
    assert.deepEqual(await idsOf(of('隐私政策', 'Политика GDPR')), [second, first]);
  });

  test('are unique and valid for any headings', async () => {
    const heading = fc.oneof(fc.constantFrom('x', 'a', 'section x', 'Cookies', 'x-2', 'prototype', '1.', 'ж'), fc.string({ minLength: 1, maxLength: 90 })); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(heading, { minLength: 1, maxLength: 8 }), async (headings) => {
        const escaped = headings.map((text) =>
          text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`),
        );
        const html = escaped.map((text) => `<h2>${text}</h2><p>word`).join('');
        const found = ids((await imported(html, 'a.html', { title: 'T' })).sections);
        assert.equal(new Set(found).size, found.length);
      }),
    );
  });
});

describe('headings of plain text', () => {
  const outlineOf = async (source: string): Promise<string> =>
    outline((await imported(source, 'a.txt')).sections);

  test('are numbered, in capitals, questions or in lower case after the first letter', async () => {
    const source = 'Policy\n\n1. Who we are\n\nUs.\n\n2. WHAT WE DO\n\nThis.\n\n2.1 More of it\n\nThat.\n\nwhy?\n\nIs this yours?\n\nNo.'; // prettier-ignore
    assert.equal(await outlineOf(source), '1. Who we are, 2. WHAT WE DO (2.1 More of it), Is this yours?');
  });

  test('are neither items, addresses, dates nor the last words', async () => {
    const source = `Policy

Where we are

Example Ltd

1 High Street

London

Write to us:

By post

or to a@example.com

1. first

2. second

Last updated: 1 January 2026

The end`;
    const read = await imported(source, 'a.txt');
    assert.equal(outline(read.sections), 'Introduction');
    assert.ok(read.blocks.map(shown).some((block) => JSON.stringify(block) === '{"ol":["first","second"]}'));
  });
});
