/** The lint of a whole form: its languages, where findings point, and who asks it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkForm } from '../../../src/protocol/form-check.ts';
import type { FormDefinition, OptIn } from '../../../src/protocol/form-definition.schema.ts';
import { refusals } from '../../../src/protocol/form-text.schema.ts';
import { lintForm } from '../../../src/protocol/lint/lint-form.ts';
import { rulesOf } from '../../../src/protocol/lint/rules.ts';
import type { SiteDocument } from '../../../src/protocol/site.schema.ts';
import { badTexts, goodTexts, LANGUAGES } from '../../fixtures/consent-words.ts';
import type { ConsentText, ReadLanguage } from '../../fixtures/consent-words.ts';
import { codesOf, errorsOf, formSaying, lint, SITE } from '../../helpers/linted-forms.ts';

const ENGLISH = 'Email me news. I can stop this at any time.';
const GERMAN = 'Schicken Sie mir E-Mails. Ich kann das jederzeit beenden.';
const OWN = SITE.controller.name;

const saying = (text: string, language: ReadLanguage = 'en'): FormDefinition =>
  formSaying({ text, channel: 'email', isAlone: false }, language);

/** English words, and these of another language beside them. */
function translated(language: string, catalogue: Record<string, string>): FormDefinition {
  return { ...saying(ENGLISH), languages: ['en', language], translations: { [language]: catalogue } };
}

const WHOLE = {
  title: 'Neues',
  'choice.text': GERMAN,
  'notice.text': `${OWN} bewahrt Ihre Angaben 24 Monate auf.`,
  'submit.label': 'Senden',
};

describe('the languages of a form', () => {
  test('are all read; findings point at the words of each', () => {
    const bad = { ...WHOLE, 'choice.text': 'Schicken Sie mir E-Mails.', 'submit.label': 'Zustimmen' };
    assert.deepEqual(
      lint(translated('de', bad)).map(({ code, pointer }) => `${code} ${pointer}`),
      ['no-withdrawal /translations/de/choice.text', 'sending-is-no-consent /translations/de/submit.label'],
    );
    assert.deepEqual(codesOf(translated('de', WHOLE)), []);
  });

  test('are read by their own words in every region', () => {
    const other = { ...WHOLE, 'choice.text': 'Schicken Sie mir Post. Ich kann das jederzeit beenden.' };
    assert.deepEqual(codesOf(translated('de-AT', WHOLE)), []);
    assert.deepEqual(codesOf(translated('de-AT', other)), ['channel-not-named', 'other-channel']);
  });

  test('know the titles of other purposes, whatever the region', () => {
    const text = 'Schicken Sie mir E-Mails und Umfragen. Ich kann das jederzeit beenden.';
    assert.deepEqual(codesOf(translated('de-CH', { ...WHOLE, 'choice.text': text })), ['bundled']);
  });

  test('are not judged by words that are not there yet', () => {
    const { 'choice.text': _text, ...others } = WHOLE;
    assert.deepEqual(codesOf(translated('de', others)), []);
    assert.deepEqual(codesOf(translated('de', { ...WHOLE, 'choice.text': '\u200b ' })), []);
  });

  test('without a table are left to people, by name', () => {
    const [finding, ...others] = lint(translated('fr', { 'choice.text': 'Oui.' }));
    assert.deepEqual(others, []);
    assert.equal(finding?.code, 'words-not-read');
    assert.equal(finding.pointer, '/languages/1');
    assert.equal(finding.found, 'fr');
    assert.equal(finding.severity, 'warning');
    assert.deepEqual(codesOf({ ...saying(ENGLISH), languages: ['constructor'] }), ['words-not-read']);
  });
});

describe('who asks', () => {
  const named = (name: string): SiteDocument => ({ ...SITE, controller: { ...SITE.controller, name } });
  const asking = (text: string): FormDefinition =>
    formSaying({ text, channel: 'email', isAlone: true }, 'en');
  const codes = (form: FormDefinition, site: SiteDocument): string[] =>
    lintForm(form, site).map(({ code }) => code);

  test('may be named in the choice itself', () => {
    assert.deepEqual(codes(asking(`Email me news. The sender is ${OWN}. I can stop this.`), SITE), []);
    assert.deepEqual(
      codes(asking(`Email me news from [${OWN}](policy:privacy). I can stop this.`), SITE),
      [],
    );
  });

  test('is not named by a part of another name', () => {
    const site = named('Expo');
    assert.deepEqual(codes(asking('Email me news from Expomax. I can stop this.'), site), ['no-controller']);
    assert.deepEqual(codes(asking('Email me news from Expo! I can stop this.'), site), []);
  });

  test('may be called like a channel or a partner', () => {
    const site = named('Post & Partners, Inc.');
    assert.deepEqual(codes(asking('Email me news from Post & Partners, Inc. I can stop this.'), site), []);
  });

  test('is not named by a notice that may be hidden', () => {
    const form = saying(ENGLISH);
    const items = [
      { id: 'first', step: 'First', showIf: { field: 'email', filled: true } } as const,
      ...form.items,
    ];
    assert.ok(codesOf({ ...form, items }).includes('no-controller'));
  });

  test('has an address that says nothing of a channel', () => {
    const text = `Send me offers by post. ${OWN}, email@partners.example. I can stop this at any time.`;
    assert.deepEqual(codesOf(formSaying({ text, channel: 'post', isAlone: true }, 'en')), []);
  });
});

describe('a purpose', () => {
  test('may have the title of another in its own', () => {
    const purposes = SITE.purposes.map((purpose) =>
      purpose.id === 'talent-pool' ? { ...purpose, title: 'News' } : purpose,
    );
    const form = saying('Email me news and offers. I can stop this at any time.');
    assert.deepEqual(lintForm(form, { ...SITE, purposes }), []);
    const optIn = form.consents.choice as OptIn;
    const other = { ...form, consents: { ...form.consents, choice: { ...optIn, purpose: 'survey' } } };
    assert.deepEqual(
      lintForm(other, { ...SITE, purposes }).map(({ code, found }) => `${code} ${found ?? ''}`),
      ['bundled news and offers'],
    );
  });
});

describe('what must be answered', () => {
  const asking = (count: number): FormDefinition => {
    const form = saying(ENGLISH);
    const questions = Array.from({ length: count }, (_, index) => ({
      id: `q-${String(index)}`,
      type: 'text' as const,
      label: 'OK',
      required: true,
      why: 'OK',
    }));
    return { ...form, items: [...questions, ...form.items] };
  };

  test('is counted beyond six', () => {
    assert.deepEqual(lint(asking(6)), []);
    assert.deepEqual(lint(asking(7)), [
      { pointer: '/items', code: 'many-required', expected: 'at most 6', found: '7', severity: 'warning' },
    ]);
  });
});

describe('forty words', () => {
  const words = (count: number): string =>
    `${'an '.repeat(count - 10)}email of news; I can stop this at any time.`;

  test('are the most, without the targets of links', () => {
    assert.deepEqual(errorsOf(saying(words(40))), []);
    assert.deepEqual(errorsOf(saying(words(40).replace('news', '[news](policy:privacy)'))), []);
    assert.deepEqual(
      lint(saying(words(41))).filter(({ code }) => code === 'too-long').map(({ found }) => found),
      ['41'],
    ); // prettier-ignore
  });
});

/** Letters that hide nothing: drawn as nothing, as a space, or as another letter. */
const UNSEEN = ['\u00ad', '\u200b', '\u200d', '\u2060', '\ufeff', '\u034f', '\u061c', '\u{e0020}'];
const SPACES = [' ', '\u00a0', '\u2009', '\u202f', '\n', '  '];
const LIKE: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'ａ'],
  e: ['е', 'ｅ', '𝐞'],
  o: ['о', 'ο'],
  p: ['р'],
  c: ['с'],
  i: ['і'],
  '-': ['\u2010', '\u2011', '\u2013'],
  "'": ['’', 'ʼ'],
};

const disguised = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.nat({ max: 999 }), { minLength: text.length, maxLength: text.length })
    .map((draws) => Array.from(text, (letter, at) => disguise(letter, draws[at] ?? 0)).join(''));

function disguise(letter: string, draw: number): string {
  const like = letter === ' ' ? SPACES : LIKE[letter];
  const other = like !== undefined && draw % 3 === 0 ? like[draw % like.length] : undefined;
  const unseen = draw % 5 === 0 ? UNSEEN[draw % UNSEEN.length] : '';
  const upper = draw % 7 === 0 && letter !== 'ß' ? letter.toUpperCase() : letter;
  return `${other ?? upper}${unseen ?? ''}`;
}

describe('what cannot be seen', () => {
  for (const language of LANGUAGES) {
    const all = [...goodTexts(language), ...badTexts(language)].filter(({ text }) => !text.includes(']('));

    test(`changes no judgement in ${language}`, () => {
      const arbitrary = fc
        .constantFrom(...all)
        .chain((said) => disguised(said.text).map((text): [ConsentText, string] => [said, text]));
      fc.assert(
        fc.property(arbitrary, ([said, text]) => {
          assert.deepEqual(errorsOf(formSaying({ ...said, text }, language)).sort(), [...said.codes].sort());
        }),
        { numRuns: 1000 },
      );
    });
  }
});

describe('whoever publishes', () => {
  test('is told the same once there is a site, and nothing of words without one', () => {
    const form = saying('Call me.');
    const codes = ['channel-not-named', 'other-channel', 'no-withdrawal'];
    assert.deepEqual(refusals(checkForm(form, { site: SITE })).map(({ code }) => code), codes); // prettier-ignore
    assert.deepEqual(refusals(checkForm(form)), []);
  });

  test('can be told why: every code has its requirement', () => {
    const codes = LANGUAGES.flatMap((language) => badTexts(language).flatMap((said) => said.codes));
    const others = ['hard-to-read', 'words-not-read', 'many-required', 'no-retention'];
    for (const code of new Set([...codes, ...others])) assert.ok(rulesOf(code).length > 0, code);
    assert.deepEqual(rulesOf('constructor'), []);
  });
});
