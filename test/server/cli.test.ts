import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { FORM_KINDS } from '../../src/protocol/terms.ts';
import { VERSION } from '../../src/version.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));

function cli(words: string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'src/server/cli.ts'), ...words],
    {
      env: { ...process.env, DATA_DIR: folder, ...env },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('command line', () => {
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('tells the version of the package', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(VERSION, manifest.version);
    assert.equal(cli(['--version']).stdout.trim(), manifest.version);
  });

  test('tells other systems by webhooks: adds, lists, replaces the secret, removes', () => {
    assert.equal(cli(['service-key', 'create', 'nobody']).status, 1);
    const wrong: [string[], RegExp][] = [
      [['add', 'nobody', 'https://crm.example/hook'], /SITE: expected the id of a site, got "nobody"/],
      [['remove', 'nobody', 'x'], /SITE/],
      [['dance', 'smartxpo'], /Expected one of the commands/],
      [['add', 'smartxpo', 'https://crm.example/', '--reason', 'x'], /--reason/],
    ];
    for (const [words, message] of wrong) {
      const { status, stderr } = cli(['webhooks', ...words]);
      assert.equal(status, 2, words.join(' '));
      assert.match(stderr, message);
    }
  });

  test('explains itself', () => {
    const { status, stdout } = cli(['--help']);
    assert.equal(status, 0);
    for (const word of ['serve', 'forms validate', 'service-key create', 'DATABASE_URL'])
      assert.match(stdout, new RegExp(word));
  });

  test('refuses what it does not know, and settings it cannot use', () => {
    const unknown = cli(['dance']);
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /got "dance"/);
    const wrong = cli(['serve'], { PORT: 'lots' });
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /PORT: expected a port number/);
    const unsafe = cli(['serve'], { HOST: '0.0.0.0' });
    assert.equal(unsafe.status, 2);
    assert.match(unsafe.stderr, /SMTP_URL: expected/);
  });

  test('finds no fault with the forms of the sample site', () => {
    const sample = join(root, 'src/server/sample/smartxpo');
    const place = [join(sample, 'site.json'), join(sample, 'policies/privacy/2026-11-01.json')];
    for (const form of FORM_KINDS) {
      const file = join(sample, `forms/${form}.v1.json`);
      const { status, stdout, stderr } = cli(['forms', 'validate', file, ...place]);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /no rule objected/);
    }
  });

  test('says where a form is broken, what was expected and what was found', () => {
    const source = readFileSync(join(root, 'src/server/sample/smartxpo/forms/subscription.v1.json'), 'utf8');
    const file = join(folder, 'broken.json');
    writeFileSync(
      file,
      source
        .replace('"label": "What should news be about?"', '"lable": "What should news be about?"')
        .replace('"channel": "post"', '"channel": "pots"'),
    );
    const { status, stderr } = cli(['forms', 'validate', file]);
    assert.equal(status, 1);
    assert.match(stderr, /broken\.json:\d+ \/items\/\d\/lable: unknown-key; .*did you mean "label"\?/);
    assert.match(
      stderr,
      /\/consents\/news-post\/channel: not-allowed; expected one of email, post, phone, sms; found "pots"; did you mean "post"\?/,
    );
  });

  test('says what is wrong with a file that is no form at all', () => {
    const file = join(folder, 'text.json');
    writeFileSync(file, '{ "form": ');
    assert.match(cli(['forms', 'validate', file]).stderr, /not-json/);
    assert.match(cli(['forms', 'validate', join(folder, 'absent.json')]).stderr, /ENOENT/);
    writeFileSync(file, '[]');
    assert.match(cli(['forms', 'validate', file]).stderr, /expected an object/);
  });

  test('publishes a site with its forms and policies, all or nothing, and each version once', () => {
    const data = { DATA_DIR: join(folder, 'published') };
    const own = join(folder, 'own');
    mkdirSync(own);
    const take = (from: string, to: string, change: (text: string) => string = (text) => text): string => {
      const path = join(own, to);
      writeFileSync(path, change(readFileSync(join(root, 'src/server/sample/smartxpo', from), 'utf8')));
      return path;
    };
    const site = take('site.json', 'site.json', (text) =>
      text.replace('"site": "smartxpo"', '"site": "own"'),
    );
    const policy = take('policies/privacy/2026-11-01.json', 'policy.json');
    const form = take('forms/contact.v1.json', 'contact.json');
    const bad = take('forms/contact.v1.json', 'bad.json', (text) =>
      text.replace('"requested-information"', '"nothing"'),
    );

    const early = cli(['publish', 'own', form], data);
    assert.equal(early.status, 1);
    assert.match(early.stderr, /unknown-site/);
    const partly = cli(['publish', 'own', site, policy, bad, '--already-public'], data);
    assert.equal(partly.status, 1);
    assert.match(partly.stderr, /bad\.json:\d+ \/purpose: unknown-purpose[^]*Nothing was published/);
    assert.match(
      cli(['publish', 'own', form], data).stderr,
      /unknown-site/,
      'the site of that call was not kept',
    );
    const all = cli(['publish', 'own', site, policy, form, '--already-public'], data);
    assert.equal(all.status, 0, all.stderr);
    assert.match(cli(['publish', 'own', form], data).stderr, /already-published/);
    const exported = cli(['forms', 'export', 'own', 'contact'], data);
    assert.equal(exported.stdout, readFileSync(form, 'utf8'), 'byte for byte');
    assert.equal(cli(['publish', 'own', site], data).status, 0, 'the site document may change');
  });

  test('writes everything to a file and reads it back, encrypted unless somebody insists', () => {
    const file = join(folder, 'all.backup');
    const bare = cli(['backup', file], { BACKUP_PASSPHRASE: '' });
    assert.deepEqual([bare.status, bare.stderr.split('\n')[0]], [2, 'BACKUP_PASSPHRASE: expected a passphrase, or --unencrypted, got ""']); // prettier-ignore
    const env = { BACKUP_PASSPHRASE: 'of the tests' };
    const made = cli(['backup', file], env);
    assert.match(made.stdout, /: \d+ rows, encrypted\n$/, made.stderr);
    assert.equal(cli(['restore', file], env).status, 1);
    const target = { ...env, DATA_DIR: join(folder, 'restored') };
    const wrong = cli(['restore', file], { ...target, BACKUP_PASSPHRASE: 'another' });
    assert.match(wrong.stderr, /^wrong-passphrase: /);
    const restored = cli(['restore', file], target);
    assert.match(restored.stdout, /^\d+ rows of .*; 0 erasures/, restored.stderr);
  });

  test('makes no key for a site that does not exist', () => {
    const { status, stderr } = cli(['service-key', 'create', 'nobody']);
    assert.equal(status, 1);
    assert.match(stderr, /Expected the id of a site/);
  });
});
