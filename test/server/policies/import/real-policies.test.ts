/** The real policies beside the project: read where they are, never copied. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from '../../../../src/protocol/parse.schema.ts';
import { checkPolicy } from '../../../../src/protocol/policy-check.ts';
import type { PolicySection } from '../../../../src/protocol/policy-text.schema.ts';
import { policyVersionSchema } from '../../../../src/protocol/policy.schema.ts';
import { importPolicy } from '../../../../src/server/policies/import/import-policy.ts';
import { imported, note, outline, runsOf } from '../../../helpers/imported-policy.ts';

const folder = join(import.meta.dirname, '../../../../../shared/policies');
const skip = existsSync(folder) ? false : `no real policies at ${folder}`;
const files = skip === false ? globSync('*/*.{txt,md}', { cwd: folder }).sort() : [];

// Outside the suite, so that a run without the folder counts a skipped test and says why.
test('all 38 real policies are there', { skip }, () => assert.equal(files.length, 38));

describe('real policies', { skip }, () => {
  for (const file of files) test(file, () => check(file));

  test('the policy of 2018: headings, lists, nine stray question marks, its date, its two addresses', async () => {
    const read = await imported(readFileSync(join(folder, 'smartxpo/2018-06-19.txt')), 'policy.txt', {
      updated: undefined,
    });
    assert.equal(read.lastUpdated, '2018-06-19');
    assert.equal(read.sections.length, 12);
    assert.equal(read.sections[0]?.id, 'introduction');
    assert.ok(
      read.sections.slice(1, 5).every(({ heading }) => heading.endsWith('?') || heading.startsWith('Lawful')),
    );
    const stray = note(read, 'orphan-question-mark');
    assert.equal(stray?.count, 9);
    assert.deepEqual(stray.lines, [25, 61, 65, 71, 77, 81, 114, 118, 122]);
    const lists = read.blocks.filter((block) => block.kind === 'list');
    assert.deepEqual(lists.map(({ items, ordered = false }) => [items.length, ordered]), [[5, false], [4, false], [3, true], [2, false], [3, false]]); // prettier-ignore
    assert.equal(note(read, 'address-spellings')?.count, 1);
    assert.ok(!read.blocks.flatMap(runsOf).some(({ text }) => text.trim() === '?'));
  });
});

async function check(file: string): Promise<void> {
  const bytes = readFileSync(join(folder, file));
  const source = bytes.toString('utf8');
  const day = basename(file).slice(0, 10);
  const options = { fileName: file, policy: 'privacy', language: 'en', version: day };
  const hasDate = /(updated|effective date):/i.test(source);
  const { document, notes } = await importPolicy(bytes, hasDate ? options : { ...options, updated: day });
  const { value } = parse(policyVersionSchema, document);
  assert.ok(value);
  assert.deepEqual(checkPolicy(value), []);
  const codes = new Set<string>(notes.map(({ code }) => code));
  assert.equal(codes.has('date-from-text'), hasDate);
  const { title, sections } = value.texts['en']!;
  const added = codes.has('introduction-added') ? 1 : 0;

  // The outline: headings in order, each under the nearest one above it that is of a higher level.
  const headings = file.endsWith('.txt') ? [] : sourceHeadings(source);
  const own = codes.has('title-guessed') ? headings : headings.slice(1);
  if (!file.endsWith('.txt')) {
    if (!codes.has('title-guessed')) assert.equal(title, headings[0]?.text);
    assert.equal(outline(sections.slice(added)), outline(tree(own)));
  }

  // The words: all of them, and none besides.
  const words = sections.slice(added).flatMap((section) => wordsIn(section));
  const introduction = sections.slice(0, added).flatMap(({ blocks }) => blocks.flatMap(runsOf));
  const titled = codes.has('title-guessed') ? '' : title;
  assert.deepEqual(
    counted([titled, ...introduction.map(({ text }) => text), ...words].join(' ')),
    counted(visible(source, file.endsWith('.txt'))),
  );
}

/** What a reader of the page sees, found with expressions instead of a parser. */
function visible(source: string, isText: boolean): string {
  if (isText) return source.replace(/^Privacy Policy$/m, '').replace(/^\(\d\) /gm, '');
  return plain(
    source
      .replace(/^[ \t]*\d+\.[ \t]+/gm, '')
      .replace(/^\|?[ \t:|-]+\|[ \t:|-]*$/gm, '')
      .replace(/<br>/g, ' '),
  );
}

function plain(markdown: string): string {
  return markdown
    .replace(/\]\((?:[^()\s]|\([^()]*\))*\)/g, ']')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/\\(.)/g, '$1');
}

function counted(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts[`w ${word}`] = (counts[`w ${word}`] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function wordsIn(section: PolicySection): string[] {
  const { heading, blocks, sections = [] } = section;
  return [heading, ...blocks.flatMap(runsOf).map(({ text }) => ` ${text} `), ...sections.flatMap(wordsIn)];
}

function sourceHeadings(source: string): { level: number; text: string }[] {
  const lines = source.split('\n');
  return lines.flatMap((line, index) => {
    const atx = /^(#{1,6}) +(.*)$/.exec(line);
    const rule = /^(=|-)\1{2,}$/.exec(lines[index + 1] ?? '');
    const level = atx?.[1]?.length ?? (rule === null || line.trim() === '' ? 0 : rule[1] === '=' ? 1 : 2);
    const text = plain(atx?.[2] ?? line)
      .replace(/[[\]]|\*\*/g, '')
      .replaceAll('\u00a0', ' ')
      .trim();
    return level === 0 ? [] : [{ level, text }];
  });
}

function tree(headings: readonly { level: number; text: string }[]): PolicySection[] {
  const above = headings.map(({ level }, index) => headings.slice(0, index).findLastIndex((other) => other.level < level)); // prettier-ignore
  const under = (parent: number): PolicySection[] =>
    headings.flatMap(({ text }, index) => {
      if (above[index] !== parent) return [];
      const sections = under(index);
      return [{ id: 'x', heading: text, blocks: [], ...(sections.length > 0 ? { sections } : {}) }];
    });
  return under(-1);
}
