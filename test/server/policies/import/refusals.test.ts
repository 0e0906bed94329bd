/** Files that cannot be imported: a clear refusal, never half a text, never a crash. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { docx, p } from '../../../helpers/docx-file.ts';
import { imported, refused } from '../../../helpers/imported-policy.ts';

const many = (count: number, text: string): string => text.repeat(count);

/** A directory that promises less than is packed. */
function lying(size: number): Uint8Array {
  const bytes = docx(p(many(size, 'x')));
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 4; at += 1)
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > size) view.setUint32(at + 24, 1000, true); // prettier-ignore
  return bytes;
}

function ole(name: string): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (let index = 0; index < name.length; index += 1) bytes[1024 + index * 2] = name.charCodeAt(index);
  return bytes;
}

function encryptedZip(): Uint8Array {
  const bytes = docx(p('x'));
  bytes[6] = (bytes[6] ?? 0) | 1;
  return bytes;
}

function broken(): Uint8Array {
  const bytes = docx(p(many(2000, 'words ')));
  return bytes.fill(7, 600, 900);
}

const FILES: [string, string, string | Uint8Array, string][] = [
  ['nothing', 'a.md', '', 'empty'],
  ['only spaces', 'a.txt', ' \n\t\u00a0\r\n', 'empty'],
  ['10 MB', 'a.txt', many(2_000_000, 'word '), 'too-large'],
  ['3 MB of text', 'a.txt', many(600_000, 'word '), 'too-long'],
  ['a text whose document is larger than 1 MB', 'a.txt', many(220_000, 'word '), 'too-long'],
  ['bytes', 'a.txt', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256), 'binary'],
  ['a picture', 'a.md', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1]), 'unknown-format'], // prettier-ignore
  ['a PDF that is called text', 'a.txt', '%PDF-1.7\n', 'unknown-format'],
  ['RTF', 'a.txt', '{\\rtf1 words}', 'unknown-format'],
  ['another ending', 'a.odt', 'words', 'unknown-format'],
  ['no ending', 'policy', 'words', 'unknown-format'],
  ['an archive of something else', 'a.zip', zipSync({ 'a.txt': strToU8('x') }), 'unknown-format'],
  ['a Word document of old', 'a.doc', ole('WordDocument'), 'unknown-format'],
  ['a DOCX with a password', 'a.docx', ole('EncryptedPackage'), 'encrypted'],
  ['a DOCX that an archiver encrypted', 'a.docx', encryptedZip(), 'encrypted'],
  ['a DOCX that is a text', 'a.docx', 'words', 'damaged'],
  ['a DOCX without a document', 'a.docx', zipSync({ 'a.xml': strToU8('<a/>') }), 'damaged'],
  ['a DOCX that ends early', 'a.docx', docx(p('x')).subarray(0, 900), 'damaged'],
  ['a DOCX with broken bytes', 'a.docx', broken(), 'damaged'],
  ['a DOCX with broken XML', 'a.docx', docx('<w:p><w:r>'), 'damaged'],
  ['a DOCX with entities of its own', 'a.docx', docx('', [], { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), 'damaged'], // prettier-ignore
  ['a zip bomb', 'a.docx', docx(p(many(40_000_000, 'x'))), 'archive-too-large'],
  ['a zip bomb that lies', 'a.docx', lying(40_000_000), 'damaged'],
  ['an archive of 3,000 files', 'a.docx', zipSync(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${index}.xml`, strToU8('<a/>')]))), 'archive-too-large'], // prettier-ignore
  ['a DOCX with 5,000 tables in each other', 'a.docx', docx(`${many(5000, '<w:tbl><w:tr><w:tc>')}${p('x')}${many(5000, '</w:tc></w:tr></w:tbl>')}`), 'too-deep'], // prettier-ignore
  ['10,000 divs', 'a.html', `${many(10_000, '<div>')}x`, 'too-deep'],
  ['10,000 lists', 'a.html', `${many(10_000, '<ul><li>')}x`, 'too-deep'],
  ['10,000 lists on one line of Markdown', 'a.md', `${many(10_000, '- ')}x`, 'too-deep'],
  ['900 lists on lines of Markdown', 'a.md', Array.from({ length: 900 }, (_, index) => `${many(index, '  ')}- x`).join('\n'), 'too-deep'], // prettier-ignore
  ['10,000 quotes', 'a.md', `${many(10_000, '>')}x`, 'too-deep'],
  ['10,000 divs in Markdown', 'a.md', `# a\n\n${many(10_000, '<div>')}x`, 'too-deep'],
  ['100,000 open brackets', 'a.md', many(100_000, '!['), 'too-deep'],
  ['100,000 stars', 'a.md', many(50_000, '**a'), 'too-deep'],
  ['1,000 lists in plain text', 'a.txt', Array.from({ length: 1000 }, (_, index) => `${many(index, ' ')}- x`).join('\n'), 'too-deep'], // prettier-ignore
  ['headings alone', 'a.md', '# One\n\n## Two\n\n## Three\n', 'headings-only'],
  ['scripts alone', 'a.html', '<script>words</script><style>words</style>', 'no-text'],
  ['stray question marks alone', 'a.txt', '?\n\n?\n', 'no-text'],
];

describe('a file that is refused', () => {
  for (const [what, name, source, code] of FILES)
    test(`${what}: ${code}`, async () => {
      const refusal = await refused(source, name);
      assert.equal(refusal.code, code);
      assert.notEqual(refusal.expected, '');
      assert.notEqual(refusal.found ?? '', '');
      assert.notEqual(refusal.advice, '');
    });

  test('a version that takes effect before its update: too-early', async () => {
    const { code, expected, found } = await refused('# A\n\nb', 'a.md', { updated: '2026-02-01', effective: '2026-01-31' }); // prettier-ignore
    assert.deepEqual([code, expected.slice(0, 10), found], ['too-early', '2026-02-01', '2026-01-31']);
    const inText = await refused('# A\n\nEffective date: 3 May 2020\n\nb', 'a.md', { updated: '2026-02-01' });
    assert.deepEqual([inText.code, inText.found], ['too-early', '2020-05-03']);
  });

  test('a version without a day: date-missing', async () => {
    assert.equal((await refused('# A\n\nb', 'a.md', { updated: undefined })).code, 'date-missing');
  });
});

describe('a file that is long or strange, and imported', () => {
  const LONG: [string, string, string][] = [
    ['one word of 400,000 letters', 'a.md', many(400_000, 'a')],
    ['300,000 spaces', 'a.md', `x${many(300_000, ' ')}y`],
    ['what begins like addresses', 'a.txt', `${many(100_000, 'a.')}@`],
    ['what begins like query strings', 'a.md', many(100_000, 'a/?')],
    ['3,000 bold lines', 'a.html', `<b>${many(3000, '<p>x</p>')}`],
    ['cells over 9,999 rows and columns', 'a.html', `<table><tr>${many(5, '<td rowspan=9999 colspan=9999>x</td>')}</tr>${many(50, '<tr><td>y<td>z')}</table>`], // prettier-ignore
    ['50 lists in each other', 'a.html', many(50, '<ul><li>x')],
  ];
  for (const [what, name, source] of LONG)
    test(what, async () => assert.ok((await imported(source, name)).blocks.length > 0));
});
