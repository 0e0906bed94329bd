/** Every text of the tables is judged as it stands there, as the source of a form and as its translation. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { badTexts, goodTexts, LANGUAGES } from '../../fixtures/consent-words.ts';
import { codesOf, errorsOf, formSaying } from '../../helpers/linted-forms.ts';

/** Fewer would not be worth the name of a measure. */
const LEAST = 60;

for (const language of LANGUAGES) {
  describe(`consent texts in ${language}`, () => {
    const good = goodTexts(language);
    const bad = badTexts(language);

    test('are many, and each stands there once', () => {
      assert.ok(good.length >= LEAST, `${String(good.length)} good ones`);
      assert.ok(bad.length >= LEAST, `${String(bad.length)} bad ones`);
      const texts = [...good, ...bad].map(({ channel, text }) => `${channel} ${text}`);
      assert.equal(new Set(texts).size, texts.length);
    });

    for (const said of good) {
      test(`nothing is said of ${said.channel}: ${said.text}`, () => {
        assert.deepEqual(codesOf(formSaying(said, language)), []);
      });
    }
    for (const said of bad) {
      test(`${said.codes.join(', ')} in ${said.channel}: ${said.text}`, () => {
        assert.deepEqual(errorsOf(formSaying(said, language)).sort(), [...said.codes].sort());
      });
    }
  });
}
