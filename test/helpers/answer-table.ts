/**
 * What each type of question takes as an answer, row by row, written by hand: what a visitor does in
 * the control, what goes over the wire, and what comes of it. The element and the server are both
 * held against it.
 */
import type { Question, QuestionType } from '../../src/protocol/question.schema.ts';

/** A file a visitor picks: its name on the device and its bytes. */
export interface TypedFile {
  name: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Typed text, a chosen option or a day; options or a ticked box; parts by name; a file. */
export type Typed = string | string[] | true | Record<string, string> | TypedFile;

interface Row {
  /** What it is about, for the name of the test. */
  what: string;
  /** Absent: the control cannot produce it. Empty text: the visitor leaves it. */
  typed?: Typed;
  /** The visitor's language, where it is not English. */
  language?: 'de';
  /** As it goes over the wire; absent: unanswered. */
  sent?: unknown;
  /** The bytes that go along with a file answer. */
  content?: Uint8Array<ArrayBuffer>;
  code: string;
  /** The part of the answer that the finding is about. */
  part?: string;
}

export interface AnswerRow extends Row {
  type: QuestionType;
  question: Question;
}

/** The id of every question in the table. */
export const ASKED = 'answer';

const asked = { id: ASKED, label: 'Answer', why: 'We answer with it.' } as const;
const required = { ...asked, required: true } as const;

const same = (what: string, value: string, code: string): Row => ({ what, typed: value, sent: value, code });
const raw = (what: string, sent: unknown, code: string, part?: string): Row => ({
  what,
  sent,
  code,
  ...(part === undefined ? {} : { part }),
});
const left: Row = { what: 'left', typed: '', code: 'ok' };
const missing: Row = { what: 'left although required', typed: '', code: 'required' };
const spaces: Row = { what: 'nothing but spaces', typed: '   ', code: 'ok' };
const requiredSpaces: Row = {
  what: 'nothing but spaces although required',
  typed: '   ',
  sent: '   ',
  code: 'required',
};

const PDF_TEXT = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
const PNG_BASE64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** One empty page, with spaces at its end up to `size` bytes. */
export function pdf(size = PDF_TEXT.length): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(PDF_TEXT.padEnd(size, ' '));
}

/** One pixel. */
export function png(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(PNG_BASE64), (character) => character.charCodeAt(0));
}

/** The head of a photo and nothing after it. */
export function jpg(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
  ]);
}

/** A file as a visitor picks it, and as the answer says what came along. */
function file(what: string, name: string, kind: string, content: Uint8Array<ArrayBuffer>, code: string): Row {
  return { what, typed: { name, content }, sent: { name, size: content.byteLength, kind }, content, code };
}

const options = [
  { id: 'red', label: 'Red' },
  { id: 'green', label: 'Green' },
  { id: 'blue', label: 'Blue' },
];
const FAMILY = '👩‍👩‍👧‍👦';
const longEmail = (length: number): string => '@visitor.example'.padStart(length, 'a');
const longPage = (length: number): string => 'https://visitor.example/'.padEnd(length, 'a');
const HOME = { street: '1 High Street\nFlat 2', postcode: 'N1 1AA', town: 'London', country: 'GB' };
const { postcode: _none, ...WITHOUT_POSTCODE } = HOME;
const { town: _nowhere, ...WITHOUT_TOWN } = HOME;
const grid = {
  ...asked,
  type: 'matrix',
  rows: [
    { id: 'stand', label: 'The stand' },
    { id: 'talks', label: 'The talks' },
  ],
  columns: [
    { id: 'good', label: 'Good' },
    { id: 'bad', label: 'Bad' },
  ],
} as const satisfies object;
const matrix: Question = { ...grid, rows: [...grid.rows], columns: [...grid.columns] };

const TABLE: [Question, Row[]][] = [
  [
    { ...asked, type: 'text', maxLength: 11 },
    [
      left,
      spaces,
      raw('nothing but spaces, from elsewhere', '   ', 'ok'),
      same('a name', 'Ada', 'ok'),
      { what: 'spaces around', typed: '  Ada  ', sent: 'Ada', code: 'ok' },
      same('as long as allowed', 'abcdefghijk', 'ok'),
      same('one character more', 'abcdefghijkl', 'too-long'),
      {
        what: 'as long as allowed without its spaces',
        typed: '  abcdefghijk  ',
        sent: 'abcdefghijk',
        code: 'ok',
      },
      same('an emoji of eleven code units', FAMILY, 'ok'),
      same('an emoji of eleven code units and a letter', `${FAMILY}a`, 'too-long'),
      same('letters from right to left', 'שלום', 'ok'),
      same('a combining accent', 'Andre\u0301', 'ok'),
      same('what looks like a script', '<b>&"\'</b>', 'ok'),
      same('a control character', 'A\u0007da', 'wrong-type'),
      raw('a line break', 'Ada\nL', 'wrong-type'),
      raw('a number', 7, 'wrong-type'),
      raw('true', true, 'wrong-type'),
      raw('false', false, 'wrong-type'),
      raw('null', null, 'wrong-type'),
      raw('a list', ['ada'], 'wrong-type'),
      raw('an object', { first: 'Ada' }, 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'text' }, [missing, requiredSpaces, same('200 characters', 'x'.repeat(200), 'ok'), same('201 characters', 'x'.repeat(201), 'too-long')]], // prettier-ignore
  [
    { ...asked, type: 'email' },
    [
      left,
      same('an address', 'ada@visitor.example', 'ok'),
      { what: 'spaces around', typed: ' ada@visitor.example ', sent: 'ada@visitor.example', code: 'ok' },
      same('signs that are allowed', "o'neil+news_1@mail.visitor.example", 'ok'),
      same('capitals', 'ADA@VISITOR.EXAMPLE', 'ok'),
      same('no sign', 'ada', 'not-an-email'),
      same('no domain', 'ada@', 'not-an-email'),
      same('no dot in the domain', 'ada@localhost', 'not-an-email'),
      same('two signs', 'ada@@visitor.example', 'not-an-email'),
      same('two dots', 'ada@visitor..example', 'not-an-email'),
      same('a dot at the end', 'ada@visitor.example.', 'not-an-email'),
      same('a hyphen first', 'ada@-visitor.example', 'not-an-email'),
      same('a space', 'a da@visitor.example', 'not-an-email'),
      same('a name around it', 'Ada <ada@visitor.example>', 'not-an-email'),
      same('two addresses', 'ada@visitor.example,bob@visitor.example', 'not-an-email'),
      same('an emoji', '😀@visitor.example', 'not-an-email'),
      same('254 characters', longEmail(254), 'ok'),
      same('255 characters', longEmail(255), 'too-long'),
      raw('a header smuggled in', 'ada@visitor.example\nBcc: bob@visitor.example', 'not-an-email'),
      raw('a list', ['ada'], 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'email' }, [missing, requiredSpaces, raw('empty text', '', 'required')]],
  [
    { ...asked, type: 'phone' },
    [
      left,
      same('with country code', '+44 20 7946 0000', 'ok'),
      same('of this country', '020 7946 0000', 'ok'),
      same('brackets and strokes', '+49 (0)30/123-45.67', 'ok'),
      same('an extension', '+44 20 7946 0000 ext. 12', 'ok'),
      same('Arabic digits', '٠٢٠ ٧٩٤٦ ٠٠٠٠', 'ok'),
      same('five digits', '12345', 'ok'),
      same('four digits', '1234', 'not-a-phone'),
      same('fifteen digits', '+123456789012345', 'ok'),
      same('sixteen digits', '+1234567890123456', 'not-a-phone'),
      same('letters', '0800 FLOWERS', 'not-a-phone'),
      same('two plus signs', '++44 20 7946 0000', 'not-a-phone'),
      same('a plus sign alone', '+', 'not-a-phone'),
      same('40 characters', `12345${' '.repeat(34)}6`, 'ok'),
      same('41 characters', `12345${' '.repeat(35)}6`, 'too-long'),
      raw('a number', 442079460000, 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'phone' }, [missing]],
  [
    { ...asked, type: 'url' },
    [
      left,
      same('with scheme', 'https://visitor.example/work?page=1#top', 'ok'),
      same('without scheme', 'www.visitor.example', 'ok'),
      same('a port', 'http://visitor.example:8080/', 'ok'),
      same('letters beyond ASCII', 'https://bücher.example/käse', 'ok'),
      same('a script', 'javascript:alert(1)', 'not-a-url'),
      same('a script that looks like a page', 'javascript:alert(1)//visitor.example', 'not-a-url'),
      same('a document in itself', 'data:text/html,visitor.example', 'not-a-url'),
      same('another scheme', 'ftp://visitor.example', 'not-a-url'),
      same('a name and password', 'https://ada:secret@visitor.example', 'not-a-url'),
      same('no dot', 'visitor', 'not-a-url'),
      same('a space', 'visitor.example/my work', 'not-a-url'),
      same('2000 characters', longPage(2000), 'ok'),
      same('2001 characters', longPage(2001), 'too-long'),
      raw('a line break', 'https://visitor.example/\nx', 'not-a-url'),
      raw('an object', { href: 'https://visitor.example' }, 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'url' }, [missing, requiredSpaces]],
  [
    { ...asked, type: 'number' },
    [
      left,
      spaces,
      { what: 'zero', typed: '0', sent: 0, code: 'ok' },
      { what: 'below zero', typed: '-12', sent: -12, code: 'ok' },
      { what: 'a minus sign of typesetters', typed: '\u221212', sent: -12, code: 'ok' },
      { what: 'a point', typed: '2.5', sent: 2.5, code: 'ok' },
      { what: 'a comma in English', typed: '2,5', sent: '2,5', code: 'not-a-number' },
      { what: 'a comma in German', typed: '2,5', language: 'de', sent: 2.5, code: 'ok' },
      { what: 'thousands in English', typed: '12,345.5', sent: 12345.5, code: 'ok' },
      { what: 'thousands in German', typed: '12.345,5', language: 'de', sent: 12345.5, code: 'ok' },
      { what: 'thousands with a space', typed: '12 345', sent: 12345, code: 'ok' },
      { what: 'an exponent', typed: '1e3', sent: 1000, code: 'ok' },
      { what: 'more than a number can hold', typed: '1e400', sent: '1e400', code: 'not-a-number' },
      { what: 'Arabic digits', typed: '٤٢', sent: 42, code: 'ok' },
      { what: 'letters', typed: 'twelve', sent: 'twelve', code: 'not-a-number' },
      { what: 'a unit', typed: '12 kg', sent: '12 kg', code: 'not-a-number' },
      { what: 'hexadecimal', typed: '0x10', sent: '0x10', code: 'not-a-number' },
      { what: 'a sign alone', typed: '-', sent: '-', code: 'not-a-number' },
      raw('a number as text', '12', 'not-a-number'),
      raw('true', true, 'wrong-type'),
      raw('a list', ['one'], 'wrong-type'),
      raw('null', null, 'wrong-type'),
    ],
  ],
  [
    { ...required, type: 'number', min: 1, max: 10, whole: true },
    [
      missing,
      { what: 'nothing but spaces although required', typed: '   ', code: 'required' },
      raw('spaces as text', '   ', 'not-a-number'),
      { what: 'the least', typed: '1', sent: 1, code: 'ok' },
      { what: 'the most', typed: '10', sent: 10, code: 'ok' },
      { what: 'too little', typed: '0', sent: 0, code: 'too-small' },
      { what: 'too much', typed: '11', sent: 11, code: 'too-large' },
      { what: 'a fraction', typed: '2.5', sent: 2.5, code: 'not-whole' },
      { what: 'whole with a point', typed: '2.0', sent: 2, code: 'ok' },
    ],
  ],
  [
    { ...asked, type: 'date', earliest: '2000-01-01', latest: '2030-12-31' },
    [
      left,
      same('a leap day', '2024-02-29', 'ok'),
      same('the leap day of a century', '2000-02-29', 'ok'),
      raw('a leap day of no leap year', '2023-02-29', 'not-a-date'),
      raw('a leap day of 1900', '1900-02-29', 'not-a-date'),
      raw('a thirteenth month', '2024-13-01', 'not-a-date'),
      raw('a day nought', '2024-01-00', 'not-a-date'),
      raw('as people write it', '29.02.2024', 'not-a-date'),
      raw('without noughts', '2024-2-9', 'not-a-date'),
      raw('a moment', '2024-02-29T00:00:00Z', 'not-a-date'),
      raw('a year of five digits', '12024-01-01', 'not-a-date'),
      raw('a number', 20240229, 'wrong-type'),
      same('the first day', '2000-01-01', 'ok'),
      same('the day before it', '1999-12-31', 'too-early'),
      same('the last day', '2030-12-31', 'ok'),
      same('the day after it', '2031-01-01', 'too-late'),
    ],
  ],
  [{ ...required, type: 'date' }, [missing, raw('spaces', ' ', 'required')]],
  [
    { ...asked, type: 'textarea', maxLength: 20 },
    [
      left,
      spaces,
      same('two lines', 'one\ntwo', 'ok'),
      { what: 'line breaks of Windows', typed: 'one\r\ntwo', sent: 'one\ntwo', code: 'ok' },
      same('a tab', 'one\ttwo', 'ok'),
      same('as long as allowed', 'x'.repeat(20), 'ok'),
      same('one character more', 'x'.repeat(21), 'too-long'),
      same('twenty in ten emoji', '😀'.repeat(10), 'ok'),
      same('ten emoji and a letter', `${'😀'.repeat(10)}x`, 'too-long'),
      raw('a NUL, which no database holds', 'a\u0000b', 'broken-text'),
      raw('half a character', 'a\ud83d', 'broken-text'),
      raw('a number', 5, 'wrong-type'),
      raw('more than any answer', 'x'.repeat(20_001), 'not-allowed'),
    ],
  ],
  [{ ...required, type: 'textarea' }, [missing, requiredSpaces, same('5000 characters', 'x'.repeat(5000), 'ok'), same('5001 characters', 'x'.repeat(5001), 'too-long')]], // prettier-ignore
  [
    { ...asked, type: 'select', options },
    [
      left,
      same('an option', 'green', 'ok'),
      raw('an option with spaces', ' green ', 'ok'),
      raw('an unknown option', 'mauve', 'not-an-option'),
      raw('the label of an option', 'Green', 'not-an-option'),
      raw('a list', ['green'], 'wrong-type'),
      raw('a number', 1, 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'select', options }, [missing, raw('spaces', '  ', 'required')]],
  [
    { ...asked, type: 'radio', options },
    [
      left,
      same('the first option', 'red', 'ok'),
      same('the last option', 'blue', 'ok'),
      raw('an unknown option', 'mauve', 'not-an-option'),
      raw('true', true, 'wrong-type'),
      raw('a list', ['red'], 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'radio', options }, [missing]],
  [
    { ...asked, type: 'checkbox' },
    [
      left,
      { what: 'ticked', typed: true, sent: true, code: 'ok' },
      raw('false', false, 'wrong-type'),
      raw('true as text', 'true', 'wrong-type'),
      raw('a number', 1, 'wrong-type'),
      raw('null', null, 'wrong-type'),
      raw('a list', ['true'], 'wrong-type'),
    ],
  ],
  [
    { ...asked, type: 'multi-choice', options },
    [
      { what: 'none', typed: [], code: 'ok' },
      raw('an empty list', [], 'ok'),
      { what: 'one', typed: ['green'], sent: ['green'], code: 'ok' },
      {
        what: 'all, from the last',
        typed: ['blue', 'green', 'red'],
        sent: ['red', 'green', 'blue'],
        code: 'ok',
      },
      raw('one twice', ['red', 'red'], 'not-an-option'),
      raw('an unknown one', ['red', 'mauve'], 'not-an-option'),
      raw('what cannot be an id', ['Not an id'], 'not-allowed', '0'),
      raw('a number in the list', ['red', 2], 'wrong-type', '1'),
      raw('text', 'red', 'wrong-type'),
      raw('an object', { red: 'yes' }, 'wrong-type'),
    ],
  ],
  [
    { ...required, type: 'multi-choice', options },
    [{ ...missing, typed: [] }, raw('an empty list', [], 'required')],
  ],
  [
    { ...asked, type: 'country' },
    [
      left,
      same('a country', 'GB', 'ok'),
      same('Kosovo', 'XK', 'ok'),
      raw('lower case', 'gb', 'not-an-option'),
      raw('a code that is reserved only', 'UK', 'not-an-option'),
      raw('the European Union', 'EU', 'not-an-option'),
      raw('half a code', 'G', 'not-an-option'),
      raw('a name', 'Germany', 'not-an-option'),
      raw('a number', 44, 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'country' }, [missing]],
  [
    { ...asked, type: 'scale', from: 0, to: 10, low: 'Never', high: 'Always' },
    [
      left,
      { what: 'nought', typed: '0', sent: 0, code: 'ok' },
      { what: 'the highest', typed: '10', sent: 10, code: 'ok' },
      raw('one more', 11, 'not-an-option'),
      raw('below nought', -1, 'not-an-option'),
      raw('between two steps', 2.5, 'not-an-option'),
      raw('a number as text', '7', 'not-a-number'),
      raw('true', true, 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'scale', from: 1, to: 5, low: 'No', high: 'Yes' }, [missing, raw('below one', 0, 'not-an-option')]], // prettier-ignore
  [
    matrix,
    [
      { ...left, typed: {} },
      raw('no rows', {}, 'ok'),
      {
        what: 'every row',
        typed: { stand: 'good', talks: 'bad' },
        sent: { stand: 'good', talks: 'bad' },
        code: 'ok',
      },
      { what: 'one row', typed: { talks: 'good' }, sent: { talks: 'good' }, code: 'ok' },
      raw('an unknown row', { stand: 'good', food: 'bad' }, 'not-an-option', 'food'),
      raw('an unknown column', { stand: 'fair' }, 'not-an-option', 'stand'),
      raw('a number in a row', { stand: 1 }, 'wrong-type', 'stand'),
      raw('text', 'good', 'wrong-type'),
      raw('a list', ['good', 'bad'], 'wrong-type'),
    ],
  ],
  [
    { ...matrix, required: true },
    [
      { ...missing, typed: {} },
      {
        what: 'one row of two',
        typed: { stand: 'good' },
        sent: { stand: 'good' },
        code: 'incomplete',
        part: 'talks',
      },
      raw('rows without columns', { stand: '', talks: ' ' }, 'required'),
    ],
  ],
  [
    { ...asked, type: 'address' },
    [
      { ...left, typed: {} },
      { what: 'nothing but spaces', typed: { street: ' ', town: '  ' }, code: 'ok' },
      { what: 'a whole address', typed: HOME, sent: HOME, code: 'ok' },
      { what: 'spaces around', typed: { ...HOME, town: ' London ' }, sent: HOME, code: 'ok' },
      { what: 'no postcode', typed: WITHOUT_POSTCODE, sent: WITHOUT_POSTCODE, code: 'ok' },
      { what: 'no town', typed: WITHOUT_TOWN, sent: WITHOUT_TOWN, code: 'incomplete', part: 'town' },
      {
        what: 'a country alone',
        typed: { country: 'GB' },
        sent: { country: 'GB' },
        code: 'incomplete',
        part: 'street',
      },
      { what: 'no country', typed: { ...HOME, country: '' }, sent: { ...HOME, country: '' }, code: 'incomplete', part: 'country' }, // prettier-ignore
      raw('an unknown country', { ...HOME, country: 'UK' }, 'not-an-option', 'country'),
      raw('an unknown part', { ...HOME, planet: 'Earth' }, 'wrong-type', 'planet'),
      { what: 'a street of 300 characters', typed: { ...HOME, street: 'x'.repeat(300) }, sent: { ...HOME, street: 'x'.repeat(300) }, code: 'ok' }, // prettier-ignore
      { what: 'a street of 301 characters', typed: { ...HOME, street: 'x'.repeat(301) }, sent: { ...HOME, street: 'x'.repeat(301) }, code: 'too-long', part: 'street' }, // prettier-ignore
      { what: 'a postcode of 21 characters', typed: { ...HOME, postcode: '1'.repeat(21) }, sent: { ...HOME, postcode: '1'.repeat(21) }, code: 'too-long', part: 'postcode' }, // prettier-ignore
      raw('a part that is no text', { ...HOME, town: 7 }, 'wrong-type', 'town'),
      raw('text', '1 High Street', 'wrong-type'),
      raw('a list', ['london'], 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'address' }, [{ ...missing, typed: {} }, raw('spaces in every part', { street: ' ', town: ' ' }, 'required')]], // prettier-ignore
  [
    { ...asked, type: 'file', accept: ['pdf', 'jpg'], maxBytes: 1024 },
    [
      left,
      file('a small document', 'cv.pdf', 'pdf', pdf(), 'ok'),
      file('an ending in capitals', 'CV.PDF', 'pdf', pdf(), 'ok'),
      file('the other ending of photos', 'me.jpeg', 'jpg', jpg(), 'ok'),
      file('a name from right to left', 'קורות חיים.pdf', 'pdf', pdf(), 'ok'),
      file('as large as allowed', 'cv.pdf', 'pdf', pdf(1024), 'ok'),
      file('one byte more', 'cv.pdf', 'pdf', pdf(1025), 'file-too-large'),
      file('an empty file', 'cv.pdf', 'pdf', new Uint8Array(0), 'file-empty'),
      file('a kind that is not asked for', 'me.png', 'png', png(), 'file-type'),
      file('a program', 'cv.pdf.exe', 'unknown', pdf(), 'file-type'),
      file('no ending', 'cv', 'unknown', pdf(), 'file-type'),
      { what: 'a picture called a document', sent: { name: 'cv.pdf', size: png().byteLength, kind: 'pdf' }, content: png(), code: 'file-type' }, // prettier-ignore
      { what: 'another size than said', sent: { name: 'cv.pdf', size: 100, kind: 'pdf' }, content: pdf(), code: 'file-size' }, // prettier-ignore
      raw('a file that did not come', { name: 'cv.pdf', size: 100, kind: 'pdf' }, 'file-missing'),
      raw('a kind nobody knows', { name: 'cv.exe', size: 100, kind: 'exe' }, 'not-allowed', 'kind'),
      raw('a size below nothing', { name: 'cv.pdf', size: -1, kind: 'pdf' }, 'not-allowed', 'size'),
      raw('a name without letters', { name: '', size: 100, kind: 'pdf' }, 'not-allowed', 'name'),
      raw('text', 'cv.pdf', 'wrong-type'),
    ],
  ],
  [{ ...required, type: 'file', accept: ['pdf'] }, [missing, file('a document where one is required', 'cv.pdf', 'pdf', pdf(), 'ok')]], // prettier-ignore
];

export const ANSWER_ROWS: readonly AnswerRow[] = TABLE.flatMap(([question, rows]) =>
  rows.map((row): AnswerRow => ({ ...row, question, type: question.type })),
);
