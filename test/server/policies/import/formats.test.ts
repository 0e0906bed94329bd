/** Lists, tables, links, addresses and stress come through in every format. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { docx, item, link, p, r, table } from '../../../helpers/docx-file.ts';
import { imported, note, outline, shown } from '../../../helpers/imported-policy.ts';
import type { Read } from '../../../helpers/imported-policy.ts';

const ADDRESS = 'Example Ltd\n1 High Street\nLondon';

/** The same document in every format. */
const SAME: Record<string, { name: string; source: string | Uint8Array }> = {
  Markdown: {
    name: 'p.md',
    source: `Our policy
==========

Last **updated**: 1 January 2026

Who we are
----------

Example Ltd${'  '}
1 High Street\\
London

#### What we *do*

See [our page](https://example.com/a) or write to [\\[us\\]](mailto:a@example.com).

* one
  * inner
* two

1. first
2. second

| Kind | Why |
| --- | --- |
| Name | to **reply** |
`,
  },
  HTML: {
    name: 'p.html',
    source: `<!doctype html><title>Page</title><h1>Our policy</h1><p>Last <b>updated</b>: 1 January 2026</p>
<h2>Who we are</h2><address>Example Ltd<br>1 High Street<br/>London</address>
<h4>What we <i>do</i></h4><p>See <a href="https://example.com/a">our page</a> or write
 to <a href="mailto:a@example.com">[us]</a>.
<ul><li>one<ul><li>inner</ul><li><p>two</p></ul><ol><li>first<li>second</ol>
<table><thead><tr><th>Kind<th>Why</thead><tbody><tr><td>Name<td>to <strong>reply</strong></table>`,
  },
  DOCX: {
    name: 'p.docx',
    source: docx(
      [
        p('Our policy', 'Title'),
        p(r('Last ') + r('updated', '<w:b/>') + r(': 1 January 2026')),
        p('Who we are', 'Heading1'),
        p(['Example Ltd', '1 High Street', 'London'].map((line) => r(line)).join('<w:r><w:br/></w:r>')),
        p(r('What we ') + r('do', '<w:i/>'), 'Heading2'),
        p(r('See ') + link('our page', 'rId10') + r(' or write to ') + link('[us]', 'rId11') + r('.')),
        item('one', 1) + item('inner', 1, 1) + item('two', 1),
        item('first', 2) + item('second', 2),
        table(['Kind', 'Why'], ['Name', r('to ') + r('reply', '<w:b/>')]),
      ].join(''),
      ['https://example.com/a', 'mailto:a@example.com'],
    ),
  },
};

function checkSame(read: Read): void {
  assert.equal(read.title, 'Our policy');
  assert.equal(outline(read.sections), 'Introduction, Who we are (What we do)');
  assert.deepEqual(read.sections.map(({ id }) => id), ['introduction', 'who-we-are']); // prettier-ignore
  assert.deepEqual(read.blocks.map(shown), [
    'Last *updated*: 1 January 2026',
    ADDRESS,
    'See [our page](https://example.com/a) or write to [[us]](mailto:a@example.com).',
    { ul: [['one', { ul: ['inner'] }], 'two'] },
    { ol: ['first', 'second'] },
    [['Kind', 'Why'], ['Name', 'to *reply*']],
  ]); // prettier-ignore
}

describe('one document in every format', () => {
  for (const [format, { name, source }] of Object.entries(SAME))
    test(format, async () => checkSame(await imported(source, name)));

  test('plain text shows what it can', async () => {
    const source = `Our policy

Who we are

Example Ltd
1 High Street
London

See https://example.com/a, or write to a@example.com.

• one
    - inner
• two

(1) first
(2) second

What do we do?

We may use what you send us to:

answer you;
improve our pages; and
keep accounts.
That is all.

Last updated: 2026-01-01`;
    const read = await imported(source, 'p.txt', { updated: undefined });
    assert.equal(read.title, 'Our policy');
    assert.equal(outline(read.sections), 'Who we are, What do we do?');
    assert.deepEqual(read.blocks.map(shown), [
      ADDRESS,
      'See [https://example.com/a](https://example.com/a), or write to [a@example.com](mailto:a@example.com).',
      { ul: [['one', { ul: ['inner'] }], 'two'] },
      { ol: ['first', 'second'] },
      'We may use what you send us to:',
      { ul: ['answer you;', 'improve our pages; and', 'keep accounts.'] },
      'That is all.',
      'Last updated: 2026-01-01',
    ]);
    assert.equal(read.lastUpdated, '2026-01-01');
    assert.equal(note(read, 'list-recognised')?.count, 3);
  });

  test('plain text that was wrapped goes on over its lines', async () => {
    const source = `Our policy
----------

This text was written by a program that breaks its lines after seventy-two
characters, wherever a word ends there, so that a break means nothing.

- an item that is so long that it goes on over the end of its line, and of
  the one after that
`;
    const { blocks } = await imported(source, 'p.txt');
    assert.equal(blocks.length, 2);
    assert.deepEqual(shown(blocks[1]!), { ul: ['an item that is so long that it goes on over the end of its line, and of the one after that'] }); // prettier-ignore
  });
});

describe('what has no place of its own', () => {
  const cases: [string, string, string, unknown, string][] = [
    ['quotes', 'q.md', 'a\n\n> b\n>\n> c', ['a', 'b', 'c'], 'quote-flattened'],
    ['code', 'q.md', '`a` b\n\n```\nc\n d\n```', ['a b', 'c\nd'], 'code-flattened'],
    ['pictures', 'q.md', 'a ![the map](m.png) b', ['a the map b'], 'image-as-text'],
    ['definitions', 'q.html', '<dl><dt>Name<dd>as given<dd>or short</dl>', [{ ul: [['*Name*', { ul: ['as given', 'or short'] }]] }], 'definitions-flattened'], // prettier-ignore
    ['struck text', 'q.md', 'a ~~b~~', ['a b'], 'struck-text'],
    ['lists in cells', 'q.html', '<table><tr><th>A<th>B<tr><td>x<ul><li>y<li>z</ul><td></table>', [[['A', 'B'], ['x\n• y\n• z', '']]], 'cell-flattened'], // prettier-ignore
    ['spans', 'q.html', '<table><tr><th>A<th>B<tr><td rowspan=2>x<td>y<tr><td>z<tr><td colspan=2>w</table>', [[['A', 'B'], ['x', 'y'], ['', 'z'], ['w', '']]], 'table-span'], // prettier-ignore
    ['tables without a head', 'q.html', '<table><tr><td>A<td>B<tr><th>x<td>y</table>', [[['A', 'B'], ['*x*', 'y']]], 'table-head-guessed'], // prettier-ignore
    ['tables that lay out', 'q.html', '<table><tr><td>A<tr><td><p>B</table>', ['A', 'B'], 'table-unwrapped'],
    ['text after an inner list', 'q.html', '<ul><li>a<ul><li>b</ul>c</ul>', [{ ul: [['a', { ul: ['b'] }], 'c'] }], 'list-item-split'], // prettier-ignore
    ['other numbers', 'q.html', '<ol start=4 type=a><li>a</ol>', [{ ol: ['a'] }], 'list-numbering'],
    ['lists in lists without an item', 'q.html', '<ul><li>a<ul><li>b</ul><ol><li>c</ol></ul>', [{ ul: [['a', { ul: ['b', 'c'] }]] }], 'title-guessed'], // prettier-ignore
    ['footnotes', 'q.md', 'a[^1]\n\n[^1]: b', ['a[1]', { ol: ['b'] }], 'footnotes-moved'],
    ['tasks', 'q.md', '- [x] a\n- [ ] b', [{ ul: ['[x] a', '[ ] b'] }], 'title-guessed'],
    ['raised text', 'q.html', '1<sup>st</sup>', ['1st'], 'raised-text-flattened'],
    [
      'HTML in Markdown',
      'q.md',
      'a <b>b</b><br>c\n\n<div>d\n\n*e*</div>',
      ['a *b*\nc', 'd', '_e_'],
      'raw-html',
    ],
    ['form', 'q.html', '<form>a<input name=x><button>no</button></form>', ['a'], 'form-unwrapped'],
    ['hidden text', 'q.html', 'a<p hidden>b<p style="display: none">c', ['a'], 'hidden-removed'],
    ['all but the main part', 'q.html', 'x<main>a</main><footer>y z</footer>', ['a'], 'outside-main-removed'],
    ['breaks between paragraphs', 'q.html', 'a<br><br>b<br>c', ['a', 'b\nc'], 'title-guessed'],
  ];
  for (const [what, name, source, blocks, code] of cases)
    test(`${what}: ${code}`, async () => {
      const read = await imported(source, name);
      assert.deepEqual(read.blocks.map(shown), blocks);
      assert.ok(read.codes.some((each) => each === code), read.codes.join()); // prettier-ignore
    });

  test('DOCX: footnotes, tracked changes, headers of pages', async () => {
    const body =
      p('One', 'Heading1') +
      p(`${r('Text')}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
      `<w:p><w:ins w:id="1" w:author="a">${r('new')}</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>`;
    const header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Draft</w:t></w:r></w:p></w:hdr>'; // prettier-ignore
    const read = await imported(docx(body, [], { 'word/header1.xml': header }), 'q.docx', { title: 'T' });
    assert.deepEqual(read.blocks.map(shown), ['Text[1]', 'new', { ol: ['The note.'] }]);
    assert.equal(outline(read.sections), 'One, Footnotes');
    assert.equal(note(read, 'tracked-changes')?.count, 2);
    assert.deepEqual(note(read, 'page-header-left-out')?.examples, ['Draft']);
  });
});
