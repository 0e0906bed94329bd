/** Publishing over time: forms and the policy versions they need, files byte for byte, older databases. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { after, beforeEach, describe, mock, test } from 'node:test';
import { Kysely, SqliteDialect } from 'kysely';
import type { SqliteDatabase } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { HeldSubmission } from '../../src/protocol/me.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import { policyVersionSchema } from '../../src/protocol/policy.schema.ts';
import { publish } from '../../src/server/commands/publish.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { publishPolicy } from '../../src/server/policies/publishing.ts';
import { readSite } from '../../src/server/publishing.ts';
import { migrationsFor } from '../../src/server/store/migrations.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { START, startBackend } from '../helpers/backend.ts';
import { delivery, newOperationId, submission } from '../helpers/operations.ts';
import { ASK, SMALL_FORM } from '../helpers/small-form.ts';

const root = join(import.meta.dirname, '../..');
const SAMPLE = join(root, 'src/server/sample/smartxpo');
const DATABASE = 'smartxpo-consent.sqlite';
const POLICY = 'policies/privacy/2026-11-01.json';

type Fields = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-publish-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sample(path: string): Fields {
  return JSON.parse(readFileSync(join(SAMPLE, path), 'utf8')) as Fields;
}

/** Writes a document to publish; its path. */
function written(name: string, content: Fields | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content, null, 2));
  return path;
}

const site = written('site.json', sample('site.json'));

/** A version of the sample policy; it was in force long ago unless it says otherwise. */
function policy(version: string, collects: string[], effectiveFrom = '2020-01-01'): string {
  const lastUpdated = effectiveFrom < '2020-01-01' ? effectiveFrom : '2020-01-01';
  const document = { ...sample(POLICY), version, collects, effectiveFrom, lastUpdated };
  return written(`policy-${version}.json`, document);
}

/** A form that collects these kinds of data, by questions for text. */
function formOf(form: string, collects: string[], over: Fields = {}): Fields {
  return {
    ...SMALL_FORM,
    form,
    items: [...collects.map((id) => ({ id, type: 'text', label: 'Some words' })), ASK],
    ...over,
  };
}

function form(id: string, collects: string[], over: Fields = {}): string {
  return written(`form-${id}.json`, formOf(id, collects, over));
}

function isToCome(path: string): boolean {
  const day = existsSync(path) ? /"effectiveFrom": "([^"]*)"/.exec(readFileSync(path, 'latin1'))?.[1] : '';
  return (day ?? '') > today();
}

const today = (): string => new Date().toISOString().slice(0, 10);
const FUTURE = '2999-01-01';

describe('publishing', () => {
  let env: { DATA_DIR: string };
  let count = 0;
  beforeEach(() => {
    count += 1;
    env = { DATA_DIR: join(folder, `data-${String(count)}`) };
  });

  /** What was said to these files; empty when they were published. */
  async function said(...paths: string[]): Promise<string> {
    const error = mock.method(console, 'error', () => undefined);
    const log = mock.method(console, 'log', () => undefined);
    try {
      const request = { by: 'test', isPublicAlready: !paths.some(isToCome) };
      const status = await publish(env, 'smartxpo', paths, request);
      const lines = error.mock.calls.map(({ arguments: words }) => words.join(' ')).join('\n');
      assert.equal(status, lines === '' ? 0 : 1, lines);
      assert.equal(log.mock.callCount(), lines === '' ? paths.length : 0);
      if (lines !== '') assert.match(lines, /Nothing was published\.$/);
      return lines;
    } finally {
      error.mock.restore();
      log.mock.restore();
    }
  }

  /** Form ids with their current versions, and policy versions. */
  async function kept(): Promise<string[]> {
    const store = await openSqliteStore(join(env.DATA_DIR, DATABASE));
    try {
      const forms = await store.documents.currentForms('smartxpo');
      const policies = await store.policies.list({
        site: 'smartxpo',
        policy: 'privacy',
        publishedBy: Date.now(),
        limit: 99,
      });
      return [
        ...forms.map((row) => `${row.form} ${String(row.version)}`),
        ...policies.map((row) => `privacy ${row.version}`).toSorted(),
      ];
    } finally {
      await store.close();
    }
  }

  test('a form waits for a first version of the policy', async () => {
    const contact = form('first', ['name']);
    assert.equal(await said(site), '');
    assert.match(
      await said(contact),
      /form-first\.json: no-policy-version; expected a version of the policy/,
    );
    assert.match(await said(contact, policy('1', ['name'])), /no-policy-version/);
    assert.deepEqual(await kept(), []);
    assert.equal(await said(policy('1', ['name']), contact), '');
    assert.deepEqual(await kept(), ['first 1', 'privacy 1']);
  });

  for (const [when, from] of [
    ['today', today],
    ['one day', () => FUTURE],
  ] as const) {
    test(`a policy version that drops what forms collect is refused, in force ${when}`, async () => {
      assert.equal(await said(site, policy('1', ['name', 'message']), form('a', ['name', 'message'])), '');
      assert.match(
        await said(policy('2', ['name', 'phone'], from())),
        /policy-2\.json \/collects: undeclared-field; expected the kinds[^;]*: a; found "message"/,
      );
      assert.deepEqual(await kept(), ['a 1', 'privacy 1']);
      assert.equal(await said(policy('2', ['message', 'name', 'phone'], from())), '');
      // What no current form collects any more may go.
      assert.equal(await said(form('a', ['name'], { version: 2 }), policy('3', ['name'], '2999-02-01')), '');
    });

    test(`a form and the version that drops what it collects are refused together, in force ${when}`, async () => {
      assert.equal(await said(site, policy('1', ['name', 'message'])), '');
      const dropping = policy('2', ['name'], from());
      assert.match(await said(form('a', ['message']), dropping), /undeclared-field/);
      assert.match(await said(dropping, form('a', ['message'])), /undeclared-field/);
      assert.deepEqual(await kept(), ['privacy 1']);
    });
  }

  test('a version that was replaced long ago binds nobody', async () => {
    assert.equal(await said(site, policy('1', ['name']), form('a', ['name'])), '');
    assert.equal(await said(policy('0', ['message'], '2018-01-01')), '');
    assert.equal(await said(form('b', ['name'])), '');
    assert.match(await said(form('c', ['message'])), /undeclared-field/);
  });

  test('a form collects only what the version in force and all that are to come declare', async () => {
    assert.equal(await said(site, policy('1', ['name', 'message'])), '');
    assert.equal(await said(policy('2', ['name', 'phone'], '2998-01-01')), '');
    assert.equal(await said(policy('3', ['name', 'phone', 'message'], FUTURE)), '');
    assert.match(await said(form('a', ['message'])), /\/items\/0: undeclared-field; expected one of name;/);
    assert.match(await said(form('a', ['phone'])), /\/items\/0: undeclared-field; expected one of name;/);
    assert.equal(await said(form('a', ['name'])), '');
  });

  test('capturing where visitors came from is a kind of data too', async () => {
    const page = form('a', ['name'], { capture: ['page'] });
    assert.equal(await said(site, policy('1', ['name', 'source'])), '');
    assert.equal(await said(page), '');
    assert.match(
      await said(policy('2', ['name'], FUTURE)),
      /\/collects: undeclared-field; [^;]*; found "source"/,
    );
  });

  test('what is published with something bad is not published', async () => {
    assert.equal(await said(site, policy('1', ['name', 'message']), form('a', ['name'])), '');
    const before = await kept();
    const good = form('b', ['name']);
    const next = form('a', ['message'], { version: 2 });
    for (const bad of [
      form('bad', ['shoe-size']),
      policy('2', [], FUTURE),
      written('text.json', Buffer.from('{ "form": ')),
      join(folder, 'absent.json'),
      form('a', ['name']),
    ]) {
      assert.notEqual(await said(good, next, bad), '', bad);
      assert.deepEqual(await kept(), before, bad);
    }
    const again = written('a-again.json', formOf('a', ['name'], { title: 'Another title' }));
    assert.match(await said(good, again), /already-published/);
    assert.match(await said(good, good), /already-published/);
    assert.deepEqual(await kept(), before);
    assert.equal(await said(good, form('a', ['message'], { version: 2 })), '');
    assert.deepEqual(await kept(), ['a 2', 'b 1', 'privacy 1']);
  });

  test('a site file that says nothing of the look leaves the one that is there', async () => {
    const lookOf = async (): Promise<unknown> => {
      const store = await openSqliteStore(join(env.DATA_DIR, DATABASE));
      try {
        return (await readSite(store, 'smartxpo'))?.theme;
      } finally {
        await store.close();
      }
    };
    const withLook = (theme: unknown) => written('look.json', { ...sample('site.json'), theme });
    assert.equal(await said(withLook({ radius: '1rem' })), '');
    assert.equal(await said(site), '');
    assert.deepEqual(await lookOf(), { radius: '1rem' });
    assert.match(await said(withLook({ text: '#999' })), /\/theme\/text/);
    assert.deepEqual(await lookOf(), { radius: '1rem' });
    assert.equal(await said(withLook({})), '');
    assert.deepEqual(await lookOf(), {});
  });

  test('what comes out is what went in, byte for byte', async () => {
    const json = JSON.stringify(formOf('plain', ['name'], { title: 'Grüße 😀', 'x-note': 'mine' }), null, 2);
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const of = (id: string, change = (text: string): string => text): Buffer =>
      Buffer.from(change(json.replace('"plain"', `"${id}"`)));
    const files: Record<string, Buffer> = {
      marked: Buffer.concat([mark, of('marked')]),
      windows: Buffer.concat([mark, of('windows', (text) => `${text.replaceAll('\n', '\r\n')}\r\n\r\n`)]),
      mac: of('mac', (text) => `\r${text.replaceAll('\n', '\r')}`),
      escaped: of('escaped', (text) => text.replace('Gr', '\\u0047r').replace('😀', '\\ud83d\\ude00')),
      tight: Buffer.from(JSON.stringify(formOf('tight', ['name']))),
    };
    const paths = Object.entries(files).map(([id, bytes]) => written(`${id}.json`, bytes));
    assert.equal(await said(site, policy('1', ['name']), ...paths), '');
    for (const [id, bytes] of Object.entries(files)) {
      const { status, stdout } = exported(env.DATA_DIR, id, '1');
      assert.equal(status, 0, id);
      assert.ok(stdout.equals(bytes), id);
    }
    assert.equal(exported(env.DATA_DIR, 'plain').status, 1);
  });

  test('what is no UTF-8 is not published', async () => {
    assert.equal(await said(site, policy('1', ['name'])), '');
    const bytes = Buffer.concat([Buffer.from(JSON.stringify(formOf('a', ['name']))), Buffer.from([0xff])]);
    assert.match(await said(written('broken.json', bytes)), /not-utf8/);
    assert.deepEqual(await kept(), ['privacy 1']);
  });
});

function exported(DATA_DIR: string, ...words: string[]): { status: number | null; stdout: Buffer } {
  const command = [join(root, 'src/server/cli.ts'), 'forms', 'export', 'smartxpo', ...words];
  return spawnSync(process.execPath, command, { env: { ...process.env, DATA_DIR } });
}

/** A driver for a database that is brought only as far as a migration. */
function driver(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => {
      database.close();
    },
    prepare: (query) => {
      const statement = database.prepare(query);
      const bound = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bound(parameters)),
        run: (parameters) => statement.run(...bound(parameters)),
        iterate: (parameters) => statement.iterate(...bound(parameters)) as IterableIterator<unknown>,
      };
    },
  };
}

describe('a database of before files', () => {
  const DATA_DIR = join(folder, 'old');
  const file = join(DATA_DIR, DATABASE);
  const SUBJECT = '01900000-0000-7000-8000-000000000001';
  const TOKEN = 'A'.repeat(43);
  const email = 'old@visitor.example';
  const document = JSON.stringify({
    ...formOf('contact', []),
    items: [
      { id: 'email', type: 'email', label: 'Email address' },
      { id: 'message', type: 'textarea', label: 'Message' },
      { id: 'your-data', ask: ['notice'] },
    ],
  } satisfies Fields);

  /** As the first migration left it, with a site, a form, and what a visitor sent. */
  async function old(): Promise<void> {
    mkdirSync(DATA_DIR);
    const database = new DatabaseSync(file);
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: driver(database) }) });
    const migrator = new Migrator({ db, provider: migrationsFor('sqlite') });
    const { error, results } = await migrator.migrateTo('001-first');
    assert.equal(error, undefined);
    assert.deepEqual(
      results?.map(({ migrationName }) => migrationName),
      ['001-first'],
    );
    const operation = newOperationId(START);
    const insert = (table: string, row: Record<string, SQLInputValue>): void => {
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      database
        .prepare(`insert into ${table} (${columns.join(', ')}) values (${marks})`)
        .run(...Object.values(row));
    };
    const shared = { site: 'smartxpo', subject: SUBJECT };
    insert('site', { site: 'smartxpo', document: JSON.stringify(sample('site.json')), updated_at: START });
    insert('form_version', { site: 'smartxpo', form: 'contact', version: 1, document, published_at: START });
    insert('subject', { id: SUBJECT, site: 'smartxpo', created_at: START });
    insert('operation', {
      ...shared,
      id: operation,
      kind: 'submission',
      fingerprint: 'old',
      received_at: START,
      age: 0,
      content: '{}',
      receipt: null,
    });
    insert('submission', {
      ...shared,
      operation,
      form: 'contact',
      version: 1,
      language: 'en',
      answers: JSON.stringify({ email, message: 'Hello' }),
      received_at: START,
    });
    insert('session', { ...shared, token_hash: hashOf(TOKEN), created_at: START, last_used_at: START });
    await db.destroy();
  }

  test('serves its forms, gives them out, shows what is held, and takes what is new', async () => {
    await old();
    const backend = await startBackend(await openSqliteStore(file));
    try {
      const get = async (path: string): Promise<Response> => {
        const response = await backend.fetch(path, { headers: { authorization: `Bearer ${TOKEN}` } });
        assert.equal(response.status, 200, await response.clone().text());
        return response;
      };
      const path = '/v1/sites/smartxpo/forms/contact';
      const served = (await (await get(path)).json()) as PublishedForm;
      assert.deepEqual(served.definition, JSON.parse(document) as FormDefinition);
      const row = await backend.store.documents.formVersion('smartxpo', 'contact', 1);
      assert.equal(row?.source, null);

      const { items } = (await (await get('/v1/me/details')).json()) as { items: HeldSubmission[] };
      const [earlier, ...others] = items;
      assert.deepEqual(others, []);
      assert.equal(earlier?.captured, undefined);
      assert.deepEqual(
        earlier?.answers.map(({ item, lines }) => [item, lines]),
        [
          ['email', [email]],
          ['message', ['Hello']],
        ],
      );

      const { value: privacy } = parseAuthored(policyVersionSchema, sample(POLICY));
      assert.ok(privacy);
      await publishPolicy(backend.store, 'smartxpo', privacy, {
        publishedAt: START,
        by: 'test',
        isMaterial: false,
      });
      const current = (await (await get(path)).json()) as PublishedForm;
      const more = submission(current, { answers: { email, message: 'Hello again' } });
      const answer = await backend.fetch('/v1/operations', delivery(more));
      assert.equal(answer.status, 201, await answer.clone().text());
      const kept = await backend.store.operations.find(more.id);
      assert.deepEqual(JSON.parse(kept?.content ?? ''), more);
    } finally {
      await backend.close();
    }
    const { status, stdout } = exported(DATA_DIR, 'contact');
    assert.equal(status, 0);
    assert.equal(stdout.toString(), document, 'the document in place of the file');
  });
});
