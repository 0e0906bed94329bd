/** Whatever is put into a file, nothing comes out but words and links to pages, mailboxes and telephones. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import type { PolicySection } from '../../../../src/protocol/policy-text.schema.ts';
import { policyText } from '../../../../src/protocol/policy-text.schema.ts';
import { ImportRefused } from '../../../../src/server/policies/import/refusal.ts';
import { docx, link, p } from '../../../helpers/docx-file.ts';
import { PAYLOADS } from '../../../helpers/hostile-words.ts';
import { imported, runsOf } from '../../../helpers/imported-policy.ts';
import type { Read } from '../../../helpers/imported-policy.ts';

const KEYS = new Set(['text', 'href', 'strong', 'emphasis']);
const LINK = /^(https?:\/\/|mailto:|tel:)[^\s<>"\\]*$/;

function checkClean({ title, sections, blocks }: Read): void {
  assert.ok(v.is(policyText, { title, sections }));
  const headings = (section: PolicySection): string[] => [section.heading, ...(section.sections ?? []).flatMap(headings)]; // prettier-ignore
  const runs = blocks.flatMap(runsOf);
  for (const { text, href, ...rest } of runs) {
    assert.ok(Object.keys(rest).every((key) => KEYS.has(key)));
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Cs}]/u);
    if (href === undefined) continue;
    assert.match(href, LINK);
    const { protocol, username, password } = new URL(href);
    assert.ok(['http:', 'https:', 'mailto:', 'tel:'].includes(protocol), href);
    assert.equal(username + password, '');
  }
  for (const words of [title, ...sections.flatMap(headings)])
    assert.doesNotMatch(words, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
}

async function check(source: string | Uint8Array, name: string, base?: string): Promise<void> {
  try {
    checkClean(await imported(source, name, { base }));
  } catch (error) {
    // Refused is as good: nothing comes out.
    if (!(error instanceof ImportRefused)) throw error;
    assert.notEqual(error.refusal.code, 'not-valid');
  }
}

describe('a hostile file', () => {
  for (const payload of PAYLOADS)
    test(payload, async () => {
      for (const name of ['a.md', 'a.html', 'a.txt']) {
        await check(payload, name);
        await check(`# Title\n\nwords ${payload} words\n\n${payload}\n\nmore`, name);
      }
    });

  test('no script is read as text, in HTML or in Markdown', async () => {
    for (const payload of PAYLOADS.filter((each) => each.startsWith('<script')))
      for (const name of ['a.md', 'a.html']) {
        const { blocks } = await imported(`<p>words</p>${payload}<p>words</p>`, name);
        assert.equal(blocks.flatMap(runsOf).map(({ text }) => text).join(), 'words,words'); // prettier-ignore
      }
  });

  test('any of it together, in any order, in any format', async () => {
    const parts = fc.oneof(
      fc.constantFrom(...PAYLOADS),
      fc.constantFrom(' ', '\n', '\n\n', '<', '>', '"', '`', '*', '_', '[', '](', ')', '# ', '- ', '| ', '&#', ';', '\\'), // prettier-ignore
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const property = fc.asyncProperty(
      fc.array(parts, { maxLength: 12 }),
      fc.constantFrom('a.md', 'a.html', 'a.txt'),
      fc.constantFrom(undefined, 'https://example.com/a/b'),
      (pieces, name, base) => check(pieces.join(''), name, base),
    );
    await fc.assert(property, { numRuns: 1500 });
  });

  test('links of DOCX', async () => {
    const targets = ['javascript:alert(1)', 'JAVASCRIPT:x', 'data:text/html,x', 'file:///c:/x', '../x', 'https://a.example/']; // prettier-ignore
    const body = p('Head', 'Heading1') + p('Words') + targets.map((_, index) => p(link(`l${index}`, `rId${index + 10}`))).join(''); // prettier-ignore
    const read = await imported(docx(body, targets), 'a.docx');
    checkClean(read);
    const links = read.blocks.flatMap(runsOf).flatMap(({ href }) => href ?? []);
    assert.deepEqual(links, ['https://a.example/']);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PAYLOADS), (payload) => {
        const escaped = payload
          .replace(/[\p{Cc}]/gu, ' ')
          .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
        return check(docx(p(escaped) + p(link('x', 'rId10')), [escaped]), 'a.docx');
      }),
    );
  });
});
