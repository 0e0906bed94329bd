/** Rules for the texts of a form that are no choice: what each finds, where, and what it lets through. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { FormDefinition } from '../../../src/protocol/form-definition.schema.ts';
import { readForm } from '../../../src/protocol/form-text.schema.ts';
import type { Finding } from '../../../src/protocol/problem.ts';
import type { ReadLanguage } from '../../fixtures/consent-words.ts';
import { formSaying, lint, SAMPLE, SITE } from '../../helpers/linted-forms.ts';

const GOOD = {
  en: { text: 'Email me news. I can stop this at any time.', channel: 'email', isAlone: false },
  de: { text: 'Schicken Sie mir E-Mails. Ich kann das jederzeit beenden.', channel: 'email', isAlone: false },
} as const;
const NOTICE = {
  en: 'SmartXpo Solutions Limited keeps your answers for 24 months.',
  de: 'SmartXpo Solutions Limited bewahrt Ihre Angaben 24 Monate auf.',
} as const;

function good(language: ReadLanguage = 'en'): FormDefinition {
  return formSaying(GOOD[language], language);
}

const withNotice = (text: string, language: ReadLanguage = 'en'): FormDefinition => {
  const form = good(language);
  return { ...form, consents: { ...form.consents, notice: { kind: 'notice', text } } };
};

/** Where a text stands → the form that says it there. */
const PLACES: Record<string, (text: string, language: ReadLanguage) => FormDefinition> = {
  '/title': (title, language) => ({ ...good(language), title }),
  '/intro': (intro, language) => ({ ...good(language), intro }),
  '/submit/label': (label, language) => ({ ...good(language), submit: { label } }),
  '/after/title': (title, language) => ({ ...good(language), after: { title, message: 'OK' } }),
  '/after/message': (message, language) => ({ ...good(language), after: { title: 'OK', message } }),
  '/consents/notice/text': (text, language) => withNotice(`${text} ${NOTICE[language]}`, language),
  '/consents/statement/text': (text, language) => {
    const form = good(language);
    const consents = { ...form.consents, statement: { kind: 'acknowledge', text } as const };
    return { ...form, consents, items: [...form.items, { id: 'end', ask: ['statement'] }] };
  },
  '/items/3/say': (say, language) => {
    const form = good(language);
    return { ...form, items: [...form.items, { id: 'words', say }] };
  },
  '/items/1/heading': (heading, language) => {
    const form = good(language);
    const items = form.items.map((item) =>
      'ask' in item && item.id === 'choices' ? { ...item, heading } : item,
    );
    return { ...form, items };
  },
  '/items/3/options/1/label': (label, language) => {
    const form = good(language);
    const options = [{ id: 'first', label: 'OK' }, { id: 'second', label }]; // prettier-ignore
    return { ...form, items: [...form.items, { id: 'pick', type: 'radio', label: 'OK', options }] };
  },
};

const SENDING = {
  en: [
    'By submitting this form you agree to our emails.',
    'By sending us this form, you give us your consent to contact you.',
    'By clicking “Send” you accept our terms.',
    'By continuing you allow us to write to you.',
    'By using this site you accept our policy.',
    'If you send this form, you consent to marketing.',
    'Submitting this form means that you accept our offers.',
    'Use of this website constitutes acceptance of the policy.',
    'You agree to hear from us when you submit the form.',
    'By sending this to Example Ltd. you agree to the rules.',
  ],
  de: [
    'Mit dem Absenden stimmen Sie unseren E-Mails zu.',
    'Mit dem Absenden dieses Formulars erklären Sie sich mit Werbung einverstanden.',
    'Durch das Abschicken willigen Sie in Anrufe ein.',
    'Beim Absenden akzeptieren Sie unsere Regeln.',
    'Mit der Nutzung dieser Seite akzeptieren Sie alles.',
    'Indem Sie das Formular absenden, erlauben Sie uns Anrufe.',
    'Wenn Sie das Formular absenden, stimmen Sie der Werbung zu.',
    'Das Absenden gilt als Zustimmung.',
    'Mit Ihrer Anmeldung erlauben Sie uns Werbung.',
    'Mit Klick auf den Knopf willigen Sie ein.',
  ],
} as const;

const HARMLESS = {
  en: [
    'By submitting this form you agree to nothing.',
    'By sending this form you do not agree to marketing.',
    'Sending the form does not mean that you accept anything.',
    'If you agree to news, tick the box.',
    'Send the form by clicking the button below.',
    'You can agree to news below, or leave the box empty.',
    'By using the map you find our stand.',
    'If you are already subscribed, you need not tick the box.',
    'If you tick the box, you automatically receive emails.',
    'We send you an email when we have it. You automatically receive a copy.',
  ],
  de: [
    'Mit dem Absenden stimmen Sie nichts zu.',
    'Mit dem Absenden stimmen Sie keiner Werbung zu.',
    'Das Absenden gilt nicht als Zustimmung.',
    'Wenn Sie Werbung erlauben möchten, setzen Sie das Häkchen.',
    'Mit dem Absenden kommt Ihre Nachricht bei uns an.',
    'Sie können unten Neuigkeiten zustimmen oder das Feld leer lassen.',
    'Mit der Karte finden Sie unseren Stand.',
    'Wenn Sie bereits angemeldet sind, brauchen Sie kein Häkchen.',
    'Sie erhalten automatisch eine E-Mail als Bestätigung.',
    'Danke, dass Sie sich angemeldet haben.',
  ],
} as const;

const SOFT = {
  en: [
    'You are already subscribed to our news.',
    'As a customer, you get our offers.',
    'The boxes are already ticked for you.',
    'We send you offers unless you object.',
  ],
  de: [
    'Sie sind bereits für Neuigkeiten angemeldet.',
    'Als Kundin erhalten Sie unsere Angebote.',
    'Die Kästchen sind schon angekreuzt.',
    'Sie erhalten automatisch Neuigkeiten.',
  ],
} as const;

const BUTTONS = {
  en: ['Agree and send', 'I accept', 'Send and consent', 'Allow all'],
  de: ['Zustimmen und senden', 'Ich stimme allem zu', 'Einwilligen', 'Alles erlauben'],
} as const;

const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, pointer }) => `${code} ${pointer}`);

for (const language of ['en', 'de'] as const) {
  describe(`the texts of a form in ${language}`, () => {
    for (const [pointer, formWith] of Object.entries(PLACES)) {
      test(`at ${pointer} say that sending agrees`, () => {
        for (const text of SENDING[language]) {
          const findings = lint(formWith(text, language));
          assert.deepEqual(told(findings), [`sending-is-no-consent ${pointer}`], text);
          assert.ok(findings.every(({ severity }) => severity === undefined));
        }
      });

      test(`at ${pointer} claim that somebody is on a list`, () => {
        for (const text of SOFT[language]) {
          assert.deepEqual(told(lint(formWith(text, language))), [`soft-opt-in ${pointer}`], text);
        }
      });
    }

    test('say what happens, or that nothing is agreed to', () => {
      for (const text of HARMLESS[language]) {
        const places = Object.entries(PLACES).filter(([pointer]) => pointer !== '/submit/label');
        for (const [, formWith] of places) assert.deepEqual(told(lint(formWith(text, language))), [], text);
      }
    });

    test('make a button agree', () => {
      for (const label of BUTTONS[language]) {
        const findings = lint({ ...good(language), submit: { label } });
        assert.deepEqual(told(findings), ['sending-is-no-consent /submit/label'], label);
      }
    });

    test('do not say how long answers are kept', () => {
      const text = { en: 'SmartXpo Solutions Limited reads it.', de: 'SmartXpo Solutions Limited liest es.' };
      const [finding, ...others] = lint(withNotice(text[language], language));
      assert.deepEqual(others, []);
      assert.equal(finding?.code, 'no-retention');
      assert.equal(finding.pointer, '/consents/notice/text');
      assert.equal(finding.severity, 'warning');
    });

    test('are hard to read', () => {
      const long = {
        en: 'Notwithstanding aforementioned considerations regarding organisational responsibilities, SmartXpo Solutions Limited systematically administers comprehensive documentation concerning participants, preferences, communications and correspondence throughout contractually established retention periods of months or 24 months.',
        de: 'Ungeachtet vorstehender Ausführungen hinsichtlich organisatorischer Verantwortlichkeiten verarbeitet SmartXpo Solutions Limited systematisch umfassende Dokumentationen betreffend Teilnehmereigenschaften, Kommunikationspräferenzen, Korrespondenzunterlagen beziehungsweise Vertragsangelegenheiten innerhalb gesetzlicher Aufbewahrungsfristen während mindestens 24 Monate.',
      };
      const [finding, ...others] = lint(withNotice(long[language], language));
      assert.deepEqual(others, []);
      assert.equal(finding?.code, 'hard-to-read');
      assert.equal(finding.severity, 'warning');
      assert.ok(Number(finding.found) > Number(finding.expected), 'the measure is given, and its limit');
    });
  });
}

describe('the sample forms', () => {
  const files = readdirSync(join(SAMPLE, 'forms')).filter((file) => file.endsWith('.json'));

  test('are seven', () => {
    assert.equal(files.length, 7);
  });

  for (const file of files) {
    test(`${file} breaks no rule of words`, () => {
      const { definition } = readForm(readFileSync(join(SAMPLE, 'forms', file), 'utf8'), { site: SITE });
      assert.ok(definition);
      assert.deepEqual(lint(definition), []);
    });
  }
});
