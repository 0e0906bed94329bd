/** Translations on their way to a spreadsheet and back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Papa from 'papaparse';
import { formIn } from '../../src/protocol/form-text.schema.ts';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import { authoredForm } from '../../src/studio/designer/model/authored.ts';
import type { AuthoredForm } from '../../src/studio/designer/model/authored.ts';
import { saidAt } from '../../src/studio/designer/model/edits.ts';
import { historyOf, perform } from '../../src/studio/designer/text/history.ts';
import { csvChanges, translationsCsv } from '../../src/studio/designer/views/translations-csv.ts';
import { SMALL_FORM } from '../helpers/small-form.ts';

interface Opened {
  text: string;
  form: AuthoredForm;
  definition: FormDefinition;
}

function opened(text: string): Opened {
  const json: unknown = JSON.parse(text);
  const { definition, findings } = formIn(json);
  assert.ok(definition, JSON.stringify(findings));
  return { text, form: authoredForm(json), definition };
}

const formWith = (change: object): Opened =>
  opened(JSON.stringify({ ...SMALL_FORM, form: 'contact', languages: ['en', 'de', 'fr'], ...change }, null, 2)); // prettier-ignore

/** The form after a file came back. */
function uploaded({ text, form, definition }: Opened, csv: string) {
  const { commands, ...told } = csvChanges(csv, form, definition);
  return { ...told, ...opened(perform(historyOf(text), commands).text) };
}

const rowsOf = (csv: string): string[][] =>
  Papa.parse<string[]>(csv.replace('\uFEFF', ''), { delimiter: ',' }).data;
const csvOf = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  Papa.unparse(rows.map((row) => [...row]), { delimiter, newline: '\r\n' }); // prettier-ignore

/** What translators write that a table could trip over. */
const HARD = [
  'Say "yes", or „ja“',
  'one line\nand another\n\nand one more',
  'a; b, c | d',
  ';;;;\n;;;;\n;;;;',
  '=HYPERLINK("https://evil.example";"x")',
  '+44 20 7946 0000',
  '-1 or @you',
  "'=quoted",
  "''@twice",
  "'tis",
  'Größe 😀 العربية',
];

describe('translations as a file', () => {
  test('have a line for every text and a column for every language, which spreadsheets read', () => {
    const { form, definition } = formWith({ translations: { de: { title: 'Schreiben' } } });
    const csv = translationsCsv(form, definition);
    assert.ok(csv.startsWith('\uFEFFpath,en,de,fr\r\n'));
    const [, title, ...others] = rowsOf(csv);
    assert.deepEqual(title, ['title', 'Write to us', 'Schreiben', '']);
    assert.deepEqual(others.map(([path]) => path), ['email.label', 'notice.text', 'submit.label', 'after.title', 'after.message']); // prettier-ignore
  });

  for (const words of HARD) {
    test(`come back as they went: ${JSON.stringify(words)}`, () => {
      const before = formWith({
        title: words,
        translations: { de: { title: words, 'submit.label': words } },
      });
      const csv = translationsCsv(before.form, before.definition);
      for (const cell of rowsOf(csv).flat())
        assert.doesNotMatch(cell, /^[=+\-@\t\r]/, 'nothing to reckon with');
      const same = uploaded(before, csv);
      assert.deepEqual([same.text, same.changed, same.unknown, same.outdated], [before.text, 0, [], []]);

      const bare = formWith({ title: words });
      const filled = uploaded(bare, csv);
      assert.deepEqual([filled.changed, filled.unknown, filled.outdated], [2, [], []]);
      assert.equal(saidAt(filled.form, 'de', 'title'), words);
      assert.equal(saidAt(filled.form, 'de', 'submit.label'), words);
    });
  }

  test('come back from spreadsheets of other countries, with other line ends, gaps and spaces', () => {
    const before = formWith({ title: 'two\nlines ' });
    const rows = [['path', 'en', 'de', 'fr'], ['title', 'two\r\nlines', ' Ein\r\nTitel ', ''], ['', '', '', ''], ['submit.label', 'Send', 'Ab;senden', 'Envoyer']]; // prettier-ignore
    for (const delimiter of [';', '\t', ',']) {
      const after = uploaded(before, csvOf(rows, delimiter));
      assert.deepEqual([after.changed, after.unknown, after.outdated], [3, [], []], delimiter);
      assert.equal(saidAt(after.form, 'de', 'title'), 'Ein\nTitel');
      assert.equal(saidAt(after.form, 'de', 'submit.label'), 'Ab;senden');
      assert.equal(saidAt(after.form, 'fr', 'submit.label'), 'Envoyer');
    }
  });

  test('of an older source are left alone and named', () => {
    const before = formWith({ translations: { de: { title: 'Alt' } } });
    const rows = [
      ['path', 'en', 'de'],
      ['title', 'Write', 'Neu'],
      ['submit.label', 'Send', 'Senden'],
    ];
    const after = uploaded(before, csvOf(rows));
    assert.deepEqual([after.changed, after.outdated, after.unknown], [1, ['title'], []]);
    assert.equal(saidAt(after.form, 'de', 'title'), 'Alt');
    assert.equal(saidAt(after.form, 'de', 'submit.label'), 'Senden');
  });

  test('of a text that the form does not have are named, and nothing is made of them', () => {
    const before = formWith({});
    const after = uploaded(before, csvOf([['path', 'en', 'de'], ['titel', 'Write to us', 'Titel'], ['toString', '', 'x']])); // prettier-ignore
    assert.deepEqual([after.unknown, after.changed, after.text], [['titel', 'toString'], 0, before.text]);
  });

  test('in a language that the form does not have change nothing, nor does an empty cell', () => {
    const before = formWith({ translations: { de: { title: 'Titel' } } });
    const after = uploaded(
      before,
      csvOf([
        ['path', 'en', 'es', 'de'],
        ['title', 'Write to us', 'Hola', ''],
      ]),
    );
    assert.deepEqual([after.text, after.changed], [before.text, 0]);
  });

  test('change nothing where the file is empty or something else', () => {
    const before = formWith({});
    for (const csv of ['', '\uFEFF', 'nothing', 'path\r\n'])
      assert.equal(uploaded(before, csv).text, before.text);
  });
});
