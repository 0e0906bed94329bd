/** The policy notice asks for nothing: no word of it, in any language, reads like a permission (rule 4). */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readUnits } from '../../tools/locales.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'src/elements/policy-notice');
const BANNED: Record<string, RegExp> = {
  en: /agree|accept|consent|approv|opt[- ]?in/i,
  de: /zustimm|einverstanden|akzeptier|einwillig|annehm|genehmig/i,
};

test('the words of the notice neither ask nor thank for a permission', () => {
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const messages = sources.flatMap((source) =>
    [...source.matchAll(/\bmsg\(\s*(?:str)?(['`])(.*?)\1/gs)].map(([, , words = '']) => words),
  );
  assert.ok(messages.length >= 18, 'Expected the messages to be found');
  assert.equal(messages.length, sources.join('').match(/\bmsg\(/g)?.length);
  for (const words of messages) assert.doesNotMatch(words, BANNED['en'] as RegExp);

  const units = readUnits(readFileSync(join(root, 'xliff/de.xlf'), 'utf8'));
  const plain = (words: string): string => words.replaceAll(/\$\{[^}]*\}+|<x [^>]*\/>/g, '');
  for (const words of messages) {
    const unit = units.find(({ source }) => plain(source) === plain(words));
    assert.ok(unit?.target, words);
    assert.doesNotMatch(unit.target, BANNED['de'] as RegExp);
  }
});
