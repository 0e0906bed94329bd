/** What forms were once let through with, and what reads them: ids, contacts, links, limits, conditions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkForm } from '../../src/protocol/form-check.ts';
import { formDefinitionSchema } from '../../src/protocol/form-definition.schema.ts';
import { withLibrary } from '../../src/protocol/form-library.ts';
import { readJsonText } from '../../src/protocol/json-text.ts';
import { nearest } from '../../src/protocol/nearest.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import { cutAtLinks, policiesIn } from '../../src/protocol/policy-links.ts';
import type { Finding } from '../../src/protocol/problem.ts';
import { LARGEST_FILE, MOST_CONSENTS, MOST_LETTERS, USUAL_FILE } from '../../src/protocol/terms.ts';
import { ASK, EMAIL, NOTICE, SMALL_FORM } from '../helpers/small-form.ts';

type Fields = Record<string, unknown>;

/** A form as its author writes it: an email question, these items, the notice. */
function form(items: Fields[] = [], over: Fields = {}): Fields {
  return { ...SMALL_FORM, form: 'contact', items: [EMAIL, ...items, ASK], ...over };
}

/** The same, anonymous: nothing but these items and the notice. */
function anonymous(...items: Fields[]): Fields {
  return form([], { anonymous: true, items: [...items, ASK] });
}

/** Everything an author is told of a file. */
function told(written: unknown): Finding[] {
  const { value: json, findings: unread } = readJsonText(JSON.stringify(written));
  const { document, findings: unused } = withLibrary(json);
  const { value, findings = [] } = parseAuthored(formDefinitionSchema, document);
  const early = [...unread, ...unused, ...findings];
  return value === undefined || early.length > 0 ? early : checkForm(value);
}

function said(written: unknown): string[] {
  return told(written).map(({ code, pointer }) => `${code} ${pointer}`);
}

function refused(written: unknown): string[] {
  return told(written)
    .filter(({ severity }) => severity === undefined)
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

const options = (...ids: string[]): Fields[] => ids.map((id) => ({ id, label: 'Some words' }));
const text = (id: string, more: Fields = {}): Fields => ({ id, type: 'text', label: 'Some words', ...more });
const why = { required: true, why: 'We write to it.' };

describe('ids that every object has, or that are the author’s own', () => {
  test('a form with other ids is told nothing', () => {
    assert.deepEqual(said(form([text('constructors')])), []);
  });

  for (const id of ['constructor', 'prototype', 'x-mine']) {
    test(`${id} is no id of an item, an option, a row or a column`, () => {
      assert.deepEqual(said(form([text(id)])), ['not-allowed /items/1/id']);
      const list = { id: 'list', type: 'select', label: 'x', options: options('a', id) };
      assert.deepEqual(said(form([list])), ['not-allowed /items/1/options/1/id']);
      const matrix = { id: 'matrix', type: 'matrix', label: 'x' };
      assert.deepEqual(said(form([{ ...matrix, rows: options('a', id), columns: options('b', 'c') }])), [
        'not-allowed /items/1/rows/1/id',
      ]);
      assert.deepEqual(said(form([{ ...matrix, rows: options('a'), columns: options('b', id) }])), [
        'not-allowed /items/1/columns/1/id',
      ]);
    });

    test(`${id} is no id of a consent, a form or a kind of data`, () => {
      const items = [EMAIL, { id: 'your-data', ask: ['notice', id] }];
      const asked = said(form([], { items, consents: { notice: NOTICE, [id]: NOTICE } }));
      assert.ok(asked.includes('not-allowed /items/1/ask/1'), asked.join());
      assert.deepEqual(said(form([], { form: id })), ['not-allowed /form']);
      assert.deepEqual(said(form([text('a', { data: id })])), ['not-allowed /items/1/data']);
    });
  }

  test('a key of every object is found in the text, however it is written', () => {
    const found = (source: string): string[] =>
      readJsonText(source).findings.map(({ code, pointer, line }) => `${code} ${pointer} ${String(line)}`);
    assert.deepEqual(found('{\n"a": [1,\n{ "prototype": 1 }] }'), ['reserved-key /a/1/prototype 3']);
    assert.deepEqual(found('{ "__pr\\u006fto__": 1 }'), ['reserved-key /__proto__ 1']);
    assert.deepEqual(found('{ "constructor": 1,\n"constructor": 2 }'), [
      'reserved-key /constructor 1',
      'duplicate-key /constructor 2',
      'reserved-key /constructor 2',
    ]);
    assert.deepEqual(found('{ "toString": 1, "a": "__proto__" }'), []);
    assert.deepEqual(said(form([], { consents: { notice: NOTICE, constructor: NOTICE } })), [
      'reserved-key /consents/constructor',
    ]);
  });
});

describe('opt-ins reach somebody', () => {
  const QUESTIONS: Record<string, Fields> = {
    email: EMAIL,
    phone: { id: 'phone', type: 'phone', label: 'Phone' },
    address: { id: 'address', type: 'address', label: 'Address' },
    text: text('text'),
  };
  const CONTACTS = { email: 'email', post: 'address', phone: 'phone', sms: 'phone' };
  const withOptIn = (block: Fields, above: Fields[], below: Fields[] = []): Fields =>
    form([], {
      items: [...above, { id: 'news', ask: ['news-box'] }, ...below, ASK],
      consents: {
        notice: NOTICE,
        'news-box': { kind: 'opt-in', purpose: 'direct-marketing', text: 'Write to me.', ...block },
      },
    });

  for (const [channel, type] of Object.entries(CONTACTS)) {
    test(`by ${channel}, with a question of type ${type} and no other`, () => {
      for (const [other, question] of Object.entries(QUESTIONS)) {
        const expected = other === type ? [] : ['no-contact /consents/news-box'];
        const id = String(question['id']);
        assert.deepEqual(said(withOptIn({ channel, needs: id }, [question])), expected, `needs ${other}`);
        const revealed = [{ ...question, ...why }];
        assert.deepEqual(
          said(withOptIn({ channel, reveal: [id] }, [], revealed)),
          expected,
          `reveals ${other}`,
        );
      }
    });
  }

  test('not with a revealed question that may be left empty, nor with one that is not there', () => {
    const { address = {} } = QUESTIONS;
    const none = ['no-contact /consents/news-box'];
    assert.deepEqual(said(withOptIn({ channel: 'post', reveal: ['address'] }, [], [address])), none);
    assert.deepEqual(said(withOptIn({ channel: 'post' }, [address])), none);
    // What is needed reaches them; then what is revealed may be left empty.
    const both = { channel: 'email', needs: 'email', reveal: ['address'] };
    assert.deepEqual(said(withOptIn(both, [EMAIL], [address])), []);
  });

  test('an empty list reveals nothing', () => {
    const block = { channel: 'email', needs: 'email', reveal: [] };
    assert.deepEqual(said(withOptIn(block, [EMAIL])), ['not-allowed /consents/news-box/reveal']);
  });

  test('what a box reveals has no condition of its own', () => {
    const question = { ...QUESTIONS['phone'], ...why, showIf: { field: 'email', filled: true } };
    const written = withOptIn({ channel: 'sms', reveal: ['phone'] }, [EMAIL], [question]);
    assert.deepEqual(said(written), ['revealed-conditional /consents/news-box/reveal/0']);
  });

  test('what a box reveals stands in no step that may be hidden, unless the box stands there too', () => {
    const condition = { field: 'email', filled: true };
    const question = { ...QUESTIONS['phone'], ...why };
    const steps = (showIf: Fields | undefined): Fields => {
      const written = withOptIn(
        { channel: 'sms', reveal: ['phone'] },
        [{ id: 'one', step: 'First' }, EMAIL],
        [{ id: 'two', step: 'Second', ...(showIf && { showIf }) }, question, { id: 'three', step: 'Third' }],
      );
      return written;
    };
    assert.deepEqual(said(steps(undefined)), []);
    assert.deepEqual(said(steps(condition)), ['revealed-conditional /consents/news-box/reveal/0']);
    const together = withOptIn(
      { channel: 'sms', reveal: ['phone'] },
      [{ id: 'one', step: 'First' }, EMAIL, { id: 'two', step: 'Second', showIf: condition }],
      [question, { id: 'three', step: 'Third' }],
    );
    assert.deepEqual(said(together), []);
  });

  test('what a box needs stands above it, or must be answered anyway', () => {
    const { phone = {} } = QUESTIONS;
    const block = { channel: 'phone', needs: 'phone' };
    assert.deepEqual(said(withOptIn(block, [], [phone])), ['needs-below /consents/news-box/needs']);
    assert.deepEqual(said(withOptIn(block, [], [{ ...phone, ...why }])), []);
    assert.deepEqual(said(withOptIn(block, [phone])), []);
  });
});

describe('what would make every submission fail', () => {
  const crowd = (count: number): Fields => {
    const ids = Array.from({ length: count - 1 }, (_, at) => `more-${String(at)}`);
    const blocks = Object.fromEntries(ids.map((id) => [id, { kind: 'notice', text: 'More.' }]));
    const items = [EMAIL, { id: 'your-data', ask: ['notice', ...ids] }];
    return form([], { items, consents: { notice: NOTICE, ...blocks } });
  };
  test('more consents than a submission may report', () => {
    assert.deepEqual(said(crowd(MOST_CONSENTS)), []);
    assert.deepEqual(said(crowd(MOST_CONSENTS + 1)), ['not-allowed /consents']);
  });

  const german = (words: unknown): Fields =>
    form([], {
      languages: ['en', 'de'],
      translations: {
        de: {
          title: 'Schreiben Sie uns',
          'email.label': 'E-Mail-Adresse',
          'notice.text': words,
          'submit.label': 'Senden',
          'after.title': 'Danke',
          'after.message': 'Wir haben es.',
        },
      },
    });
  const LINK = '[Erklärung](policy:privacy)';
  test('translated words that are longer than words may be', () => {
    const longest = LINK + 'x'.repeat(4000 - LINK.length);
    const findings = ['not-allowed /translations/de/notice.text'];
    assert.deepEqual(said(german(longest)), []);
    assert.deepEqual(said(german(`${longest}x`)), findings);
    assert.deepEqual(said(german({ text: longest })), []);
    assert.deepEqual(
      said(german({ text: `${longest}x` })).map((line) => line.replace(/\/text$/, '')),
      findings,
    );
  });
  for (const [what, sign] of Object.entries({
    NUL: '\u0000',
    'a bell': '\u0007',
    'a tab': '\t',
    DEL: '\u007f',
    'the first half of a character': '\ud83d',
    'the second half of a character': '\ude00',
  })) {
    test(`words with ${what}, translated or not`, () => {
      assert.deepEqual(said(german(`${LINK}${sign}.`)), ['not-allowed /translations/de/notice.text']);
      const inText = said(german({ text: `${LINK}${sign}.` }));
      assert.equal(inText.length, 1);
      assert.match(inText[0] ?? '', /^not-allowed \/translations\/de\/notice\.text/);
      const notice = { ...NOTICE, text: `${NOTICE.text}${sign}.` };
      assert.deepEqual(said(form([], { consents: { notice } })), ['not-allowed /consents/notice/text']);
    });
  }
  test('not a line break or a whole character', () => {
    assert.deepEqual(said(german(`${LINK}\n😀`)), []);
  });

  test('words nobody sees', () => {
    for (const words of ['\u200b', ' \u00ad\u2060 ', '\ufeff\u00a0', '\u202e', '\ue000']) {
      assert.deepEqual(said(form([], { title: words })), ['not-allowed /title'], JSON.stringify(words));
      assert.deepEqual(said(form([text('a', { label: words })])), ['not-allowed /items/1/label']);
      const list = {
        id: 'a',
        type: 'radio',
        label: 'x',
        options: [...options('b'), { id: 'c', label: words }],
      };
      assert.deepEqual(said(form([list])), ['not-allowed /items/1/options/1/label']);
      const box = { kind: 'acknowledge', text: words };
      assert.deepEqual(said(form([], { consents: { notice: NOTICE, box } })), [
        'not-allowed /consents/box/text',
      ]);
    }
    assert.deepEqual(said(form([], { title: 'Wri\u00adte' })), []);
  });

  test('a range of whole numbers that holds none', () => {
    const between = (min: number, max: number, whole: boolean): string[] =>
      said(form([{ id: 'a', type: 'number', label: 'x', min, max, whole }]));
    assert.deepEqual(between(0.2, 0.8, true), ['empty-range /items/1/max']);
    assert.deepEqual(between(-1.8, -1.2, true), ['empty-range /items/1/max']);
    assert.deepEqual(between(0.2, 0.8, false), []);
    assert.deepEqual(between(0.2, 1, true), []);
    assert.deepEqual(between(-0.5, 0.5, true), []);
  });

  test('more characters than a request holds', () => {
    const long = (count: number): Fields[] =>
      Array.from({ length: count }, (_, at) => ({
        id: `long-${String(at)}`,
        type: 'textarea',
        label: 'x',
        maxLength: 20_000,
      }));
    const most = MOST_LETTERS / 20_000;
    assert.deepEqual(said(form(long(most))), []);
    assert.deepEqual(said(form([...long(most), text('a', { maxLength: 1 })])), [
      'too-many-characters /items',
    ]);
    // Questions that say no limit have one all the same.
    const usual = Array.from({ length: 81 }, (_, at) => ({
      id: `usual-${String(at)}`,
      type: 'textarea',
      label: 'x',
    }));
    assert.deepEqual(said(form(usual.slice(1))), []);
    assert.deepEqual(said(form(usual)), ['too-many-characters /items']);
  });

  test('more bytes of files than a request holds', () => {
    const file = (id: string, maxBytes?: number): Fields => ({
      id,
      type: 'file',
      label: 'x',
      accept: ['pdf'],
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });
    assert.equal(USUAL_FILE * 2, LARGEST_FILE);
    assert.deepEqual(said(form([file('a'), file('b')])), []);
    assert.deepEqual(said(form([file('a'), file('b'), file('c', 1024)])), ['too-many-bytes /items']);
    assert.deepEqual(said(form([file('a', LARGEST_FILE), file('b', 1024)])), ['too-many-bytes /items']);
  });
});

describe('languages', () => {
  test('a tag that is no locale is none', () => {
    for (const tag of ['en-a1', 'en-12', 'en-ab-cd-ef', 'de-aaaaaaaaa']) {
      assert.throws(() => Intl.getCanonicalLocales(tag), tag);
      assert.deepEqual(said(form([], { languages: [tag] })), ['not-allowed /languages/0'], tag);
    }
    for (const tag of ['en', 'de-AT', 'zh-Hant-TW', 'gsw']) {
      assert.deepEqual(said(form([], { languages: [tag] })), [], tag);
    }
  });

  test('a tag that is no locale has no translations', () => {
    const findings = said(form([], { translations: { 'en-a1': { title: 'x' } } }));
    assert.equal(findings.length, 1);
    assert.match(findings[0] ?? '', /^not-allowed \/translations\/en-a1/);
  });

  test('a language stands once', () => {
    const written = form([], { languages: ['en', 'en'], translations: { en: { title: 'Something else' } } });
    assert.ok(said(written).includes('duplicate-language /languages/1'));
  });
});

describe('links to the policy', () => {
  const linksOf = (words: string): string[] => {
    const written = form([], { consents: { notice: { kind: 'notice', text: words } } });
    return refused(written);
  };
  const NONE = [
    'See policy](policy:privacy).',
    'See [](policy:privacy).',
    'See [ ](policy:privacy).',
    'See [\u200b\u2060](policy:privacy).',
    'See [—](policy:privacy).',
    'See [policy](policy:).',
    'See [policy](policy:Privacy).',
    'See [policy] (policy:privacy).',
    'See [policy](policy:privacy.',
    'See [[]](policy:privacy).',
    'See the policy.',
  ];
  for (const words of NONE) {
    test(`${JSON.stringify(words)} is none, for the author and for the visitor`, () => {
      assert.deepEqual(policiesIn(words), []);
      assert.deepEqual(cutAtLinks(words), [words]);
      assert.deepEqual(linksOf(words), ['no-policy-link /consents']);
    });
  }

  test('a link is one, for the author and for the visitor', () => {
    const words = 'See [a[the 1](policy:privacy) and [b](policy:privacy).';
    assert.deepEqual(policiesIn(words), ['privacy', 'privacy']);
    assert.deepEqual(cutAtLinks(words), ['See [a', 'the 1', ' and ', 'b', '.']);
    assert.deepEqual(linksOf(words), []);
  });

  test('what the author is told is what the visitor sees, whatever is written', () => {
    const pieces = [
      '[',
      ']',
      '(',
      ')',
      'policy:',
      'privacy',
      '](policy:privacy)',
      'a',
      ' ',
      '\u200b',
      'P',
      '-',
    ];
    const written = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(written, (parts) => {
        const words = `x${parts.join('')}`;
        const links = policiesIn(words);
        const cut = cutAtLinks(words);
        assert.equal((cut.length - 1) / 2, links.length);
        const isTold = linksOf(words).includes('no-policy-link /consents');
        assert.equal(isTold, cut.length === 1);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });
});

describe('conditions that nothing fulfils', () => {
  const CASES: [what: string, question: Fields, impossible: unknown[], possible: unknown[]][] = [
    ['a box', { type: 'checkbox' }, [false], [true]],
    ['a scale', { type: 'scale', from: 1, to: 5, low: 'Low', high: 'High' }, [99, 0, 6, 1.5], [1, 5]],
    ['a country', { type: 'country' }, ['UK', 'gb', 'Britain'], ['GB']],
    [
      'a date',
      { type: 'date', earliest: '2026-01-01' },
      ['tomorrow', '2026-02-30', '2025-12-31'],
      ['2026-01-01'],
    ],
    ['a number', { type: 'number', min: 1, whole: true }, [0, 1.5], [1]],
    ['a text', { type: 'text', maxLength: 3 }, ['four'], ['one']],
  ];
  for (const [what, question, impossible, possible] of CASES) {
    test(`${what} compared with what it never is`, () => {
      const asked = { id: 'asked', label: 'x', ...question };
      const compared = (test: Fields): string[] =>
        said(form([asked, { id: 'end', say: 'x', showIf: { field: 'asked', ...test } }]));
      for (const value of impossible) {
        assert.deepEqual(compared({ is: value }), ['not-an-option /items/2/showIf/is'], String(value));
        assert.deepEqual(compared({ isOneOf: [...possible, value] }), [
          `not-an-option /items/2/showIf/isOneOf/${String(possible.length)}`,
        ]);
      }
      for (const value of possible) assert.deepEqual(compared({ is: value }), [], String(value));
    });
  }

  test('a list to compare with ends', () => {
    const asked = { id: 'asked', type: 'number', label: 'x' };
    const among = (count: number): string[] => {
      const isOneOf = Array.from({ length: count }, (_, at) => at);
      return said(form([asked, { id: 'end', say: 'x', showIf: { field: 'asked', isOneOf } }]));
    };
    assert.deepEqual(among(100), []);
    assert.deepEqual(among(101), ['not-allowed /items/2/showIf/isOneOf']);
  });
});

describe('who is anonymous, and what an address gives away', () => {
  test('an anonymous form asks for no name or contact, whatever it calls the question', () => {
    assert.deepEqual(said(anonymous(text('a', { data: 'survey-answers' }))), []);
    for (const data of ['name', 'email', 'phone', 'postal-address']) {
      assert.deepEqual(said(anonymous(text('a', { data }))), ['identifies /items/0'], data);
      const long = { id: 'a', type: 'textarea', label: 'x', data };
      assert.deepEqual(said(anonymous(long)), ['identifies /items/0'], data);
      // Without a word for its data, the id is that word.
      assert.deepEqual(said(anonymous(text(data))), ['identifies /items/0'], data);
    }
  });

  const PERSONAL = ['email', 'mail', 'first_name', 'username', 'user', 'phone', 'tel', 'token', 'session'];
  const KEYS = ['password', 'id', 'customer_id', 'apikey', 'gclid', 'fbclid', 'msclkid', 'mc_eid', 'twclid'];
  const SOURCES = ['utm_source', 'utm_campaign', 'utm_term', 'topic', 'ref'];
  test('no answer comes from a parameter that holds personal data or the number of a click', () => {
    for (const prefillFrom of [...PERSONAL, ...KEYS]) {
      const list = { id: 'a', type: 'select', label: 'x', options: options('b', 'c'), prefillFrom };
      assert.deepEqual(said(form([list])), ['personal-data /items/1/prefillFrom'], prefillFrom);
    }
    for (const prefillFrom of SOURCES) assert.deepEqual(said(form([text('a', { prefillFrom })])), []);
  });

  test('no personal answer comes from any parameter', () => {
    for (const data of ['name', 'email', 'phone', 'postal-address']) {
      const written = form([text('a', { data, prefillFrom: 'topic' })]);
      assert.deepEqual(said(written), ['personal-data /items/1/prefillFrom'], data);
    }
  });

  test('nothing personal and no number of a click is captured', () => {
    for (const key of [...PERSONAL, ...KEYS]) {
      assert.deepEqual(said(form([], { capture: ['page', key] })), ['tracking-id /capture/1'], key);
    }
    assert.deepEqual(said(form([], { capture: ['page', ...SOURCES] })), []);
  });

  test('no address ticks a box', () => {
    const box = { id: 'a', type: 'checkbox', label: 'x', prefillFrom: 'topic' };
    assert.deepEqual(said(form([box])), ['unknown-key /items/1/prefillFrom']);
  });
});

describe('consent in disguise', () => {
  const box = (label: string): Fields => form([{ id: 'a', type: 'checkbox', label }]);
  const statement = (words: string): Fields =>
    form([], {
      items: [EMAIL, { id: 'your-data', ask: ['notice', 'box'] }],
      consents: { notice: NOTICE, box: { kind: 'acknowledge', text: words } },
    });
  for (const words of ['Send me your newsletter', 'I agree to marketing', 'Ich willige in Werbung ein']) {
    test(`${JSON.stringify(words)} is looked at by a person, and keeps nothing back`, () => {
      for (const [written, pointer] of [
        [box(words), '/items/1/label'],
        [statement(words), '/consents/box/text'],
      ] as const) {
        const [finding, ...others] = told(written);
        assert.deepEqual(others, []);
        assert.deepEqual(
          [finding?.code, finding?.pointer, finding?.severity],
          ['looks-like-consent', pointer, 'warning'],
        );
      }
    });
  }

  test('a choice of two is looked at too; other words, and an opt-in, are not', () => {
    const list = { id: 'a', type: 'radio', label: 'May we send you offers?', options: options('yes', 'no') };
    assert.deepEqual(said(form([list])), ['looks-like-consent /items/1/label']);
    assert.deepEqual(said(box('I have visited before')), []);
    assert.deepEqual(said(statement('What I have written is true.')), []);
    const optIn = { kind: 'opt-in', purpose: 'p', channel: 'email', needs: 'email', text: 'Newsletter' };
    const items = [EMAIL, { id: 'your-data', ask: ['notice', 'box'] }];
    assert.deepEqual(said(form([], { items, consents: { notice: NOTICE, box: optIn } })), []);
  });
});

describe('work that ends', () => {
  test('nobody is guessed at from long words or long lists', () => {
    const word = 'a'.repeat(64);
    assert.equal(nearest(`${word.slice(1)}b`, [word]), word);
    assert.equal(nearest(`${word}b`, [word]), undefined);
    const list = (length: number): string[] => Array.from({ length }, (_, at) => `word-${String(at)}`);
    assert.equal(nearest('wrod-7', list(1000)), 'word-7');
    assert.equal(nearest('wrod-7', list(1001)), undefined);
  });

  test('of thousands of mistakes some are told', () => {
    const asked = Array.from({ length: 5000 }, () => ({ id: 'A' }));
    assert.equal(told(form(asked)).length, 200);
  });
});
