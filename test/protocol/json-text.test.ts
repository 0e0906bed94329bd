/** Documents as people and editors write them: read without a byte changed, and found fault with on the right line. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { formDefinitionSchema } from '../../src/protocol/form-definition.schema.ts';
import { withLibrary } from '../../src/protocol/form-library.ts';
import { readJsonText } from '../../src/protocol/json-text.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import { FORM_KINDS } from '../../src/protocol/terms.ts';
import { readDocument } from '../../src/server/commands/documents.ts';
import { publish } from '../../src/server/commands/publish.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { arbitraryForm } from '../helpers/arbitrary-forms.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const SAMPLE = join(import.meta.dirname, '../../src/server/sample/smartxpo');
const RUNS = { numRuns: 400, seed: 20261122 };

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Writes JSON as no two editors would: spaces, line ends, order of keys, escapes, numbers. */
class Writer {
  readonly #random: () => number;
  readonly #newline: string;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.#newline = this.#one(['\n', '\r\n', '\r']);
  }

  document(value: unknown): string {
    return `${this.#one(['', BYTE_ORDER_MARK])}${this.#space()}${this.#value(value)}${this.#space()}`;
  }

  #one<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }

  #space(): string {
    return this.#one([
      '',
      '',
      ' ',
      '\t',
      '    ',
      this.#newline,
      `${this.#newline}  `,
      `${this.#newline}\t\t `,
    ]);
  }

  #value(value: unknown): string {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'number') return this.#number(value);
    if (Array.isArray(value)) return `[${this.#members(value.map((inner) => this.#value(inner)))}]`;
    if (value === null || typeof value !== 'object') return String(value);
    const members = Object.entries(value)
      .map((entry) => ({ entry, place: this.#random() }))
      .toSorted((a, b) => a.place - b.place)
      .map(
        ({ entry: [key, inner] }) =>
          `${this.#text(key)}${this.#space()}:${this.#space()}${this.#value(inner)}`,
      );
    return `{${this.#members(members)}}`;
  }

  #members(texts: readonly string[]): string {
    return texts.map((text) => `${this.#space()}${text}${this.#space()}`).join(',') || this.#space();
  }

  #text(text: string): string {
    const isEscaping = this.#random() < 0.3;
    const written = Array.from(text).map((character) => {
      if (isEscaping && this.#random() < 0.3) return this.#escaped(character);
      if (character === '/' && this.#random() < 0.2) return '\\/';
      return JSON.stringify(character).slice(1, -1);
    });
    return `"${written.join('')}"`;
  }

  /** Both halves of a pair, because half of one is no UTF-8. */
  #escaped(character: string): string {
    const units = Array.from({ length: character.length }, (_, index) => {
      const code = character.charCodeAt(index).toString(16).padStart(4, '0');
      return `\\u${this.#one([code, code.toUpperCase()])}`;
    });
    return units.join('');
  }

  #number(value: number): string {
    const ways = [String(value), `${String(value)}.0`, `${String(value)}e0`, `${String(value / 1000)}E+3`];
    const more = [...ways, `${String(value / 10)}e1`, `${String(value * 10)}e-1`, `${String(value)}.000E-0`];
    const same = more.filter((text) => {
      try {
        return Object.is(JSON.parse(text), value);
      } catch {
        return false;
      }
    });
    return same.length === 0 ? JSON.stringify(value) : this.#one(same);
  }
}

function withoutMark(source: string): string {
  return source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source;
}

describe('JSON as it was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-json-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('says what any reader of JSON finds in it', () => {
    const value: fc.Arbitrary<unknown> = fc.oneof(arbitraryForm, fc.jsonValue());
    fc.assert(
      fc.property(value, fc.integer(), (written, seed) => {
        const source = new Writer(seed).document(written);
        const read = readJsonText(source);
        assert.deepEqual(read.findings, []);
        assert.deepEqual(read.value, JSON.parse(withoutMark(source)));
      }),
      RUNS,
    );
  });

  test('is JSON here exactly when it is JSON elsewhere, however it is spoilt', () => {
    const signs = [
      ...Array.from('{}[],:"\\/*#01eE+-.tfnu \t\n\r'),
      '\u2028',
      '\u0000',
      '\u00a0',
      '\uFEFF',
      'true',
      '\\u',
      '//',
    ];
    const spoil = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.constantFrom('', ...signs)), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer(), spoil, (written, seed, changes) => {
        let source = new Writer(seed).document(written);
        for (const [place, length, put] of changes) {
          const at = place % (source.length + 1);
          source = source.slice(0, at) + put + source.slice(at + length);
        }
        let isJson = true;
        try {
          JSON.parse(withoutMark(source));
        } catch {
          isJson = false;
        }
        const codes = readJsonText(source).findings.map(({ code }) => code);
        assert.equal(codes.includes('not-json'), !isJson, JSON.stringify(source));
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  test('is published byte for byte, and means the same', async (t) => {
    t.mock.method(console, 'log', () => undefined);
    const env = { DATA_DIR: join(folder, 'data') };
    const documents = [join(SAMPLE, 'site.json'), join(SAMPLE, 'policies/privacy/2026-11-01.json')];
    const request = { by: 'test', isPublicAlready: true };
    assert.equal(await publish(env, 'smartxpo', documents, request), 0);
    const written = Array.from({ length: 28 }, (_, index) => {
      const kind = FORM_KINDS[index % FORM_KINDS.length] ?? 'contact';
      const sample = JSON.parse(readFileSync(join(SAMPLE, `forms/${kind}.v1.json`), 'utf8')) as object;
      const form = { ...sample, version: (index + 1) * 100, 'x-note': 'Grüße 😀 \u2028 / \\ "' };
      const source = new Writer(index).document(form);
      const path = join(folder, `${kind}-${String(index)}.json`);
      writeFileSync(path, source);
      return { kind, form, source, path };
    });
    assert.equal(
      await publish(
        env,
        'smartxpo',
        written.map(({ path }) => path),
      ),
      0,
    );
    const store = await openSqliteStore(join(env.DATA_DIR, 'smartxpo-consent.sqlite'));
    try {
      for (const { kind, form, source, path } of written) {
        const row = await store.documents.formVersion('smartxpo', kind, form.version);
        assert.ok(row?.source === source, path);
        assert.ok(Buffer.from(row.source).equals(readFileSync(path)), path);
        const { value } = parseAuthored(formDefinitionSchema, withLibrary(form).document);
        assert.deepEqual(JSON.parse(row.document), value);
      }
    } finally {
      await store.close();
    }
  });

  const LINES = ['{', '  "form": "x",', '  "items": [', '    { "id": "a" },', '    {', '      "id": "b",'];
  const MORE = ['      "label": 3', '    }', '  ],', '  "a/b": 1,', '  "m~n": "\u2028",', '  "last": 1', '}'];
  const places: [pointer: string, line: number][] = [
    ['', 1],
    ['/form', 2],
    ['/items', 3],
    ['/items/0/id', 4],
    ['/items/1', 5],
    ['/items/1/label', 7],
    ['/items/1/label/deeper', 7],
    ['/items/1/hint', 5],
    ['/items/9', 3],
    ['/a~1b', 10],
    ['/m~0n', 11],
    ['/last', 12],
    ['/nothing', 1],
  ];
  for (const [name, newline] of Object.entries({ LF: '\n', CR: '\r', CRLF: '\r\n' })) {
    test(`has its things on the right lines, with ${name}`, () => {
      for (const mark of ['', BYTE_ORDER_MARK]) {
        const { lineOf } = readJsonText(mark + [...LINES, ...MORE].join(newline));
        assert.deepEqual(
          places.map(([pointer]) => [pointer, lineOf(pointer)]),
          places,
        );
      }
    });

    test(`has its faults on the right lines, with ${name}`, async () => {
      const text = JSON.stringify({ form: 'x', languages: 3, purpose: 'p' }, null, 1).replaceAll(
        '\n',
        newline,
      );
      const path = join(folder, `faults-${name}.json`);
      writeFileSync(path, text);
      const found = (await readDocument(path)).findings ?? [];
      assert.equal(found.find(({ pointer }) => pointer === '/languages')?.line, 3);
      assert.equal(found.find(({ pointer }) => pointer === '/version')?.line, 1);
      const broken = readJsonText(['{', '"a": 1,', '"b" 2', '}'].join(newline));
      assert.deepEqual(
        broken.findings.map(({ code, line }) => [code, line]),
        [['not-json', 3]],
      );
      assert.equal(broken.value, undefined);
      assert.equal(broken.lineOf('/anything'), 3);
    });
  }

  test('finds keys that are digits on their own lines', () => {
    const { lineOf } = readJsonText('{\n"a": 1,\n"12": {\n"7": 2 } }');
    assert.deepEqual(['/a', '/12', '/12/7'].map(lineOf), [2, 3, 4]);
  });

  const NOT_JSON: Record<string, string> = {
    nothing: '',
    spaces: ' \n',
    'half an object': '{ "a": ',
    'a comment at the end of a line': '{ "a": 1 } // so',
    'a comment between': '{ /* so */ "a": 1 }',
    'a comma too many': '{ "a": 1, }',
    'a comma too many in a list': '[1, 2, ]',
    'a comma missing': '[1 2]',
    'single quotes': "{ 'a': 1 }",
    'a key without quotes': '{ a: 1 }',
    'two documents': '{} {}',
    'two marks': `${BYTE_ORDER_MARK}${BYTE_ORDER_MARK}{}`,
    'a nought in front': '[01]',
    'no digit after the point': '[1.]',
    'no digit before the point': '[.5]',
    'a plus sign': '[+1]',
    'no number': '[NaN]',
    'nothing defined': '[undefined]',
    'an unknown escape': '["\\x41"]',
    'half an escape': '["\\u00"]',
    'a line break in a text': '["a\nb"]',
    'a text without end': '["a',
    'a space nobody sees': '[1,\u00a02]',
  };
  for (const [what, source] of Object.entries(NOT_JSON)) {
    test(`is told that it is no JSON: ${what}`, () => {
      const { value, findings } = readJsonText(source);
      assert.equal(value, undefined);
      assert.deepEqual(
        findings.map(({ code, pointer }) => [code, pointer]),
        [['not-json', '']],
      );
    });
  }

  test('is told of every key that stands twice', () => {
    const source = '{\n"a": 1,\n"b": { "c": 1, "c": 2 },\n"d": [{}, { "e/f": 1,\n"e/f": 2, "e/f": 3 }] }';
    const { findings } = readJsonText(source);
    assert.deepEqual(
      findings.map(({ code, pointer }) => [code, pointer]),
      [
        ['duplicate-key', '/b/c'],
        ['duplicate-key', '/d/1/e~1f'],
        ['duplicate-key', '/d/1/e~1f'],
      ],
    );
    assert.deepEqual(
      readJsonText('{ "a": 1, "\\u0061": 2 }').findings.map(({ pointer }) => pointer),
      ['/a'],
    );
    const reserved = readJsonText('{ "__proto__": 1, "b": { "constructor": 2 } }').findings;
    assert.deepEqual(
      reserved.map(({ code, pointer }) => [code, pointer]),
      [
        ['reserved-key', '/__proto__'],
        ['reserved-key', '/b/constructor'],
      ],
    );
    assert.deepEqual(readJsonText('{ "a": { "b": 1 }, "b": 1 }').findings, []);
  });

  const deep = [500, 2000, 3000, 4000, 5000, 6000, 8000, 20_000, 100_000];
  for (const [what, write] of Object.entries({
    'lists without end': (depth: number) => '['.repeat(depth),
    'lists in lists': (depth: number) => '['.repeat(depth) + ']'.repeat(depth),
    'objects in objects': (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  })) {
    test(`is told when it is too deep: ${what}`, async () => {
      const path = join(folder, 'deep.json');
      for (const depth of deep) {
        const source = `{ "form": ${write(depth)} }`;
        assert.doesNotThrow(() => readJsonText(source), `${String(depth)} levels`);
        writeFileSync(path, source);
        const { findings = [] } = await readDocument(path);
        assert.ok(findings.length > 0, `${String(depth)} levels`);
      }
    });
  }
});
