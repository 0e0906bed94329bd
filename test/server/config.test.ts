import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENVIRONMENT, readConfig } from '../../src/server/config.ts';

describe('settings from the environment', () => {
  test('need nothing', () => {
    const config = readConfig({});
    assert.equal(config.port, 8787);
    assert.equal(config.publicUrl, 'http://localhost:8787');
    assert.equal(config.databaseUrl, undefined);
  });

  test('take an empty value for none', () => {
    assert.deepEqual(
      readConfig({ PORT: '', HOST: '', DATA_DIR: '', PUBLIC_URL: '', SMTP_URL: '' }),
      readConfig({}),
    );
  });

  test('follow the port', () => {
    assert.equal(readConfig({ PORT: '9000' }).publicUrl, 'http://localhost:9000');
  });

  const wrong: [NodeJS.ProcessEnv, RegExp][] = [
    [{ PORT: 'http' }, /PORT: expected a port number from 1 to 65535, got "http"$/],
    [{ PORT: '70000' }, /got "70000"/],
    [{ HOST: 'my host' }, /HOST: expected a host name or address, got "my host"$/],
    [
      { PUBLIC_URL: 'consent.example' },
      /PUBLIC_URL: expected an address that starts with http:\/\/ or https:\/\//,
    ],
    [{ DATABASE_URL: 'mysql://root:secret@db/x' }, /DATABASE_URL: expected .*postgres:/],
    [{ PORT: '0' }, /got "0"/],
    [{ PUBLIC_URL: 'https://consent.example/path?a=b' }, /PUBLIC_URL: expected scheme, host and port only/],
    [{ SMTP_URL: 'mail.example' }, /SMTP_URL: expected .*smtp:/],
  ];
  for (const [env, message] of wrong) {
    test(`say what was expected and what came: ${JSON.stringify(env)}`, () => {
      assert.throws(() => readConfig(env), message);
    });
  }

  test('never repeat a password', () => {
    assert.throws(
      () => readConfig({ DATABASE_URL: 'postgres//root:sec/ret@h/db' }),
      (error: Error) => !/sec|ret@/.test(error.message),
    );
  });

  test('want SMTP wherever somebody else could read the mailbox page', () => {
    assert.throws(() => readConfig({ HOST: '0.0.0.0' }), /SMTP_URL.*HOST=0\.0\.0\.0/);
    assert.throws(() => readConfig({ PUBLIC_URL: 'https://consent.example' }), /SMTP_URL.*PUBLIC_URL/);
    const config = readConfig({ PUBLIC_URL: 'https://consent.example/', SMTP_URL: 'smtp://mail.example' });
    assert.equal(config.publicUrl, 'https://consent.example');
  });

  test('are all explained', () => {
    for (const name of ['PORT', 'HOST', 'DATA_DIR', 'PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL']) {
      assert.match(ENVIRONMENT, new RegExp(`^ {2}${name} `, 'm'));
    }
  });
});
