/** The text against the site, its forms and its own days: each rule fires on one change, and on nothing else. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dayReader } from '../../../src/protocol/gate/dates.ts';
import { periodReader, periodsOf } from '../../../src/protocol/gate/periods.ts';
import { gatePolicy } from '../../../src/protocol/gate/policy-gate.ts';
import type { Block } from '../../../src/protocol/policy-text.schema.ts';
import { languageOf } from '../../../src/protocol/gate/words.ts';
import { CORRECTED, PLACE, findingsOf, reworded, said } from '../../helpers/policy-gated.ts';

type Change = readonly [from: string, to: string];

/** What is changed in the corrected sample → all that the gate then says. */
const CASES: readonly [name: string, changes: Change[], findings: string[]][] = [
  ['the name of the controller', [['SmartXpo Solutions Limited', 'We']], ['controller-name']],
  ['a house number', [['62-65 Chandos', '65 Chandos']], ['controller-address']],
  ['a post code', [['WC2N 4HG', '']], ['controller-address']],
  ['the country alone', [['London, WC2N 4HG, United Kingdom', 'London, WC2N 4HG']], []],
  ['the mailbox', [['info@smartxpo.com', 'mail@example.org']], ['controller-email']],
  [
    'one spelling of the mailbox',
    [['or by writing to info@smartxpo.com', 'or by writing to Info@SmartXpo.com']],
    ['spelled-otherwise "Info@SmartXpo.com"'],
  ],
  [
    'the authority under its older name',
    [
      ['Information Commission', 'Information Commissioner’s Office'],
      ['ico.org.uk', 'its site'],
    ],
    ['authority-unnamed'],
  ],
  ['the authority known by its address alone', [['Information Commission', 'authority (Behörde)']], []],
  ['portability', [['take it away in a form that machines can read', 'take it to heart']], ['right-unnamed portability']],
  ['restriction in German', [['einschränken, was wir damit tun', 'sagen, was wir damit tun sollen']], ['right-unnamed restriction']],
  ['a purpose', [['to make figures that name nobody and help us plan our marketing', 'to think'], ['planning our marketing with figures instead of guesses', 'thinking'], ['Answers counted into marketing figures', 'Such answers']], ['interest-missing marketing-reports', 'purpose-missing marketing-reports']],
  ['a basis', [['to evaluate surveys you take part in (consent)', 'to evaluate surveys you take part in']], ['basis-missing survey']],
  ['another basis', [['(steps before a contract that you ask for)', '(consent)']], ['basis-missing recruitment']],
  ['an interest', [['finding faults and improving our services', 'being good']], ['interest-missing internal-analytics']],
  ['a period', [['six months after we fill the post', 'a while after we fill the post'], ['six months after your visit', 'a while after your visit']], ['period-missing internal-analytics', 'period-missing recruitment']],
  ['a period in other words', [['24 months after our last message to you', 'two years after our last message to you']], []],
  ['a period apart from its purpose', [[' Quality and performance data: six months after your visit.', '']], ['period-apart internal-analytics']],
  ['a channel', [[', by email, post or phone (consent)', ' (consent)'], [', or call you', ''], ['Email, post and phone each', 'Email and post each']], ['channel-unnamed direct-marketing phone']],
  ['the data a channel needs', [['your postal address', 'your place'], ['without a postal address', 'without a place']], ['contact-unnamed post']],
  ['a declared kind of data', [['"postal-address",', '']], ['undeclared-field "postal-address"']],
]; // prettier-ignore

describe('the text against the configuration', () => {
  for (const [name, changes, findings] of CASES) {
    test(`${findings.length === 0 ? 'takes' : 'misses'} ${name}`, () => {
      assert.deepEqual(said(reworded(...changes)).toSorted(), findings.toSorted());
    });
  }

  test('names T3 for what a channel needs and S-04 for the rest', () => {
    const requirement = (kind: string): string | undefined =>
      gatePolicy({ ...CORRECTED, collects: CORRECTED.collects.filter((own) => own !== kind) }, PLACE).stops[0]
        ?.requirement;
    assert.deepEqual(['postal-address', 'project', 'source'].map(requirement), ['T3', 'S-04', 'S-04']);
  });

  test('says which forms ask for what is not declared', () => {
    const { stops } = gatePolicy(
      { ...CORRECTED, collects: CORRECTED.collects.filter((kind) => kind !== 'postal-address') },
      PLACE,
    );
    assert.match(stops[0]?.expected ?? '', /: consulting-inquiry, subscription$/);
  });

  test('asks for nothing that no form offers', () => {
    const version = reworded(
      ['your postal address', 'your place'],
      ['without a postal address', 'without a place'],
    );
    assert.deepEqual(said(version, { ...PLACE, forms: [] }), []);
  });

  test('knows the authority by its local name', () => {
    const site = {
      ...PLACE.site,
      authority: { name: 'Data Protection Board', url: 'https://www.board.example' },
      translations: { de: { ...PLACE.site.translations?.['de'], 'authority.name': 'Datenschutzaufsicht' } },
    };
    const findings = findingsOf(gatePolicy(CORRECTED, { ...PLACE, site }));
    assert.deepEqual(
      findings.map(({ code, pointer }) => `${code} ${pointer.slice(0, 9)}`),
      ['authority-unnamed /texts/en'],
    );
  });

  test('finds the basis over a list, in a heading and in a table', () => {
    const purposes = PLACE.site.purposes.filter(({ id }) => id === 'survey');
    const place = { site: { ...PLACE.site, purposes, languages: ['en'] }, forms: [] };
    const bases = (blocks: Block[], heading = 'Words'): boolean =>
      !said(
        { ...CORRECTED, texts: { en: { title: 'x', sections: [{ id: 'x', heading, blocks }] } } },
        place,
      ).some((finding) => finding.startsWith('basis') || finding.startsWith('purpose'));
    const run = (text: string): { text: string }[] => [{ text }];
    const list = { kind: 'list' as const, items: [run('to evaluate surveys')] };
    assert.ok(bases([{ kind: 'paragraph', text: run('With your consent we use data') }, list]));
    assert.ok(
      !bases([{ kind: 'paragraph', text: run('By contract or with your consent we use data') }, list]),
    );
    assert.ok(bases([list], 'With your consent'));
    assert.ok(bases([{ kind: 'table', head: [run('What'), run('Why')], rows: [[run('Surveys'), run('Consent')]] }])); // prettier-ignore
    assert.ok(bases([{ kind: 'paragraph', text: run('It rests on your consent.') }], 'Surveys'));
    assert.ok(!bases([{ kind: 'paragraph', text: run('It rests on consent or contract.') }], 'Surveys'));
  });
});

describe('days in the text', () => {
  const withDay = (sentence: string): string[] =>
    said(reworded(['Older versions stay here to read.', sentence]));

  test('are those of the version', () => {
    assert.deepEqual(withDay('Last updated: 1 November 2026'), []);
    assert.deepEqual(withDay('This policy was last updated on 1 October 2026.'), ['day-differs 2026-10-01']);
    assert.deepEqual(withDay('This version takes effect on November 2nd, 2026.'), ['day-differs 2026-11-02']);
    assert.deepEqual(withDay('In force from 2026-11-01.'), []);
  });

  test('of other things are left alone', () => {
    assert.deepEqual(withDay('The effective rules of 2016 are known; we began on 3 May 2010.'), []);
  });

  test('are read in both languages, and not guessed', () => {
    const english = dayReader(languageOf('en')!.words);
    const german = dayReader(languageOf('de')!.words);
    assert.deepEqual(
      ['19 June 2018', 'April 1st 2026', '19th of June, 2018', '2026-11-22', '31 February 2026', '01/02/2026'].map(english),
      ['2018-06-19', '2026-04-01', '2018-06-19', '2026-11-22', undefined, undefined],
    ); // prettier-ignore
    assert.deepEqual(['19. Juni 2018', '3. März 2026', '01.11.2026', '31.2.2026'].map(german), [
      '2018-06-19',
      '2026-03-03',
      '2026-11-01',
      undefined,
    ]);
  });
});

describe('periods', () => {
  test('are one measure, in words and figures', () => {
    const english = periodReader(languageOf('en')!.words);
    const german = periodReader(languageOf('de')!.words);
    for (const words of ['24 months', 'two years', 'twenty-four months', '2 full years', 'a 24-month term']) {
      assert.deepEqual([...english(words)], ['M24'], words);
    }
    for (const words of ['24 Monate', 'zwei Jahren', 'vierundzwanzig Monate', '2 volle Jahre']) {
      assert.deepEqual([...german(words)], ['M24'], words);
    }
    assert.deepEqual([...english('two weeks or 30 days, once in one month')], ['D14', 'D30', 'M1']);
    assert.deepEqual([...english('up to year, a monthly letter, twenty yearlings')], []);
  });

  test('of a duration are its parts', () => {
    assert.deepEqual(['P24M', 'P2Y', 'P1Y6M', 'P30D', 'P1M10D', 'P0D'].map(periodsOf), [
      ['M24'],
      ['M24'],
      ['M18'],
      ['D30'],
      ['M1', 'D10'],
      ['D0'],
    ]);
  });
});

describe('languages', () => {
  test('of the site have a text, or a person says that it need not', () => {
    const site = { ...PLACE.site, languages: ['en', 'de', 'fr'] };
    assert.deepEqual(said(CORRECTED, { ...PLACE, site }), ['language-missing']);
    const varieties = { ...PLACE.site, languages: ['en', 'de-AT'] };
    assert.ok(!said(CORRECTED, { ...PLACE, site: varieties }).includes('language-missing'));
  });

  test('that the rules do not read are read by a person', () => {
    const texts = { ...CORRECTED.texts, fr: CORRECTED.texts['en']! };
    assert.ok(said({ ...CORRECTED, texts }).includes('language-unread fr'));
  });
});
