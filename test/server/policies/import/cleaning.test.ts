/** What is taken out, what is flagged, and that both are said with their places. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { imported, note, shown } from '../../../helpers/imported-policy.ts';

const text = async (source: string, name = 'a.md', options = {}): Promise<unknown[]> =>
  (await imported(source, name, options)).blocks.map(shown);

describe('cleaning', () => {
  test('takes out scripts, styles, frames, handlers, comments and drawings, and says on which lines', async () => {
    const read = await imported(
      `<p onclick="x()">a</p>
<script>alert(1)</script><style>p{}</style>
<iframe src="https://example.com">b</iframe>
<!-- c --><svg><text>d</text></svg>
<p>e<img src=x onerror=x() alt="f"></p>`,
      'a.html',
    );
    assert.deepEqual(read.blocks.map(shown), ['a', 'ef']);
    const lines = Object.fromEntries(read.notes.map(({ code, lines }) => [code, lines]));
    assert.deepEqual(lines['handler-removed'], [1, 5]);
    assert.deepEqual(lines['code-removed'], [2]);
    assert.equal(note(read, 'code-removed')?.count, 2);
    assert.deepEqual(lines['frame-removed'], [3]);
    assert.deepEqual(lines['comment-removed'], [4]);
    assert.deepEqual(lines['media-removed'], [4]);
  });

  test('keeps the text of links that lead nowhere good', async () => {
    const source = '[a](javascript:alert%281%29) [b](data:text/html,x) [c](vbscript:x) [d](/e) [f](#g) [h](https://i@j.example)'; // prettier-ignore
    const read = await imported(source, 'a.md');
    assert.deepEqual(read.blocks.map(shown), ['a b c d f h']);
    assert.equal(note(read, 'unsafe-link')?.count, 4);
    assert.equal(note(read, 'relative-link')?.count, 1);
    assert.equal(note(read, 'link-inside')?.count, 1);
  });

  test('resolves relative links when it is told what they are relative to', async () => {
    const base = 'https://example.com/legal/privacy';
    assert.deepEqual(await text('[a](../b) [c](//d.example/e)', 'a.md', { base }), [
      '[a](https://example.com/b) [c](https://d.example/e)',
    ]);
  });

  test('takes out what nobody sees and what turns the direction of reading', async () => {
    const read = await imported('a\u202eb\u200bc\u0007d\u00a0e&#x202e;f\u2067g', 'a.md');
    assert.deepEqual(read.blocks.map(shown), ['abcd efg']);
    assert.equal(note(read, 'bidi-control')?.count, 3);
    assert.equal(note(read, 'invisible-character')?.count, 1);
    assert.equal(note(read, 'control-character')?.count, 1);
    assert.equal(note(read, 'no-break-space')?.count, 1);
  });

  test('keeps the marks that languages need', async () => {
    const persian = 'می\u200cخواهم \u200fא';
    assert.deepEqual(await text(persian), [persian]);
  });

  test('drops question marks that stand alone, in every format', async () => {
    for (const [name, source] of [
      ['a.md', 'a\n\n?\n\nb'],
      ['a.txt', 'a.\n\n ?\n\nb.'],
      ['a.html', '<p>a<p>?<p>b'],
    ] as const) // prettier-ignore
    {
      const read = await imported(source, name);
      assert.equal(read.blocks.length, 2, name);
      assert.equal(note(read, 'orphan-question-mark')?.count, 1, name);
    }
  });

  test('flags damage and leaves it as it is', async () => {
    const source =
      'Itâ€™s\n\nour â€œsiteâ€\u009d, CafÃ©\n\nlost\ufffd\n\ndon?t ask why?\n\nhttps://a.example/?b=c';
    const read = await imported(source, 'a.md');
    assert.equal(read.blocks.length, 5);
    assert.deepEqual(note(read, 'damaged-encoding')?.lines, [1, 3]);
    assert.equal(note(read, 'damaged-encoding')?.count, 4);
    assert.deepEqual(note(read, 'replacement-character')?.lines, [5]);
    assert.deepEqual(note(read, 'question-mark-inside')?.lines, [7]);
    assert.equal(note(read, 'question-mark-inside')?.count, 1);
  });

  test('flags one mailbox in two spellings, and addresses that were hidden', async () => {
    const read = await imported('Write to Info@Example.com or [us](mailto:info@example.com), or to \\[email protected\\].', 'a.md'); // prettier-ignore
    assert.deepEqual(note(read, 'address-spellings')?.examples, ['Info@Example.com, info@example.com']);
    assert.equal(note(read, 'address-hidden')?.count, 1);
    assert.match(JSON.stringify(read.blocks), /\[email protected\]/);
  });
});

describe('encodings', () => {
  const codes = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0));
  const bytes = (...parts: (number[] | string)[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? codes(part) : part)));
  const wide = (letters: string, bigEndian: boolean): number[] =>
    codes(letters).flatMap((code) => (bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8]));

  const FILES: [string, string, Uint8Array, string][] = [
    ['Windows-1252', 'a.txt', bytes('It', [0x92], 's ours, caf', [0xe9], '.'), 'It’s ours, café.'],
    ['UTF-16 with its mark', 'a.txt', bytes([0xff, 0xfe], wide('It’s ours.', false)), 'It’s ours.'],
    ['UTF-16, big end first', 'a.txt', bytes([0xfe, 0xff], wide('It’s ours.', true)), 'It’s ours.'],
    [
      'UTF-16 without a mark',
      'a.txt',
      bytes(wide('It is ours, all of it.', false)),
      'It is ours, all of it.',
    ],
    ['what the page declares', 'a.html', bytes('<meta charset="iso-8859-2"><p>', [0xb1], 'b'), 'ąb'],
  ];
  for (const [what, name, source, expected] of FILES)
    test(`${what} is read and said so`, async () => {
      const read = await imported(source, name);
      assert.deepEqual(read.blocks.map(shown), [expected]);
      assert.equal(note(read, 'encoding-converted')?.count, 1);
    });

  test('UTF-8 needs no word, with its mark or without', async () => {
    for (const source of ['It’s ours.', '\ufeffIt’s ours.']) {
      const read = await imported(source, 'a.txt');
      assert.deepEqual(read.blocks.map(shown), ['It’s ours.']);
      assert.equal(note(read, 'encoding-converted'), undefined);
    }
  });
});
