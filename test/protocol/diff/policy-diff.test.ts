/** Comparisons as a reader sees them: words in brackets came, words in braces went, bars are where units start. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compare } from '../../../src/protocol/diff/compare.ts';
import { rowsOf } from '../../../src/protocol/diff/rows.ts';
import { newNumbering, tokensOf } from '../../../src/protocol/diff/tokens.ts';
import type { Unit } from '../../../src/protocol/diff/units.ts';

const units = (text: string): Unit[] =>
  text.split(' | ').map((words): Unit => ({ shape: 'p', runs: [{ text: words }] }));

function marked(from: string, to: string): string {
  const numberOf = newNumbering();
  const rows = rowsOf(compare(tokensOf(units(from), numberOf), tokensOf(units(to), numberOf)));
  const brackets = { added: ['[', ']'], removed: ['{', '}'] } as const;
  return rows
    .map(({ op, pieces }) => {
      const words = pieces.map((piece) =>
        piece.op === undefined ? piece.text : brackets[piece.op][0] + piece.text + brackets[piece.op][1],
      );
      return (op === undefined ? '' : op === 'added' ? '+' : '-') + words.join('');
    })
    .join(' | ');
}

describe('two texts compared', () => {
  const cases: [what: string, from: string, to: string, marks: string][] = [
    ['one word', 'We keep it for a year.', 'We keep it for a month.', 'We keep it for a{ year}[ month].'],
    ['a number whole', 'within 1,000 days', 'within 1,500 days', 'within{ 1,000}[ 1,500] days'],
    [
      'an address whole',
      'Ask a.b@smartxpo.com now',
      'Ask a.c@smartxpo.com now',
      'Ask{ a.b@smartxpo.com}[ a.c@smartxpo.com] now',
    ],
    ['a letter of a script without spaces', '我们保存数据', '我们删除数据', '我们{保存}[删除]数据'],
    ['a paragraph between two', 'First. | Last.', 'First. | New. | Last.', 'First. | +[New.] | Last.'],
    ['a paragraph gone', 'First. | Old. | Last.', 'First. | Last.', 'First. | -{Old.} | Last.'],
    [
      'a sentence and a paragraph at the end',
      'Who gets it.',
      'Who gets it, and why. | Write to us.',
      'Who gets it[, and why]. | +[Write to us.]',
    ],
    ['a paragraph cut in two', 'One here. Two there.', 'One here. | Two there.', 'One here. | +Two there.'],
    ['two paragraphs made one', 'One here. | Two there.', 'One here. Two there.', 'One here. | - Two there.'],
    ['a sentence put first', 'We sell nothing.', 'We care. We sell nothing.', '[We care.] We sell nothing.'],
  ];
  for (const [what, from, to, marks] of cases) {
    test(what, () => {
      assert.equal(marked(from, to), marks);
    });
  }
});
