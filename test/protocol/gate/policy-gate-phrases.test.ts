/** Phrases that only a person can judge: each is asked about where it stands, in both languages, and not where it only seems to. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PHRASE_RULES } from '../../../src/protocol/gate/phrase-rules.ts';
import type { PhraseCode } from '../../../src/protocol/gate/phrase-rules.ts';
import { gatePolicy } from '../../../src/protocol/gate/policy-gate.ts';
import { CORRECTED, PLACE, saying } from '../../helpers/policy-gated.ts';

const OTHER = ['language-missing', 'language-unread', 'period-apart', 'cover-unsupported'];

function asked(language: string, words: string | string[], place = PLACE): string[] {
  const { questions } = gatePolicy(saying(language, words), place);
  return [...new Set(questions.map(({ code }) => code))].filter((code) => !OTHER.includes(code));
}

type Sayings = Record<'en' | 'de', { asks: string[]; not: string[] }>;

const PHRASES: Record<PhraseCode, Sayings> = {
  'check-back': {
    en: {
      asks: [
        'Look at this page whenever you come back.',
        'Check the policy regularly.',
        'We ask you to frequently visit this page.',
      ],
      not: ['You need not check. Our site shows you what is new.', 'We review this policy.'],
    },
    de: {
      asks: ['Lesen Sie diese Erklärung bei jedem Besuch.', 'Bitte sehen Sie regelmäßig hier nach, was neu ist, und informieren Sie sich.'],
      not: ['Sie müssen nicht nachsehen.', 'Ältere Fassungen bleiben hier lesbar.'],
    },
  },
  'changes-without-notice': {
    en: {
      asks: ['We reserve the right to amend these words.', 'We may update this notice at any time.', 'in our sole discretion'],
      not: ['When this policy changes, we tell you 30 days before.'],
    },
    de: {
      asks: ['Wir behalten uns vor, den Text zu ändern.', 'Wir können diese Erklärung jederzeit ändern.'],
      not: ['Ändert sich diese Erklärung, sagen wir es Ihnen.'],
    },
  },
  'opt-out-tick': {
    en: {
      asks: [
        'If you do not want letters, tick the box.',
        'Tick this box if you object.',
        'Untick it.',
        'We write to you unless you tell us.',
      ],
      not: ['No box is ticked for you.', 'Tick the box to get our news.', 'You can object at any time.'],
    },
    de: {
      asks: ['Wenn Sie das nicht wünschen, kreuzen Sie das Feld an.', 'Entfernen Sie den Haken.', 'Wir schreiben Ihnen, sofern Sie nicht widersprechen.'],
      not: ['Keines ist vorab angekreuzt.', 'Kreuzen Sie das Kästchen an, um Neuigkeiten zu bekommen.'],
    },
  },
  'product-notices': {
    en: {
      asks: ['We inform you of new products.', 'to tell you about changes to our products'],
      not: ['We tell you about changes to a service you use.', 'You may like our products.'],
    },
    de: {
      asks: ['Wir informieren Sie über neue Produkte.', 'um über Produkte zu unterrichten'],
      not: ['Wir sagen Ihnen, wenn sich Ihre Leistung ändert.'],
    },
  },
  'erasure-late': {
    en: {
      asks: [
        'Once you confirm receipt, we delete the data.',
        'We erase the data within one year.',
        'Within twelve months we delete everything.',
      ],
      not: ['We erase the data without delay.', 'We answer within one month.'],
    },
    de: {
      asks: ['Bestätigen Sie den Erhalt, löschen wir die Daten.', 'Wir löschen die Daten innerhalb eines Jahres.'],
      not: ['Wir löschen die Daten unverzüglich.', 'Wir antworten innerhalb eines Monats.'],
    },
  },
  'period-open': {
    en: {
      asks: ['We keep data as long as necessary.', 'We store data for as long as it is reasonably needed.'],
      not: ['We keep data as long as necessary: two years.', 'We keep data for two years.'],
    },
    de: {
      asks: ['Wir speichern Daten, solange es erforderlich ist.'],
      not: ['Wir speichern Daten, solange wir sie brauchen: zwei Jahre.'],
    },
  },
  'erasure-impossible': {
    en: {
      asks: ['There is no way to remove names.', 'To erase one person is impossible.', 'Backups are kept as a whole.'],
      not: ['We cannot call you.', 'Backups are overwritten after 90 days.', 'We delete what you ask us to delete.'],
    },
    de: {
      asks: ['Einzelne Namen zu löschen, ist nicht möglich.', 'Namen können nicht entfernt werden.'],
      not: ['Wir können Sie nicht anrufen.', 'Sicherungskopien werden nach 90 Tagen überschrieben.'],
    },
  },
  'any-purpose': {
    en: { asks: ['for any and all purposes', 'for any other purpose', 'for all purposes'], not: ['for this purpose', 'Every purpose has one basis.'] },
    de: { asks: ['für alle Zwecke', 'zu sämtlichen anderen Zwecken'], not: ['für diesen Zweck', 'Jeder Zweck hat genau eine Rechtsgrundlage.'] },
  },
  'vague-recipients': {
    en: {
      asks: ['our advisers as appropriate', 'selected partners', 'We share it with hosts and others.'],
      not: ['advisers, such as lawyers, when their work needs it', 'the firms that host our servers'],
    },
    de: {
      asks: ['unsere Berater, soweit nötig', 'ausgewählte Partner', 'Wir geben sie an Firmen und andere weiter.'],
      not: ['Berater, etwa Anwälte, wenn ihre Arbeit es verlangt'],
    },
  },
  'business-sale': {
    en: { asks: ['the buyer of our firm', 'if we sell the business', 'in a merger'], not: ['We do not sell your data.', 'You buy a stand.'] },
    de: { asks: ['der Käufer unserer Firma', 'wenn wir das Unternehmen verkaufen'], not: ['Wir verkaufen Ihre Daten nicht.'] },
  },
  'agreed-by-use': {
    en: {
      asks: ['By using this site you agree to everything.', 'Your continued use of our site means that you accept it.'],
      not: ['By writing to us you start a conversation.', 'If you agree, we send you news.'],
    },
    de: { asks: ['Durch die Nutzung der Website stimmen Sie zu.'], not: ['Wenn Sie zustimmen, schicken wir Ihnen Post.'] },
  },
  'accept-words': {
    en: { asks: ['You accept this policy.', 'You must agree to the terms.'], not: ['You agree to get our news.', 'If you agree, we call you.'] },
    de: { asks: ['Sie akzeptieren diese Erklärung.'], not: ['Wenn Sie zustimmen, rufen wir Sie an.'] },
  },
  'vague-purpose': {
    en: { asks: ['to develop new services', 'for research purposes', 'what may interest you'], not: ['to answer your message'] },
    de: { asks: ['um neue Dienste zu entwickeln', 'was Sie interessieren könnte'], not: ['um Ihnen zu antworten'] },
  },
}; // prettier-ignore

describe('a phrase that a person has to judge', () => {
  for (const [code, sayings] of Object.entries(PHRASES)) {
    for (const [language, { asks, not }] of Object.entries(sayings)) {
      test(`${code} is asked about, and nothing like it, in ${language}`, () => {
        for (const words of asks) assert.ok(asked(language, words).includes(code), words);
        for (const words of not) assert.ok(!asked(language, words).includes(code), words);
      });
    }
  }

  test('is a question with its requirement, its place and what was found', () => {
    const { questions } = gatePolicy(saying('en', 'We use it for any and all purposes.'), PLACE);
    assert.deepEqual(
      questions.find(({ code }) => code === 'any-purpose'),
      {
        pointer: '/texts/en/sections/0/blocks/0',
        section: 'words',
        code: 'any-purpose',
        requirement: PHRASE_RULES['any-purpose'].requirement,
        expected: PHRASE_RULES['any-purpose'].expected,
        found: '"any and all purposes"',
        severity: 'question',
      },
    );
  });

  test('is looked for in title, remark, headings and summaries too', () => {
    const version = saying('en', 'Words.', 'For any and all purposes', { summary: 'For all purposes.' });
    const text = version.texts['en']!;
    text.title = 'A policy for any other purpose';
    text.remark = 'For any purpose';
    const pointers = gatePolicy(version, PLACE)
      .questions.filter(({ code }) => code === 'any-purpose')
      .map(({ pointer }) => pointer);
    assert.deepEqual(pointers, [
      '/texts/en/title',
      '/texts/en/remark',
      '/texts/en/sections/0/heading',
      '/texts/en/sections/0/summary',
    ]);
  });
});

describe('a section as a whole', () => {
  const only = (code: string, language: string, words: string | string[], place = PLACE): boolean =>
    asked(language, words, place).includes(code);

  test('sends complaints to nothing but a mailbox', () => {
    assert.ok(only('one-mailbox', 'en', 'Send a complaint to mail@example.org.'));
    assert.ok(!only('one-mailbox', 'en', 'Send a complaint to mail@example.org or by post.'));
    assert.ok(!only('one-mailbox', 'en', 'Write to mail@example.org.'));
    assert.ok(only('one-mailbox', 'de', 'Beschwerden an mail@example.org.'));
    assert.ok(!only('one-mailbox', 'de', 'Beschwerden an mail@example.org oder mit dem Formular.'));
  });

  test('tells of a breach to clients alone', () => {
    const clients = 'After a breach we inform our clients within 72 hours.';
    assert.ok(only('breach-told-to-few', 'en', clients));
    assert.ok(only('breach-told-to-few', 'en', [clients, 'We report it to the authority.']));
    assert.ok(!only('breach-told-to-few', 'en', [clients, 'We report it to the authority and tell you.']));
    assert.ok(only('breach-told-to-few', 'de', 'Nach einem Vorfall unterrichten wir unsere Kunden.'));
    assert.ok(!only('breach-told-to-few', 'de', 'Nach einem Vorfall unterrichten wir Kunden und Aufsicht und sagen es Ihnen.')); // prettier-ignore
  });

  test('says "may" again and again; the month and what people may do are something else', () => {
    assert.ok(only('vague-verbs', 'en', 'We may ask. We may keep it. It might be shared.'));
    assert.ok(
      !only('vague-verbs', 'en', 'We may ask. You may refuse. In May we may answer. In May, you may ask.'),
    );
    assert.ok(
      only('vague-verbs', 'de', 'Wir könnten fragen, eventuell speichern und möglicherweise teilen.'),
    );
  });

  test('of a British site names the EEA without the United Kingdom', () => {
    const eea = 'We store data in the European Economic Area.';
    const site = { ...PLACE.site, jurisdiction: 'eu' as const };
    assert.ok(only('region-unnamed', 'en', eea));
    assert.ok(!only('region-unnamed', 'en', [eea, 'And in the United Kingdom.']));
    assert.ok(!only('region-unnamed', 'en', eea, { ...PLACE, site }));
    assert.ok(only('region-unnamed', 'de', 'Wir speichern Daten im EWR.'));
  });
});

describe('damaged text', () => {
  for (const words of ['?', '? ?', 'we\u2019ll \ufffd see', 'F\u00c3\u00bcr Sie', 'it\u00e2\u20ac\u2122s', 'H?user', 'a\u00c2\u00a0b']) {
    test(`is found in any language: ${JSON.stringify(words)}`, () => {
      for (const language of ['en', 'fr']) assert.ok(asked(language, words).includes('damaged-text'));
    });
  }

  test('is no question, address, accent or dash', () => {
    for (const words of ['Who are we?', 'See https://example.org/?a=b&c?d and example.org/a?b.', 'Ça va, Ângela? São Paulo', 'we \u2013 you \u201cthey\u201d', 'What? Why?']) {
      assert.ok(!asked('en', words).includes('damaged-text'), words);
    }
  });

  test('is nowhere in the corrected sample', () => {
    assert.deepEqual(gatePolicy(CORRECTED, PLACE).questions, []);
  });
}); // prettier-ignore
