/** The table of submissions: columns that cannot be mistaken, and text that stays text in a spreadsheet. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import type { StaffSubmission } from '../../src/protocol/staff-submissions.schema.ts';
import { columnsOf, csvWriter } from '../../src/server/submissions/csv.ts';

const FORM: FormDefinition = {
  form: 'asking',
  kind: 'contact',
  version: 1,
  languages: ['en'],
  title: 'Asking',
  purpose: 'requested-information',
  items: [
    { id: 'message', type: 'textarea', label: 'Your message', data: 'message' },
    { id: 'language', type: 'text', label: 'Your language', data: 'other' },
    { id: 'your-data', ask: ['version'] },
  ],
  consents: {
    version: { kind: 'opt-in', purpose: 'direct-marketing', channel: 'email', text: 'Tell me of the next.' },
  },
  submit: { label: 'Send' },
  after: { title: 'Thank you', message: 'We have it.' },
};

function answered(answers: Record<string, string>): StaffSubmission {
  return {
    operation: '0199a000-0000-7000-8000-000000000000',
    form: 'asking',
    version: 1,
    kind: 'contact',
    language: 'de',
    receivedAt: '2026-11-22T10:00:00.000Z',
    title: 'Asking',
    withheld: 0,
    answers: Object.entries(answers).map(([item, text]) => ({
      ...{ item, type: 'textarea', label: item },
      lines: [text],
    })),
    consents: [
      {
        consent: 'version',
        purpose: 'direct-marketing',
        channel: 'email',
        choice: 'grant',
        hash: 'sha256-x',
      },
    ],
  };
}

/** The line of a submission with this message, as a program that minds quotation marks reads it. */
async function read(answers: Record<string, string>): Promise<Record<string, string> | undefined> {
  const { head, lines } = await csvWriter(columnsOf([FORM], ['privacy-admin']));
  const text = (head + lines([answered(answers)])).slice(1);
  return Papa.parse<Record<string, string>>(text, { header: true, delimiter: ',' }).data[0];
}

/** What was sent, and what stands in the cell. */
const MESSAGES: readonly [string, string][] = [
  ...['=1+1', '+44', '-2', '@sum', '\tx', '\rx', '\nx', '  =1', '＝1', '＋1', '－1', '＠a'].map(
    (text): [string, string] => [text, `'${text}`],
  ),
  ['x;=1+1', "x;'=1+1"],
  ['x; "" =1+1;y', `x; "" '=1+1;y`],
  ['x\n=1+1', "x\n'=1+1"],
  ['x\r\n-1', "x\r\n'-1"],
  ['x\t@a', "x\t'@a"],
  ['x;＝1', "x;'＝1"],
  ['x;;\n+1;-1', "x;;\n'+1;'-1"],
  ['1 = 1, a - b; c+d', '1 = 1, a - b; c+d'],
  ['“Quoted”, "twice"\nand more', '“Quoted”, "twice"\nand more'],
  ['', ''],
];

describe('submissions as a table', () => {
  test('keeps text text, at its beginning and where a spreadsheet may part it', async () => {
    for (const [sent, cell] of MESSAGES) {
      assert.equal((await read({ message: sent }))?.['message'], cell, JSON.stringify(sent));
    }
  });

  test('begins no cell with a sign of a formula, whatever is sent; apostrophes apart it is what was sent', async () => {
    const signs = fc.constantFrom(...Array.from('=+-@＝＋－＠;"\' \t\r\nab,'));
    const texts = fc.array(signs, { maxLength: 30 }).map((letters) => letters.join(''));
    await fc.assert(
      fc.asyncProperty(texts, async (sent) => {
        const cell = (await read({ message: sent }))?.['message'] ?? '';
        const [first = '', ...others] = cell.split(/[;\t\r\n]/);
        assert.doesNotMatch(first, /^\s*[=+\-@＝＋－＠]/);
        for (const part of others) assert.doesNotMatch(part, /^[\s"]*[=+\-@＝＋－＠]/);
        assert.equal(cell.replaceAll("'", ''), sent.replaceAll("'", ''));
      }),
    );
  });

  test('names columns of questions and consents apart from those of every form', async () => {
    const line = await read({ language: 'French' });
    assert.deepEqual(Object.keys(line ?? {}), [
      'operation',
      'received',
      'version',
      'language',
      'message',
      'answers.language',
      'consents.version',
      'consents.version.words',
      'consents.version.older-wording',
      'consents.version.now',
    ]);
    assert.deepEqual(
      [line?.['language'], line?.['answers.language'], line?.['version'], line?.['consents.version']],
      ['de', 'French', '1', 'grant'],
    );
  });
});
