/** FAULTS.md tells the truth: every fault has its row, and every test it names is there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const FAULTS = 88;

interface Row {
  number: number;
  tests: { file: string; title: string }[];
  words: string;
}

function rowsOf(table: string): Row[] {
  return table
    .split('\n')
    .filter((line) => /^\| *\d+ *\|/.test(line))
    .map((line) => {
      const [, number = '', , words = ''] = line.split('|').map((cell) => cell.trim());
      let file = '';
      const tests: Row['tests'] = [];
      for (const [, path, title] of words.matchAll(/`(test\/[^`]+)`|“([^”]+)”/g)) {
        if (path !== undefined) file = path;
        else if (title !== undefined) tests.push({ file, title });
      }
      return { number: Number(number), tests, words };
    });
}

/** Whether a test of that title is in the source; one that is put together has its parts there. */
function holds(source: string, title: string): boolean {
  for (const [, quote, written = ''] of source.matchAll(/\b(?:it|test)\(\s*(['`])((?:(?!\1).)*)\1/g)) {
    if (quote === "'" && written === title) return true;
    if (quote === "'") continue;
    const parts = written.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const found = new RegExp(`^${parts.join('(.*?)')}$`).exec(title);
    if (found?.slice(1).every((part) => source.includes(part))) return true;
  }
  return false;
}

describe('the table of faults', () => {
  const rows = rowsOf(readFileSync(join(root, 'test/FAULTS.md'), 'utf8'));

  test('has a row for each fault, in order, and something in it', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: FAULTS }, (_, index) => index + 1),
    );
    assert.deepEqual(
      rows.filter(({ words }) => words === '').map(({ number }) => number),
      [],
    );
  });

  test('names only tests that are there', () => {
    const sources = new Map<string, string>();
    for (const { number, tests } of rows) {
      for (const { file, title } of tests) {
        const source = sources.get(file) ?? readFileSync(join(root, file), 'utf8');
        sources.set(file, source);
        assert.ok(holds(source, title), `Expected the test “${title}” of fault ${number} in ${file}`);
      }
    }
  });

  test('knows a title from one that is not there', () => {
    const source = "for (const what of ['a reset']) it(`3: ${what} loses nothing`); it('4: keeps all');";
    assert.equal(holds(source, '3: a reset loses nothing'), true);
    assert.equal(holds(source, '4: keeps all'), true);
    assert.equal(holds(source, '3: a flood loses nothing'), false);
    assert.equal(holds(source, '4: keeps'), false);
  });
});
