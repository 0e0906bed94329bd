/** `smartxpo-consent policy import`: a document, a report, an exit code, and nothing of a refused file. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

const root = join(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-import-'));
const file = join(folder, 'policy.md');
const out = join(folder, 'policy.json');

function run(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const args = [join(root, 'src/server/cli.ts'), 'policy', 'import', ...words];
  return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
}

describe('policy import', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(file, '# Our policy\n\nLast updated: 3 May 2020\n\n## Who we are <script>x</script>\n\nUs.');

  test('prints the document, and the report beside it', () => {
    const { status, stdout, stderr } = run(file);
    assert.equal(status, 0);
    const document = JSON.parse(stdout) as { version: string; texts: Record<string, unknown> };
    assert.equal(document.version, '2020-05-03');
    assert.deepEqual(Object.keys(document.texts), ['en']);
    assert.match(stderr, /"Our policy" \(en\), version 2020-05-03/);
    assert.match(stderr, /cleaned: code-removed, 1×, line 5:/);
    assert.match(stderr, /guessed: collects-unknown/);
  });

  test('writes a file whole, which can be read as a document again', () => {
    const options = ['--policy', 'terms', '--policy-version', '2.1', '--language', 'de', '--effective', '2020-06-01', '--out', out]; // prettier-ignore
    const { status, stdout } = run(file, ...options);
    assert.deepEqual([status, stdout], [0, '']);
    const { policy, version, effectiveFrom, texts } = JSON.parse(readFileSync(out, 'utf8')) as Record<
      string,
      unknown
    >;
    assert.deepEqual([policy, version, effectiveFrom, Object.keys(texts ?? {})], ['terms', '2.1', '2020-06-01', ['de']]); // prettier-ignore
    assert.deepEqual(readdirSync(folder).sort(), ['policy.json', 'policy.md']);
    rmSync(out);
  });

  test('tells machines the same', () => {
    const { stderr } = run(file, '--report', 'json');
    const { notes } = JSON.parse(stderr) as { notes: { code: string; lines: number[] }[] };
    assert.deepEqual(notes.find(({ code }) => code === 'code-removed')?.lines, [5]);
    const refused = run(join(folder, 'none.md'), '--report', 'json');
    const { refused: refusal } = JSON.parse(refused.stderr) as { refused: { code: string } };
    assert.deepEqual([refused.status, refusal.code], [1, 'unreadable']);
  });

  test('keeps the ids of the version before, and says what became of its sections', () => {
    assert.equal(run(file, '--out', out).status, 0);
    const later = join(folder, 'later.md');
    writeFileSync(
      later,
      '# Our policy\n\nLast updated: 4 May 2020\n\n## Who we are\n\nWe.\n\n## More\n\nIt.',
    );
    const { status, stdout, stderr } = run(later, '--previous', out);
    assert.equal(status, 0);
    const { texts } = JSON.parse(stdout) as { texts: { en: { sections: { id: string }[] } } };
    assert.deepEqual(
      texts.en.sections.map(({ id }) => id),
      ['introduction', 'who-we-are', 'more'],
    );
    assert.match(stderr, /guessed: section-new, 1×, under "More": .+ \[More → more\]/);
    for (const [previous, said] of [
      [later, /previous-unreadable; expected a policy version .+ as --previous; found .+later\.md/],
      [join(folder, 'none.json'), /previous-unreadable/],
    ] as const) {
      const refused = run(later, '--previous', previous);
      assert.deepEqual([refused.status, refused.stdout], [1, '']);
      assert.match(refused.stderr, said);
    }
    assert.match(run(later, '--policy', 'terms', '--previous', out).stderr, /previous-other-policy/);
    rmSync(later);
    rmSync(out);
  });

  test('writes nothing of a file that it refuses', () => {
    const bad = join(folder, 'bad.md');
    writeFileSync(bad, '# Headings\n\n## alone');
    const { status, stdout, stderr } = run(bad, '--out', out);
    rmSync(bad);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /bad\.md: headings-only; expected .+; found .+; .+\nNothing was imported\./);
    assert.deepEqual(readdirSync(folder), ['policy.md']);
  });

  test('says what is wrong with a call', () => {
    for (const [words, said] of [
      [[], /expected one FILE/],
      [[file, file], /expected one FILE/],
      [[file, '--updated', '2026-02-30'], /--updated: expected a day/],
      [[file, '--policy', 'Our Policy'], /--policy: expected lower case/],
      [[file, '--language', 'english!'], /--language: expected a language tag/],
      [[file, '--base', 'javascript:x'], /--base: expected/],
      [[file, '--format', 'pdf'], /--format: expected/],
      [[file, '--color'], /--color/],
    ] as const) {
      const { status, stderr } = run(...words);
      assert.equal(status, 2);
      assert.match(stderr, said);
    }
  });
});
