/** Bad forms one by one: what an author is told, and where. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Ajv } from 'ajv';
import { fingerprint } from '../../src/protocol/fingerprint.ts';
import { checkForm } from '../../src/protocol/form-check.ts';
import { lintForm } from '../../src/protocol/lint/lint-form.ts';
import { formDefinitionSchema } from '../../src/protocol/form-definition.schema.ts';
import { withLibrary } from '../../src/protocol/form-library.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import type { Finding } from '../../src/protocol/problem.ts';
import { siteSchema } from '../../src/protocol/site.schema.ts';
import { formJsonSchema } from '../../src/server/json-schemas.ts';

const SAMPLE = join(import.meta.dirname, '../../src/server/sample/smartxpo');
const read = (path: string): unknown => JSON.parse(readFileSync(join(SAMPLE, path), 'utf8'));

const site = parseAuthored(siteSchema, read('site.json')).value;
const collects = [
  'name',
  'email',
  'reason',
  'visits',
  'rating',
  'message',
  'postal-address',
  'phone',
  'source',
];

type Fields = Record<string, unknown>;
/** A form as its author has it on disk, before anything has looked at it. */
interface Written extends Fields {
  items: Fields[];
  consents: Record<string, Fields>;
}

function good(): Written {
  return {
    form: 'contact',
    kind: 'contact',
    version: 1,
    languages: ['en'],
    title: 'Write to us',
    purpose: 'requested-information',
    items: [
      { id: 'name', type: 'text', label: 'Your name' },
      { id: 'email', type: 'email', label: 'Email address', required: true },
      {
        id: 'reason',
        type: 'select',
        label: 'Reason',
        options: [
          { id: 'stand', label: 'A stand' },
          { id: 'visit', label: 'A visit' },
        ],
      },
      { id: 'visits', type: 'number', label: 'Visits', showIf: { field: 'reason', is: 'visit' } },
      { id: 'message', type: 'textarea', label: 'Message' },
      { id: 'news', heading: 'News', ask: ['news-email', 'news-post'] },
      { id: 'postal-address', type: 'address', label: 'Address', required: true, why: 'Post goes there.' },
      { id: 'your-data', ask: ['privacy-notice'] },
    ],
    consents: {
      'news-email': {
        kind: 'opt-in',
        purpose: 'direct-marketing',
        channel: 'email',
        needs: 'email',
        text: 'Email me news.',
      },
      'news-post': {
        kind: 'opt-in',
        purpose: 'direct-marketing',
        channel: 'post',
        reveal: ['postal-address'],
        text: 'Send me news by post.',
      },
      'privacy-notice': { kind: 'notice', text: 'The [privacy policy](policy:privacy) says more.' },
    },
    submit: { label: 'Send' },
    after: { title: 'Thank you', message: 'We have it.' },
  };
}

const TRANSLATED: Fields = {
  title: 'Schreiben Sie uns',
  'name.label': 'Ihr Name',
  'email.label': 'E-Mail-Adresse',
  'reason.label': 'Anlass',
  'reason.options.stand': 'Ein Stand',
  'reason.options.visit': 'Ein Besuch',
  'visits.label': 'Besuche',
  'message.label': 'Nachricht',
  'news.heading': 'Neuigkeiten',
  'postal-address.label': 'Anschrift',
  'postal-address.why': 'Dorthin geht die Post.',
  'news-email.text': 'Schicken Sie mir Neuigkeiten per E-Mail.',
  'news-post.text': 'Schicken Sie mir Neuigkeiten per Post.',
  'privacy-notice.text': 'Mehr steht in der [Datenschutzerklärung](policy:privacy).',
  'submit.label': 'Senden',
  'after.title': 'Danke',
  'after.message': 'Wir haben es.',
};

/** Everything an author is told, as when the form is published. */
function told(document: unknown): Finding[] {
  const { document: written, findings: unknown } = withLibrary(document);
  const { value, findings } = parseAuthored(formDefinitionSchema, written);
  if (value === undefined || unknown.length > 0) return [...unknown, ...(findings ?? [])];
  // What is wrong with the words has tests of its own.
  const lint = site ? lintForm(value, site) : [];
  return checkForm(value, site && { site, collects }).filter(
    (finding) => !lint.some((other) => isDeepStrictEqual(other, finding)),
  );
}

type Spoil = (written: Written) => unknown;

/** Puts items in front of the one with this id; `undefined`: at the end. */
function put(written: Written, before: string | undefined, ...items: Fields[]): void {
  const place = written.items.findIndex(({ id }) => id === before);
  written.items.splice(place === -1 ? written.items.length : place, 0, ...items);
}

/** Keys that are `undefined` are left out, as in JSON. */
function assign(target: Fields | undefined, change: Fields): void {
  assert.ok(target);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) Reflect.deleteProperty(target, key);
    else target[key] = value;
  }
}

// Where something is changed: in an item, in a consent, in the form, with more items.
const on =
  (id: string, change: Fields): Spoil =>
  (written) =>
    assign(
      written.items.find((candidate) => candidate['id'] === id),
      change,
    );
const consent =
  (id: string, change: Fields): Spoil =>
  (written) =>
    assign(written.consents[id], change);
const form =
  (change: Fields): Spoil =>
  (written) =>
    assign(written, change);
const more =
  (...items: Fields[]): Spoil =>
  (written) =>
    put(written, 'news', ...items);
const last =
  (...items: Fields[]): Spoil =>
  (written) =>
    put(written, undefined, ...items);
const all =
  (...spoils: Spoil[]): Spoil =>
  (written) => {
    for (const spoil of spoils) spoil(written);
  };
const bilingual = (change: Fields = {}): Spoil =>
  form({ languages: ['en', 'de'], translations: { de: { ...TRANSLATED, ...change } } });

const stepped: Spoil = (written) => {
  put(written, 'name', { id: 'first', step: 'You' });
  put(written, 'news', { id: 'second', step: 'News' });
};
/** Nothing but a list to choose from, and the notice. */
const silent: Spoil = (written) => {
  written.items = written.items.filter(({ id }) => id === 'reason' || id === 'your-data');
  for (const id of ['news-email', 'news-post']) Reflect.deleteProperty(written.consents, id);
};
/** 43 consents, all asked. */
const crowded: Spoil = (written) => {
  const ids = Array.from({ length: 40 }, (_, at) => `more-${String(at)}`);
  for (const id of ids) written.consents[id] = { kind: 'notice', text: 'x' };
  on('your-data', { ask: ['privacy-notice', ...ids] })(written);
};

const option = (id: string): Fields => ({ id, label: id });
const filled = (field: string): Fields => ({ field, filled: true });
const said = (count: number): Fields[] =>
  Array.from({ length: count }, (_, at) => ({ id: `say-${String(at)}`, say: 'x' }));
const STAND = { field: 'reason', is: 'stand' };
const PHONE = { id: 'phone', type: 'phone', label: 'Phone' };
const BOX = { id: 'phone', type: 'checkbox', label: 'Call me' };
const DAY = { id: 'phone', type: 'date', label: 'When may we call?' };
const COUNTRY = { id: 'phone', type: 'country', label: 'Country' };
const SCALE = {
  id: 'phone',
  type: 'scale',
  label: 'How often?',
  from: 1,
  to: 5,
  low: 'Never',
  high: 'Daily',
};

/** `code pointer` of everything that is found, in any order; words of the first one. `*`: any code. */
type Case = [what: string, spoil: Spoil, findings: string[], words?: Partial<Finding>];

// prettier-ignore
const CASES: Case[] = [
  // What cannot be said at all.
  ['an opt-in that is ticked', consent('news-email', { checked: true }),
    ['never-checked /consents/news-email/checked'], { expected: 'an opt-in that starts unticked: silence is not consent (L-01)' }],
  ['an opt-in with a default', consent('news-email', { default: true }), ['never-default /consents/news-email/default']],
  ['an opt-in that is ticked, in another word', consent('news-post', { ticked: false }), ['never-ticked /consents/news-post/ticked']],
  ['a required opt-in', consent('news-email', { required: true }),
    ['never-required /consents/news-email/required'], { expected: 'an opt-in that may be left: consent that is required is not free (L-03)' }],
  ['a required box', more({ ...BOX, required: true }), ['never-required /items/5/required']],
  ['an expression as condition', on('message', { showIf: "reason == 'stand'" }), ['wrong-type /items/4/showIf'], { expected: 'an object' }],
  ['a condition three groups deep', on('message', { showIf: { all: [{ any: [{ all: [STAND] }] }] } }),
    ['missing /items/4/showIf/all/0/any/0/field', 'missing /items/4/showIf/all/0/any/0/is', 'unknown-key /items/4/showIf/all/0/any/0/all']],
  ['a condition with two tests', on('message', { showIf: { ...STAND, filled: true } }), ['unknown-key /items/4/showIf/is']],
  ['an empty group', on('message', { showIf: { any: [] } }), ['not-allowed /items/4/showIf/any'], { expected: 'something, not an empty value' }],
  ['600 items', more(...said(592)), ['not-allowed /items'], { expected: 'at most 500 characters or entries' }],
  ['no items', (f) => (f.items = []), ['not-allowed /items'], { expected: 'something, not an empty value' }],
  ['an unknown key', on('name', { lable: 'x' }), ['unknown-key /items/0/lable'], { suggestion: undefined, found: '"lable"' }],
  ['a misspelt key', on('email', { required: undefined, requird: true }), ['unknown-key /items/1/requird'], { suggestion: 'required' }],
  ['an unknown channel', consent('news-post', { channel: 'pots' }),
    ['not-allowed /consents/news-post/channel'], { suggestion: 'post', expected: 'one of email, post, phone, sms' }],
  ['an unknown type', on('name', { type: 'txt' }), ['not-allowed /items/0/type'], { suggestion: 'text' }],
  ['an unknown kind', form({ kind: 'newsletter' }), ['not-allowed /kind']],
  ['an option alone', on('reason', { options: [option('stand')] }), ['not-allowed /items/2/options'], { expected: 'length >=2' }],
  ['a day that does not exist', more({ ...DAY, latest: '2023-02-29' }), ['not-allowed /items/5/latest'], { expected: 'a day that exists' }],
  ['drafts for longer than a month', form({ submit: { label: 'Send', keepDraftDays: 31 } }), ['not-allowed /submit/keepDraftDays']],
  ['an unknown question of the library', (f) => (f.items[0] = { use: 'emial', id: 'name' }),
    ['unknown-use /items/0/use', 'missing /items/0/type'], { suggestion: 'email' }],
  // Ids.
  ['one id for two items', more({ id: 'name', say: 'x' }), ['duplicate-id /items/5/id'], { found: '"name"' }],
  ['one id for an item and a consent', more({ id: 'news-post', say: 'x' }), ['duplicate-id /items/5/id']],
  ['one id for two options', on('reason', { options: [option('visit'), option('stand'), option('visit')] }), ['duplicate-id /items/2/options/2/id']],
  ['one id for two rows and for two columns', more({ id: 'rating', type: 'matrix', label: 'x', rows: [option('a'), option('a')], columns: [option('b'), option('b')] }),
    ['duplicate-id /items/5/rows/1/id', 'duplicate-id /items/5/columns/1/id']],
  ['an id that means something else', on('name', { id: 'title', data: 'name' }), ['reserved-id /items/0/id']],
  // Conditions.
  ['a condition on nothing', on('message', { showIf: { field: 'raeson', is: 'stand' } }),
    ['unknown-question /items/4/showIf/field'], { suggestion: 'reason' }],
  ['a condition on a later question', on('name', { showIf: { any: [filled('email'), { all: [filled('message')] }] } }),
    ['later-question /items/0/showIf/any/0/field', 'later-question /items/0/showIf/any/1/all/0/field']],
  ['a condition on itself', on('message', { showIf: filled('message') }), ['condition-cycle /items/4/showIf'], { found: 'message → message' }],
  ['conditions that go round', all(on('name', { showIf: filled('message') }), on('message', { showIf: { all: [filled('visits')] } }), on('visits', { showIf: filled('name') })),
    ['condition-cycle /items/0/showIf', 'condition-cycle /items/3/showIf', 'condition-cycle /items/4/showIf'],
    { found: 'name → message → visits → name' }],
  ['a condition on an option that is none', on('message', { showIf: { field: 'reason', isOneOf: ['stand', 'vist'] } }),
    ['not-an-option /items/4/showIf/isOneOf/1'], { suggestion: 'visit' }],
  ['a number compared with text', on('message', { showIf: { field: 'visits', isNot: '3' } }),
    ['wrong-type /items/4/showIf/isNot'], { expected: 'a number' }],
  ['an address compared with text', last({ id: 'end', say: 'x', showIf: { field: 'postal-address', is: 'London' } }),
    ['not-comparable /items/8/showIf/is']],
  ['a box compared with what it never is', more(BOX, { id: 'end', say: 'x', showIf: { field: 'phone', is: false } }), ['* /items/6/showIf/is']],
  ['a scale compared with a number beside it', more(SCALE, { id: 'end', say: 'x', showIf: { field: 'phone', is: 6 } }), ['* /items/6/showIf/is']],
  ['a country compared with what is none', more(COUNTRY, { id: 'end', say: 'x', showIf: { field: 'phone', is: 'UK' } }), ['* /items/6/showIf/is']],
  // Consents.
  ['a purpose that the site has not', consent('news-post', { purpose: 'direct-marketin' }),
    ['unknown-purpose /consents/news-post/purpose'], { suggestion: 'direct-marketing' }],
  ['a purpose that needs no consent', consent('news-post', { purpose: 'service-notice' }), ['not-by-consent /consents/news-post/purpose']],
  ['an unknown purpose of the form', form({ purpose: 'anything' }), ['unknown-purpose /purpose']],
  ['a consent nobody asks', on('news', { ask: ['news-post'] }), ['never-asked /consents/news-email'], { found: '0' }],
  ['a consent nobody asks, with what it reveals', on('news', { ask: ['news-email'] }), ['never-asked /consents/news-post']],
  ['a consent asked twice', on('your-data', { ask: ['privacy-notice', 'news-email'] }), ['asked-twice /consents/news-email'], { found: '2' }],
  ['a place for a consent that is not there', on('your-data', { ask: ['privacy-notice', 'privacy-notic'] }),
    ['unknown-consent /items/7/ask/1'], { suggestion: 'privacy-notice' }],
  ['an opt-in that reaches nobody', consent('news-post', { reveal: undefined }), ['no-contact /consents/news-post']],
  ['an opt-in that reveals nothing and reaches nobody', consent('news-post', { reveal: [] }), ['not-allowed /consents/news-post/reveal']],
  ['an opt-in that needs what may be hidden', consent('news-email', { channel: 'phone', needs: 'visits' }),
    ['needs-hidden /consents/news-email/needs', 'no-contact /consents/news-email'], { found: '"visits"' }],
  ['an opt-in that needs what a box reveals', consent('news-email', { channel: 'sms', needs: 'postal-address' }),
    ['needs-hidden /consents/news-email/needs', 'no-contact /consents/news-email']],
  ['an opt-in that needs what is not there', consent('news-email', { channel: 'sms', needs: 'mail' }),
    ['unknown-question /consents/news-email/needs', 'no-contact /consents/news-email'], { suggestion: 'email' }],
  ['an opt-in that needs what comes below it', all(last(PHONE), consent('news-email', { channel: 'phone', needs: 'phone' })),
    ['* /consents/news-email/needs']],
  ['an opt-in by email that needs another question', consent('news-email', { needs: 'name' }), ['no-contact /consents/news-email']],
  ['a box that reveals what stands above it', (f) => put(f, 'name', ...f.items.splice(6, 1)), ['revealed-above /consents/news-post/reveal/0']],
  ['a box that reveals what is not there', consent('news-post', { reveal: ['postal-adress', 'postal-address'] }),
    ['unknown-question /consents/news-post/reveal/0'], { suggestion: 'postal-address' }],
  ['a question that two boxes reveal', consent('news-email', { reveal: ['postal-address'] }), ['revealed-twice /consents/news-post/reveal/0']],
  ['two opt-ins for one thing', consent('news-post', { channel: 'email', needs: 'email' }),
    ['duplicate-opt-in /consents/news-post'], { found: 'direct-marketing email' }],
  ['two questions for email', more({ ...PHONE, type: 'email' }), ['second-email /items/5']],
  ['no word about the policy', consent('privacy-notice', { text: 'We use your answers.' }), ['no-policy-link /consents']],
  ['a link to another policy', consent('privacy-notice', { text: '[a](policy:cookies)' }), ['unknown-policy /consents/privacy-notice/text']],
  // Questions.
  ['a required question without reason', on('name', { required: true }), ['missing /items/0/why']],
  ['limits that leave nothing', on('visits', { min: 3, max: 2 }), ['empty-range /items/3/max'], { found: '2' }],
  ['days that leave nothing', more({ ...DAY, earliest: '2026-02-01', latest: '2026-01-31' }), ['empty-range /items/5/latest']],
  // Steps.
  ['an item before the first step', (f) => put(f, 'email', { id: 'first', step: 'You' }), ['outside-steps /items/0']],
  ['a step with nothing in it', all(stepped, last({ id: 'third', step: 'End' })), ['empty-step /items/10']],
  ['two steps in a row', all(stepped, (f) => put(f, 'second', { id: 'between', step: 'Between' })), ['empty-step /items/6']],
  ['a last step that may be hidden', all(stepped, on('second', { showIf: STAND })), ['last-step-hidden /items/6/showIf', 'no-policy-link /consents']],
  ['a step that decides about itself', all(stepped, last({ id: 'third', step: 'End' }, { id: 'bye', say: 'x' }), on('second', { showIf: filled('postal-address') })),
    ['later-question /items/6/showIf/field', 'no-policy-link /consents']],
  ['an opt-in that needs what may be on no step', all(stepped, (f) => put(f, 'first', { id: 'nought', step: 'Before' }, { ...PHONE, type: 'text' }), on('first', { showIf: filled('phone') })),
    ['needs-hidden /consents/news-email/needs']],
  // The policy, and who is anonymous.
  ['a question the policy does not tell of', on('name', { data: 'nickname' }), ['undeclared-field /items/0'], { found: '"nickname"' }],
  ['an anonymous form that asks who it is', form({ anonymous: true }),
    ['identifies /items/0', 'identifies /items/1', 'identifies /items/6', 'identifies /consents/news-email', 'identifies /consents/news-post']],
  ['an anonymous form that looks where one came from', all(form({ anonymous: true, capture: ['page'] }), silent), ['identifies /capture']],
  ['the number of a click', form({ capture: ['utm_source', 'gclid'] }), ['tracking-id /capture/1'], { found: '"gclid"' }],
  ['an email address in the address of the page', on('email', { prefillFrom: 'email' }), ['personal-data /items/1/prefillFrom']],
  ['a name in the address of the page', on('name', { prefillFrom: 'n' }), ['personal-data /items/0/prefillFrom']],
  // Translations.
  ['a language without translations', form({ languages: ['en', 'de'] }), ['missing-translation /translations/de']],
  ['a translation that is missing', bilingual({ 'name.label': ' ' }), ['missing-translation /translations/de/name.label']],
  ['a translation of nothing', bilingual({ 'name.lable': 'x' }), ['unknown-path /translations/de/name.lable'], { suggestion: 'name.label' }],
  ['a translation into a language nobody declared', form({ translations: { fr: {} } }), ['unknown-language /translations/fr']],
  ['a notice whose translation has lost its link', bilingual({ 'privacy-notice.text': 'Mehr anderswo.' }), ['no-policy-link /translations/de']],
  ['a label that was changed after its translation', bilingual({ 'name.label': { text: 'Ihr Name', of: fingerprint('Name') } }),
    ['stale-translation /translations/de/name.label'], { severity: 'warning', found: `of ${fingerprint('Name')}` }],
  ['a consent that was changed after its translation', bilingual({ 'news-post.text': { text: 'Per Post.', of: fingerprint('By post.') } }),
    ['stale-translation /translations/de/news-post.text'], { severity: undefined }],
  // What every submission would be refused for.
  ['more consents than a submission may report', crowded, ['* /consents']],
  ['a consent whose translation is longer than words may be', bilingual({ 'news-post.text': 'x'.repeat(4001) }),
    ['* /translations/de/news-post.text']],
  // Words that every object knows.
  ['a question of the library called toString', (f) => (f.items[0] = { use: 'toString', id: 'name' }),
    ['unknown-use /items/0/use', 'missing /items/0/type']],
  ['a place for a consent called constructor', on('your-data', { ask: ['privacy-notice', 'constructor'] }), ['not-allowed /items/7/ask/1']],
  ['a key called toString', consent('news-post', { toString: 'x' }), ['unknown-key /consents/news-post/toString']],
];

describe('bad forms', () => {
  // Lets each result go out before the next: results that wait are lost when the runner forces the end.
  afterEach(() => setImmediate());

  const changed = (spoil: Spoil): Written => {
    const written = good();
    spoil(written);
    return written;
  };

  test('are told from a good one, which is told nothing', () => {
    assert.deepEqual(told(good()), []);
    assert.deepEqual(told(changed(all(bilingual(), form({ 'x-note': 'mine' })))), []);
    assert.deepEqual(told(changed(stepped)), []);
    assert.deepEqual(told(changed(all(form({ anonymous: true }), silent))), []);
    assert.deepEqual(told(changed(more(...said(292)))), []);
  });

  for (const [what, spoil, expected, words = {}] of CASES) {
    test(`are told of: ${what}`, () => {
      const written = good();
      spoil(written);
      const findings = told(written);
      const open = expected.flatMap((one) => (one.startsWith('* ') ? [one.slice(2)] : []));
      const found = findings.map(({ code, pointer }) =>
        open.includes(pointer) ? `* ${pointer}` : `${code} ${pointer}`,
      );
      assert.deepEqual(found.toSorted(), expected.toSorted(), JSON.stringify(findings));
      const first = findings.find(({ code, pointer }) => expected[0] === `${code} ${pointer}`);
      for (const [key, value] of Object.entries(words))
        assert.equal(first?.[key as keyof Finding], value, key);
    });
  }

  test('have the words of the library, unless they have their own', () => {
    const written = changed(bilingual());
    written.items[0] = { use: 'name', id: 'name', label: 'Who are you?' };
    assert.deepEqual(told(written), []);
    const { document } = withLibrary(written);
    assert.deepEqual((document as Written).items[0], {
      type: 'text',
      data: 'name',
      autocomplete: 'name',
      label: 'Who are you?',
      id: 'name',
    });
  });
});

describe('the JSON Schema for editors', () => {
  afterEach(() => setImmediate());

  const validate = new Ajv({ strict: false, validateFormats: false }).compile(formJsonSchema());
  const accepts = (written: unknown): boolean => validate(JSON.parse(JSON.stringify(written)));

  const forms = readdirSync(join(SAMPLE, 'forms'));
  for (const file of forms) {
    test(`takes ${file}`, () => {
      assert.equal(accepts(read(`forms/${file}`)), true, JSON.stringify(validate.errors));
    });
  }

  test('takes a form with keys of its author', () => {
    assert.equal(forms.length, 7);
    assert.equal(accepts({ ...good(), $schema: './form.schema.json', 'x-note': 'mine' }), true);
  });

  const REFUSED: [what: string, spoil: Spoil][] = [
    ['an opt-in that is ticked', consent('news-email', { checked: true })],
    ['a notice that is ticked', consent('privacy-notice', { checked: false })],
    ['a required opt-in', consent('news-email', { required: true })],
    ['an opt-in with a default', consent('news-post', { default: true })],
    ['an expression as condition', on('message', { showIf: "reason == 'stand'" })],
    ['an expression in a group', on('message', { showIf: { any: ['reason'] } })],
    [
      'an expression at a question of the library',
      (written) => (written.items[0] = { use: 'name', id: 'name', showIf: 'true' }),
    ],
    ['a box that is ticked', more({ ...BOX, checked: true })],
    ['an unknown channel', consent('news-post', { channel: 'pigeon' })],
    ['an unknown question of the library', (written) => (written.items[0] = { use: 'shoe', id: 'name' })],
    ['600 items', more(...said(592))],
  ];
  for (const [what, spoil] of REFUSED) {
    test(`refuses ${what}`, () => {
      const written = good();
      spoil(written);
      assert.equal(accepts(written), false);
    });
  }
});
