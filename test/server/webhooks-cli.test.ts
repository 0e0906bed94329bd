import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runWebhooks } from '../../src/server/commands/webhooks.ts';
import type { WebhookOptions } from '../../src/server/commands/webhooks.ts';
import { loadSampleSite } from '../../src/server/sample/load.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';

describe('webhooks by command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(folder, 'smartxpo-consent.sqlite');
  const printed: string[] = [];
  const log = console.log;
  before(async () => {
    const store = await openSqliteStore(file);
    await loadSampleSite(store, undefined, Date.now());
    await store.close();
    console.log = (line: string) => printed.push(line);
  });
  after(() => {
    console.log = log;
    rmSync(folder, { recursive: true });
  });

  const run = async (words: string[], options: WebhookOptions = {}): Promise<string[]> => {
    printed.length = 0;
    assert.equal(await runWebhooks({ DATA_DIR: folder }, words, options), 0);
    return printed.join('\n').split('\n');
  };
  const refused = (words: string[], options: WebhookOptions = {}) =>
    assert.rejects(runWebhooks({ DATA_DIR: folder }, words, options), { name: 'ConfigError' });

  test('an endpoint is added with its secret, listed without it, given a new one, removed', async () => {
    const [id = '', secret = ''] = await run(['add', 'smartxpo', 'https://crm.example/hook'], { events: 'objection.changed' }); // prettier-ignore
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.deepEqual(await run(['list', 'smartxpo']), [`${id}  https://crm.example/hook  objection.changed`]);
    const [newer = ''] = await run(['rotate', 'smartxpo', id]);
    assert.match(newer, /^whsec_/);
    assert.notEqual(newer, secret);
    const store = await openSqliteStore(file);
    const row = await store.webhooks.endpoint(id);
    await store.close();
    assert.deepEqual([row?.secret, row?.earlier_secret], [newer, secret]);
    assert.ok((row?.earlier_until ?? 0) > Date.now() + 23 * 3_600_000);
    await run(['remove', 'smartxpo', id]);
    assert.deepEqual(await run(['list', 'smartxpo']), ['']);
    await refused(['rotate', 'smartxpo', id]);
  });

  test('what was told is listed with every try, and can be told again', async () => {
    const [endpoint = ''] = await run(['add', 'smartxpo', 'https://crm.example/hook']);
    const store = await openSqliteStore(file);
    const row = { id: 'msg_1', site: 'smartxpo', endpoint, type: 'permission.changed', body: '{"type":"x"}' };
    const at = Date.parse('2026-11-24T10:00:00Z');
    await store.webhooks.queue([{ ...row, created_at: at, attempts: 2, next_attempt_at: at, delivered_at: null, failed_at: at }]); // prettier-ignore
    await store.webhooks.addAttempt({ message: 'msg_1', number: 1, at, status: 500, problem: null });
    await store.webhooks.addAttempt({ message: 'msg_1', number: 2, at, status: null, problem: 'timed-out' });
    await store.close();
    const line = 'msg_1  2026-11-24T10:00:00.000Z  permission.changed  failed  2 tries';
    assert.deepEqual(await run(['deliveries', 'smartxpo']), [line]);
    assert.deepEqual(await run(['deliveries', 'smartxpo', 'msg_1']), [
      line,
      '{"type":"x"}',
      '1  2026-11-24T10:00:00.000Z  500',
      '2  2026-11-24T10:00:00.000Z  timed-out',
    ]);
    await run(['redeliver', 'smartxpo', 'msg_1']);
    assert.match((await run(['deliveries', 'smartxpo']))[0] ?? '', /waiting/);
    await refused(['redeliver', 'smartxpo', 'msg_2']);
  });

  test('what cannot be is refused, and says what was expected', async () => {
    for (const url of [
      'crm.example',
      'http://crm.example/',
      'ftp://crm.example/',
      'https://a:b@crm.example/',
      'https://crm.example/#x',
    ])
      // prettier-ignore
      await refused(['add', 'smartxpo', url]);
    await refused(['add', 'smartxpo', 'https://crm.example/'], { events: 'everything' });
    await refused(['list', 'nobody']);
    assert.equal(await runWebhooks({ DATA_DIR: folder }, ['add', 'smartxpo'], {}), undefined);
    assert.equal(await runWebhooks({ DATA_DIR: folder }, ['constructor', 'smartxpo', 'x'], {}), undefined);
    await run(['add', 'smartxpo', 'http://localhost:9000/hook']);
  });
});
