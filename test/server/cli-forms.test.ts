/** Forms as files: listed, pulled byte for byte, checked, published on record as the studio does it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { StaffForm } from '../../src/protocol/staff-forms.schema.ts';
import { formText, SUBSCRIPTION } from '../helpers/staff-form-text.ts';

const root = join(import.meta.dirname, '../..');
const sample = join(root, 'src/server/sample/smartxpo');
const OLD = SUBSCRIPTION.consents['news-email'].text;
const NEW = OLD.replace('at most once a month', 'at most twice a month');

describe('forms by command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const at = (name: string): string => join(folder, name);
  const cli = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'src/server/cli.ts'), 'forms', ...words],
      { env: { ...process.env, DATA_DIR: folder }, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  };
  const file = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const query = (sql: string) => {
    const [name] = readdirSync(folder).filter((one) => /\.(db|sqlite)$/.test(one));
    const database = new DatabaseSync(at(name ?? ''), { readOnly: true });
    const rows = database.prepare(sql).all();
    database.close();
    return rows.map((row) => ({ ...row }));
  };

  before(() => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(root, 'src/server/cli.ts'),
        'publish',
        'smartxpo',
        join(sample, 'site.json'),
        join(sample, 'policies/privacy/2026-11-01.json'),
        join(sample, 'forms/subscription.v1.json'),
        '--already-public',
      ],
      { env: { ...process.env, DATA_DIR: folder }, encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('what the whole site was published with is on record too', () => {
    const [publication] = query('select form, version, published_by from form_publication');
    assert.deepEqual(publication, { form: 'subscription', version: 1, published_by: 'command line' });
    assert.equal(query("select 1 from audit_entry where action = 'form-published'").length, 1);
  });

  test('are listed with their versions', () => {
    const { status, stdout } = cli('list', 'smartxpo');
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^subscription {2}version 1, \d{4}-\d\d-\d\d {2}Subscribe to news about exhibitions\n$/,
    );
    const forms = JSON.parse(cli('list', 'smartxpo', '--json').stdout) as StaffForm[];
    assert.deepEqual(forms.map(({ form, published }) => [form, published?.version]), [['subscription', 1]]); // prettier-ignore
    assert.equal(cli('list', 'elsewhere').status, 1);
  });

  test('are pulled as they were written, and never over other work', () => {
    const into = at('forms');
    assert.equal(cli('pull', 'smartxpo', '--into', into).status, 0);
    const pulled = join(into, 'subscription.json');
    const original = readFileSync(join(sample, 'forms/subscription.v1.json'));
    assert.ok(readFileSync(pulled).equals(original));
    assert.match(cli('pull', 'smartxpo', '--into', into).stdout, /subscription\.json: the same/);

    writeFileSync(pulled, 'my own work');
    const refused = cli('pull', 'smartxpo', '--into', into);
    assert.deepEqual([refused.status, readFileSync(pulled, 'utf8')], [1, 'my own work']);
    assert.match(refused.stderr, /subscription\.json: differs/);
    assert.equal(cli('pull', 'smartxpo', 'subscription', '--into', into, '--force').status, 0);
    assert.ok(readFileSync(pulled).equals(original));

    const unknown = cli('pull', 'smartxpo', 'no-such', '--into', into);
    assert.equal(unknown.status, 1);
    assert.match(unknown.stderr, /no-such: expected a form/);
    assert.ok(!existsSync(join(into, 'no-such.json')));
  });

  test('are held against the site that is published, by requirement', () => {
    const twisted = file('twisted.json', formText({ version: 2, text: 'Do not tick this if you do not want news.' })); // prettier-ignore
    const { status, stderr } = cli('validate', twisted, '--site', 'smartxpo');
    assert.equal(status, 1);
    assert.match(stderr, /twisted\.json:\d+ \/consents\/news-email\/text: .*\((L-\d\d|S-\d\d)/);
    const good = file('good.json', formText({ version: 2, title: 'Stay in touch' }));
    assert.equal(cli('validate', good, '--site', 'smartxpo').status, 0);
    assert.equal(cli('validate', good, '--site', 'elsewhere').status, 1);
  });

  test('other words of consent are asked about; the answer, and who gave it, are on record', () => {
    const path = file('second.json', formText({ version: 2, text: NEW }));
    const trial = cli('publish', 'smartxpo', path, '--dry-run');
    assert.equal(trial.status, 0, trial.stderr);
    assert.match(trial.stdout, /would be published/);
    assert.match(trial.stdout, /news-email\.text \(en\): ".*once a month.*" becomes ".*twice a month/);
    assert.match(trial.stdout, /news-email \(en\): 0 agreed/);

    const unanswered = cli('publish', 'smartxpo', path);
    assert.equal(unanswered.status, 1);
    assert.match(unanswered.stderr, /reworded; expected typo, or meaning/);
    assert.match(unanswered.stderr, /Nothing was published/);
    const unapproved = cli('publish', 'smartxpo', path, '--reworded', 'news-email=meaning');
    assert.equal(unapproved.status, 1);
    assert.match(unapproved.stderr, /approvedBy: missing/);
    assert.equal(cli('publish', 'smartxpo', path, '--reworded', 'news-email').status, 2);
    assert.equal(cli('publish', 'smartxpo', path, '--reworded', 'news-email=perhaps').status, 2);
    assert.equal(
      cli('publish', 'smartxpo', path, '--into', folder).status,
      2,
      'an option of another command',
    );
    assert.equal(query('select 1 from form_version').length, 1);

    const answers = [
      '--reworded',
      'news-email=meaning',
      '--approved-by',
      'Jo',
      '--by',
      'Ada',
      '--note',
      'Why',
    ];
    const done = cli('publish', 'smartxpo', path, ...answers);
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /second\.json: published as version 2/);
    assert.deepEqual(
      query('select published_by, approved_by, note, rewordings from form_publication where version = 2'),
      [{ published_by: 'Ada', approved_by: 'Jo', note: 'Why', rewordings: '{"news-email":"meaning"}' }],
    );

    const again = cli('publish', 'smartxpo', path, ...answers);
    assert.deepEqual([again.status, /already published as version 2/.test(again.stdout)], [0, true]);
    assert.equal(cli('pull', 'smartxpo', '--into', at('after')).status, 0);
    assert.equal(readFileSync(join(at('after'), 'subscription.json'), 'utf8'), readFileSync(path, 'utf8'));
  });

  test('of several files all are published, or none', () => {
    const first = file('one.json', formText({ form: 'one', version: 1 }));
    const broken = file('two.json', formText({ form: 'two', version: 1 }).slice(0, 200));
    const refused = cli('publish', 'smartxpo', first, broken);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /two\.json:\d+/);
    assert.equal(query("select 1 from form_version where form = 'one'").length, 0);
    assert.equal(cli('publish', 'smartxpo', first, file('two.json', formText({ form: 'two', version: 1 }))).status, 0); // prettier-ignore
    assert.equal(cli('publish', 'elsewhere', first).status, 1);
  });
});
