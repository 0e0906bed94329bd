/** Whatever is put into a file, nothing comes out but words and links to pages, mailboxes and telephones. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import type { PolicySection } from '../../../../src/protocol/policy-text.schema.ts';
import { policyText } from '../../../../src/protocol/policy-text.schema.ts';
import { ImportRefused } from '../../../../src/server/policies/import/refusal.ts';
import { docx, link, p } from '../../../helpers/docx-file.ts';
import { imported, runsOf } from '../../../helpers/imported-policy.ts';
import type { Read } from '../../../helpers/imported-policy.ts';

/** Ways to run a program or to hide where a link leads, each of which worked somewhere. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<script src=//evil.example/x.js></script>',
  '<ScRiPt>alert(1)</sCrIpT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" alt="a" onerror="alert(1)"//',
  '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert&#40;1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<base href="javascript:alert(1)//">',
  '<link rel=stylesheet href="javascript:alert(1)">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=submit formaction="javascript:alert(1)"></form>',
  '<button formaction=javascript:alert(1)>x</button>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="java&#9;script:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="java\u200bscript:alert(1)">x</a>',
  '<a href="\u202ejavascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="blob:https://a.example/1">x</a>',
  '<a href="view-source:https://a.example">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="https://bank.example@evil.example">x</a>',
  '<a href="https:evil.example">x</a>',
  '<a href="https:\\\\evil.example">x</a>',
  '<a href="https://a.example" onclick="alert(1)" style="background:url(javascript:alert(1))">x</a>',
  '<div style="width:expression(alert(1))">x</div>',
  '<p style=position:fixed;inset:0>x</p>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<textarea></textarea><script>alert(1)</script>',
  '<title></title><script>alert(1)</script>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<plaintext><script>alert(1)</script>',
  '<table><td background="javascript:alert(1)">x</table>',
  '<table><tr><td>a<td><script>alert(1)</script></table>',
  '[x](javascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x]( javascript:alert%281%29 "t")',
  '[x][r]\n\n[r]: javascript:alert(1)',
  '[x](data:text/html,<script>alert(1)</script>)',
  '![x](javascript:alert(1))',
  '![x"onerror="alert(1)](y)',
  '<javascript:alert(1)>',
  '[x](&#106;avascript:alert(1))',
  '[<script>alert(1)</script>](https://a.example)',
  '`<script>alert(1)</script>`',
  '```html\n<script>alert(1)</script>\n```',
  '# <img src=x onerror=alert(1)>x',
  '| a | b |\n| - | - |\n| <script>alert(1)</script> | [x](vbscript:x) |',
  '- <svg/onload=alert(1)>\n  1. [x](javascript:x)',
  'x[^1]\n\n[^1]: <img src=x onerror=alert(1)> [y](javascript:y)',
  'javascript:alert(1)',
  'https://a.example/"onmouseover="alert(1)',
  'mailto:a@b.example?body=<script>',
  '\u202etxt.exe\u202c',
  '{{constructor.constructor("alert(1)")()}}',
  '__proto__',
  '${alert(1)}',
];

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
