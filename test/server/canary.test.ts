/**
 * A mark in every column of every store that holds something about a person: the copy finds it, and after the erasure
 * no byte of it is left, in files, logs or dumps (S-24).
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { archiveOf } from '../../src/server/copies/archive.ts';
import { makeCopy } from '../../src/server/copies/delivering.ts';
import { collect } from '../../src/server/personal/collecting.ts';
import { erase } from '../../src/server/personal/erasing.ts';
import { idsOf } from '../../src/server/personal/ids.ts';
import { personalTables } from '../../src/server/personal/map.ts';
import { readSite } from '../../src/server/publishing.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { which } from '../../tools/browsers.mjs';
import { postgresBinaries, startPostgres } from '../../tools/postgres.ts';
import { application, pdfOf } from '../helpers/application.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { fileDelivery, newOperationId } from '../helpers/operations.ts';
import { openStaffDesk } from '../helpers/staff-desk.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';

const EMAIL = 'canary@visitor.example';
const MARK = 'CANARY';

/** Columns that stay as they are, because what is in them says nothing about anybody: ids, kinds, places of rows. */
const STAYS: Record<string, readonly string[]> = {
  operation: ['id', 'site', 'kind', 'subject'],
  subject: ['id', 'site'],
  request: ['id', 'site', 'subject', 'kind', 'reference', 'language', 'method', 'received_on', 'state', 'due_on', 'previous'],
  request_entry: ['request', 'day', 'actor', 'person', 'state', 'code'],
}; // prettier-ignore
/** Columns by which rows are found: a mark there would only hide them. */
const FOUND_BY = [
  'key',
  'subject',
  'operation',
  'recipient_key',
  'grant_operation',
  'request',
  'submission',
  'site',
];

/** A database that the test reaches behind the server's back. */
interface Reached {
  /** Text and binary columns of a table. */
  columns: (table: string) => Promise<{ name: string; isBinary: boolean }[]>;
  dropTriggers: (table: string) => Promise<void>;
  /** False where a rule of the database refuses it. */
  set: (table: string, column: string, key: readonly [string, unknown][], value: unknown) => Promise<boolean>;
}

/** Everything that can happen to a person's data, so that every table has a row. */
async function live(backend: TestBackend): Promise<string> {
  const acts = new VisitorActs(backend);
  const desk = await openStaffDesk(backend);
  const given = await acts.confirmed(EMAIL, { answers: { name: 'Ada' } });
  const pdf = pdfOf(300);
  const applied = application(await acts.form('employment-application'), pdf);
  Object.assign(applied.payload.answers, { email: EMAIL });
  assert.equal((await backend.fetch('/v1/operations', fileDelivery(applied, { cv: pdf }))).status, 201);
  const id = newOperationId();
  const letter = { id, method: 'post', receivedAt: '2026-11-01', kind: 'message', subject: 'Hall 3' };
  const entry = { ...letter, contact: { email: EMAIL }, message: 'By hand.' };
  assert.equal(
    (await desk.post('support', 'correspondence', entry, { 'idempotency-key': `"${id}"` })).status,
    201,
  );
  assert.ok((await acts.check(EMAIL, { links: true })).unsubscribe);
  const headers = await acts.signIn(EMAIL);
  for (const [kind, payload] of [
    ['correction', { submission: given.id, item: 'name', value: 'A.', revision: 0 }],
    ['objection', { scope: 'marketing', objects: true }],
  ] as const)
    assert.equal((await acts.send(acts.made(kind, payload), headers)).status, 201);
  const asked = acts.made('request', { kind: 'complaint', language: 'en', words: 'Too much.', contact: { email: EMAIL, name: 'Ada' } }); // prettier-ignore
  const { id: request } = (await (await acts.send(asked)).json()) as Receipt;
  const site = await readSite(backend.store, 'smartxpo');
  const row = await backend.store.requests.find({ site: 'smartxpo', id: request });
  assert.ok(site && row);
  const work = { parts: backend.parts, queries: backend.store, site, now: backend.clock.now };
  await makeCopy(work, row);
  const key = contactKey(backend.parts, 'smartxpo', EMAIL);
  const subject = (await backend.store.contacts.find('smartxpo', 'email', key))?.subject;
  assert.ok(subject);
  await backend.store.personal.restrict({ subject, site: 'smartxpo', request, since: backend.clock.now });
  return subject;
}

/** A value of the same kind with the mark in it, which the product can still read. */
function marked(value: unknown, mark: string): unknown {
  if (value instanceof Uint8Array) return Buffer.concat([value, Buffer.from(mark)]);
  if (value === null) return JSON.stringify({ [mark]: mark });
  if (typeof value !== 'string') return mark;
  const text = value;
  if (!/^[[{"]/.test(text)) return `${text}${mark}`;
  const json: unknown = JSON.parse(text);
  if (Array.isArray(json)) return JSON.stringify([...(json as unknown[]), mark]);
  if (typeof json === 'string') return JSON.stringify(`${json}${mark}`);
  return JSON.stringify({ ...(json as object), [mark]: mark });
}

/** Answers the marks that were set, by the column they stand in. */
async function markAll(
  backend: TestBackend,
  reached: Reached,
  subject: string,
): Promise<Map<string, string>> {
  const marks = new Map<string, string>();
  const ids = await idsOf(backend.store, subject);
  for (const [table, { link, column }] of personalTables()) {
    await reached.dropTriggers(table);
    const [row] = await backend.store.personal.rows({ table, column, values: ids[link] });
    assert.ok(row, `a row in ${table}`);
    const all = await reached.columns(table);
    for (const { name } of all) {
      if (STAYS[table]?.includes(name) === true || FOUND_BY.includes(name)) continue;
      const mark = `${MARK}-${table}-${name}-`;
      const key = Object.entries(row).filter(
        ([other]) => other !== name && (other === column || isKey(table, other)),
      );
      const value = marked(row[name], mark);
      if (!(await reached.set(table, name, key, value))) continue;
      row[name] = value;
      marks.set(`${table}.${name}`, mark);
    }
  }
  return marks;
}

/** What tells the row from the others of the same person. */
function isKey(table: string, column: string): boolean {
  return ['id', 'operation', 'item', 'number', 'token_hash'].includes(column) && table !== 'contact';
}

async function check(backend: TestBackend, reached: Reached, search: () => Promise<string[]>): Promise<void> {
  const subject = await live(backend);
  const marks = await markAll(backend, reached, subject);
  for (const column of [
    'contact.value',
    'submission.answers',
    'file.content',
    'mail.text',
    'correction.earlier',
    'correspondence.message',
    'request_entry.words',
    'request.sender',
    'operation.content',
    'operation.receipt',
    'consent_event.language',
    'copy.content',
  ])
    // prettier-ignore
    assert.ok(marks.has(column), column);
  assert.ok(marks.size >= 45, `only ${String(marks.size)} marks`);

  const site = await readSite(backend.store, 'smartxpo');
  assert.ok(site);
  const wanted = { subject, site, language: 'en', withhold: [] };
  const archive = unzipSync(await archiveOf(await collect(backend.parts, wanted)));
  const copied = Object.values(archive).map((bytes) => strFromU8(bytes, true)).join('\n'); // prettier-ignore
  const secret = new Map(
    personalTables().map(([table, { secret: columns = [] }]) => [table as string, columns]),
  );
  for (const [column, mark] of marks) {
    const [table = '', name = ''] = column.split('.');
    const isSecret = secret.get(table)?.includes(name) === true;
    assert.equal(copied.includes(mark), !isSecret, column);
  }

  assert.ok((await search()).length > 0, 'the search finds what is there');
  const at = backend.clock.now;
  const erasing = { site: 'smartxpo', subject, id: backend.parts.newId(), at, request: null };
  assert.ok(await backend.store.transaction((queries) => erase(queries, erasing)));
  await backend.store.personal.scrub();
  assert.deepEqual(await search(), []);
  assert.equal(await backend.store.transaction((queries) => erase(queries, { ...erasing, id: backend.parts.newId() })), false); // prettier-ignore
}

test('SQLite: in the copy, and in no byte of any file afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(folder, 'test.sqlite');
  const backend = await startBackend(await openSqliteStore(file));
  const second = new DatabaseSync(file);
  second.exec('pragma busy_timeout=2000');
  try {
    await check(
      backend,
      {
        columns: (table) => {
          const rows = second.prepare(`pragma table_info(${table})`).all() as {
            name: string;
            type: string;
          }[];
          const found = rows.filter(({ type }) => /text|blob/i.test(type));
          return Promise.resolve(found.map(({ name, type }) => ({ name, isBinary: /blob/i.test(type) })));
        },
        dropTriggers: (table) => {
          const rows = second.prepare(`select name from sqlite_master where type = 'trigger' and tbl_name = ?`).all(table); // prettier-ignore
          for (const { name } of rows) second.exec(`drop trigger ${String(name)}`);
          return Promise.resolve();
        },
        set: (table, column, key, value) => {
          const where = key.map(([name]) => `${name} is ?`).join(' and ');
          const statement = second.prepare(`update ${table} set ${column} = ? where ${where}`);
          try {
            const { changes } = statement.run(value as string, ...key.map(([, part]) => part as string));
            return Promise.resolve(Number(changes) > 0);
          } catch {
            return Promise.resolve(false);
          }
        },
      },
      () =>
        Promise.resolve(
          readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(MARK)),
        ),
    );
  } finally {
    second.close();
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('canary: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  test('PostgreSQL: in the copy, and in no line of a full dump afterwards', async () => {
    const backend = await startBackend(await openPostgresStore(postgres.url));
    const second = new pg.Client(postgres.url);
    await second.connect();
    try {
      await check(
        backend,
        {
          columns: async (table) => {
            const { rows } = await second.query<{ name: string; type: string }>(
              `select column_name as name, data_type as type from information_schema.columns where table_name = $1`,
              [table],
            );
            const found = rows.filter(({ type }) => ['text', 'bytea'].includes(type));
            return found.map(({ name, type }) => ({ name, isBinary: type === 'bytea' }));
          },
          dropTriggers: async (table) => {
            await second.query(`alter table ${table} disable trigger user`);
          },
          set: async (table, column, key, value) => {
            const where = key.map(([name], index) => `${name} is not distinct from $${String(index + 2)}`);
            try {
              const { rowCount } = await second.query(
                `update ${table} set ${column} = $1 where ${where.join(' and ')}`,
                [value, ...key.map(([, part]) => part)],
              );
              return (rowCount ?? 0) > 0;
            } catch {
              return false;
            }
          },
        },
        () => {
          const dump = execFileSync(
            which('pg_dump') ?? join(postgresBinaries() ?? '', 'pg_dump'),
            [postgres.url],
            {
              maxBuffer: 2 ** 28,
            },
          );
          // Binary columns are written in hexadecimal.
          const marks = [MARK, Buffer.from(MARK).toString('hex')];
          return Promise.resolve(dump.toString().split('\n').filter((line) => marks.some((mark) => line.includes(mark)))); // prettier-ignore
        },
      );
    } finally {
      await second.end();
      await backend.close();
    }
  });
}
