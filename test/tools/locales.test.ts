import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, readUnits, toPseudo, toTemplate } from '../../tools/locales.ts';

const xliff = `<body>
<trans-unit id="greeting">
  <source>Hello <x id="0" equiv-text="\${this.name}"/> &amp; co</source>
  <target>Hallo <x id="0" equiv-text="\${this.name}"/> &amp; Co</target>
</trans-unit>
<trans-unit id="off">
  <source>Off</source>
</trans-unit>
<trans-unit id="lost">
  <source><x id="0" equiv-text="\${a}"/> of <x id="1" equiv-text="\${b}"/></source>
  <target>von <x id="1" equiv-text="\${b}"/></target>
</trans-unit>
</body>`;
const [greeting, off, lost] = readUnits(xliff);

test('a translation becomes a plain template with its placeholders', () => {
  assert.ok(greeting?.target && lost?.target);
  const strings = ['Hallo ', ' & Co'];
  assert.deepEqual(toTemplate(greeting.target), { strTag: true, strings, values: [0] });
  assert.deepEqual(toTemplate(lost.target), { strTag: true, strings: ['von ', ''], values: [1] });
  assert.equal(toTemplate('Off'), 'Off');
});

test('a missing translation and a missing placeholder are problems, a complete one is not', () => {
  assert.ok(greeting && off && lost);
  assert.deepEqual(problemsOf(greeting), []);
  assert.match(problemsOf(off).join(), /^off: no translation/);
  assert.match(problemsOf(lost).join(), /^lost: placeholder 0 is missing/);
});

test('the pseudo language overrides the direction of every word and of nothing else', () => {
  assert.equal(toPseudo('Not sent, yet.'), '\u202ENot\u202C \u202Esent\u202C, \u202Eyet\u202C.');
});
