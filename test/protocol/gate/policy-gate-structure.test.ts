/** Which duties a section fulfils, and what is missing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { suggestCovers } from '../../../src/protocol/gate/duties.ts';
import type { Duty } from '../../../src/protocol/policy-terms.ts';
import { DUTIES } from '../../../src/protocol/policy-terms.ts';
import type { SiteDocument } from '../../../src/protocol/site.schema.ts';
import { CORRECTED, PLACE, reworded, said, saying } from '../../helpers/policy-gated.ts';

function suggested(language: string, words: string, heading = 'Words'): Duty[] {
  const section = saying(language, words, heading).texts[language]?.sections[0];
  return suggestCovers(section!, language);
}

/** Words of each duty, and words that only sound like it. */
const SAYINGS: Record<Duty, { en: [says: string, not: string]; de: [says: string, not: string] }> = {
  identity: {
    en: ['Example Ltd is responsible for your data.', 'You are responsible for your password.'],
    de: ['Verantwortlich für Ihre Daten ist die Beispiel GmbH.', 'Wir antworten Ihnen gern.'],
  },
  purposes: {
    en: ['We use your data to answer you.', 'You use our site.'],
    de: ['Wir nutzen Ihre Daten, um Ihnen zu antworten.', 'Sie nutzen unsere Website.'],
  },
  interests: {
    en: [
      'Our legitimate interests are finding faults.',
      'We rest on our legitimate interests balanced with yours.',
    ],
    de: [
      'Unsere berechtigten Interessen sind: Fehler finden.',
      'Ein berechtigtes Interesse oder Ihre Einwilligung.',
    ],
  },
  recipients: {
    en: ['We share your data with our hosts.', 'We share your joy.'],
    de: ['Empfänger sind Firmen, die unsere Server betreiben.', 'Wir teilen Ihre Freude.'],
  },
  transfers: {
    en: ['Your data stays in the European Economic Area.', 'We move offices.'],
    de: ['Ihre Daten bleiben im Europäischen Wirtschaftsraum.', 'Wir ziehen um.'],
  },
  retention: {
    en: ['We keep your messages for two years.', 'We keep our promises.'],
    de: ['Wir bewahren Ihre Nachrichten zwei Jahre auf.', 'Wir halten Wort.'],
  },
  rights: {
    en: ['You have the right to see what we hold.', 'All is well with us.'],
    de: ['Sie haben das Recht auf Auskunft.', 'Bei uns ist alles gut.'],
  },
  withdrawal: {
    en: ['You can withdraw your consent at any time.', 'You can withdraw money.'],
    de: ['Sie können Ihre Einwilligung jederzeit widerrufen.', 'Sie können Geld abheben.'],
  },
  'controller-complaint': {
    en: ['You have the right to complain to us.', 'If you have a complaint, write to our mailbox.'],
    de: ['Sie können sich bei uns beschweren.', 'Schreiben Sie Beschwerden an unser Postfach.'],
  },
  'authority-complaint': {
    en: ['You can complain to the supervisory authority.', 'An authority may ask for data.'],
    de: ['Sie können sich bei der Aufsichtsbehörde beschweren.', 'Eine Behörde kann Daten verlangen.'],
  },
  obligation: {
    en: ['If you do not give us an address, we cannot answer.', 'The law obliges us to keep bills.'],
    de: ['Ohne Ihre Adresse können wir Ihnen nicht antworten.', 'Wir müssen Rechnungen aufheben.'],
  },
  'automated-decisions': {
    en: ['There is no automated decision-making.', 'The door opens automatically.'],
    de: ['Es gibt keine automatisierte Entscheidung.', 'Die Tür öffnet sich von selbst.'],
  },
  dpo: {
    en: ['We have no data protection officer, because none is required.', 'Our officers are kind.'],
    de: [
      'Wir haben keinen Datenschutzbeauftragten.',
      'Zuständig ist der Landesbeauftragte für den Datenschutz.',
    ],
  },
};

describe('what a section covers', () => {
  for (const duty of DUTIES) {
    for (const language of ['en', 'de'] as const) {
      const [says, not] = SAYINGS[duty][language];
      test(`knows ${duty} by its words and not by others, in ${language}`, () => {
        assert.ok(suggested(language, says).includes(duty), says);
        assert.ok(!suggested(language, not).includes(duty), not);
      });
    }
  }

  test('is known by a heading, unless nothing stands under it', () => {
    assert.deepEqual(suggested('en', 'See the table.', 'How long we keep data'), ['retention']);
    const { sections } = saying('en', [], 'How long we keep data').texts['en']!;
    assert.deepEqual(suggestCovers(sections[0]!, 'en'), []);
  });

  test('is the same in a variety of the language, and unknown in others', () => {
    assert.deepEqual(suggested('de-AT', 'Empfänger sind unsere Partner.'), ['recipients']);
    assert.deepEqual(suggested('fr', 'You have the right to complain to us.'), []);
  });

  test('is what the author says where the author says something', () => {
    const version = saying('en', SAYINGS.rights.en[0], 'Rights', { covers: [] });
    assert.ok(said(version).includes('duty-missing rights'));
  });

  test('is asked about where the author says it and the words do not', () => {
    const version = saying('en', 'Nothing of that kind.', 'Words', { covers: ['transfers'] });
    const findings = said(version);
    assert.ok(findings.includes('cover-unsupported transfers'));
    assert.ok(!findings.includes('duty-missing transfers'));
    const within = saying('en', 'Nothing of that kind.', 'Words', {
      covers: ['transfers'],
      sections: [
        {
          id: 'inner',
          heading: 'Inner',
          blocks: [{ kind: 'paragraph', text: [{ text: SAYINGS.transfers.en[0] }] }],
        },
      ],
    });
    assert.ok(!said(within).includes('cover-unsupported transfers'));
  });

  test('is declared once for all languages, in those without tables too', () => {
    const source = saying('en', 'Nothing.', 'Words', { covers: [...DUTIES] }).texts;
    const other = saying('fr', 'Rien.').texts;
    const findings = said({ ...CORRECTED, texts: { ...source, ...other } });
    assert.ok(!findings.some((finding) => finding.startsWith('duty-missing')));
    assert.ok(findings.includes('language-unread fr'));
  });
});

describe('duties of a site', () => {
  const empty = saying('en', 'Nothing.');
  const missing = (over: Partial<SiteDocument>): string[] =>
    said(empty, { site: { ...PLACE.site, ...over }, forms: [] })
      .filter((finding) => finding.startsWith('duty-missing'))
      .map((finding) => finding.replace('duty-missing ', ''));
  const withBases = (...bases: string[]): SiteDocument['purposes'] =>
    PLACE.site.purposes.filter(({ lawfulBasis }) => bases.includes(lawfulBasis));

  test('are all of them for a British site with interests and consent', () => {
    assert.deepEqual(missing({}), DUTIES);
  });

  test('leave out what only some sites have', () => {
    const without = (...duties: Duty[]): Duty[] => DUTIES.filter((duty) => !duties.includes(duty));
    assert.deepEqual(missing({ jurisdiction: 'eu' }), without('controller-complaint'));
    assert.deepEqual(missing({ purposes: withBases('consent') }), without('interests'));
    assert.deepEqual(missing({ purposes: withBases('legitimate-interests') }), without('withdrawal'));
    assert.deepEqual(missing({ purposes: withBases('contract') }), without('interests', 'withdrawal'));
  });

  test('include that none decides automatically and that there is no officer, in words', () => {
    assert.deepEqual(
      said(reworded(['We have no data protection officer, because', 'Write to us, because'])),
      ['duty-missing dpo'],
    );
    assert.deepEqual(said(reworded(['Kein Programm entscheidet', 'Niemand urteilt'], ['Keine automatischen Entscheidungen', 'Entscheidungen'])), ['duty-missing automated-decisions']); // prettier-ignore
  });

  test('are missed in each language', () => {
    const version = reworded(['keinen Datenschutzbeauftragten', 'niemanden dafür']);
    assert.deepEqual(said(version), ['duty-missing dpo']);
  });

  test('want a lawful basis said somewhere', () => {
    assert.ok(said(empty).includes('no-lawful-basis'));
    assert.ok(!said(saying('en', 'We rest on your consent.')).includes('no-lawful-basis'));
  });
});
