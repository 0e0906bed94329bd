/** What an older database holds when the schema is brought up to date. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrationsFor } from '../../src/server/store/migrations.ts';
import type { Engine } from '../../src/server/store/migrations.ts';
import type { Tables } from '../../src/server/store/schema.ts';
import { sqliteFile } from '../../src/server/store/sqlite-file.ts';
import { startPostgres } from '../../tools/postgres.ts';

/** Two versions of a form that became another kind, each with a submission. */
const OLDER = [
  `insert into site values ('one', '{}', 1)`,
  `insert into form_version (site, form, version, document, published_at)
     values ('one', 'ask', 1, '{"kind":"contact"}', 1), ('one', 'ask', 2, '{"kind":"callback"}', 2)`,
  `insert into subject values ('p', 'one', 1)`,
  ...['a', 'b'].flatMap((id, index) => [
    `insert into operation (id, site, kind, fingerprint, received_at, age)
       values ('${id}', 'one', 'submission', '', 1, 0)`,
    `insert into submission (operation, site, subject, form, version, language, answers, received_at)
       values ('${id}', 'one', 'p', 'ask', ${index + 1}, 'en', '{}', 1)`,
  ]),
];

interface Opened {
  db: Kysely<Tables>;
  close: () => Promise<void>;
}

function upgrades(name: string, engine: Engine, open: () => Opened): void {
  describe(`an older database: ${name}`, () => {
    const { db, close } = open();
    after(close);

    test('gets the kind of form of every submission, and takes no other word for one', async () => {
      const migrator = new Migrator({ db, provider: migrationsFor(engine) });
      assert.equal((await migrator.migrateTo('007-people')).error, undefined);
      for (const statement of OLDER) await sql.raw(statement).execute(db);
      assert.equal((await migrator.migrateToLatest()).error, undefined);
      const rows = await db.selectFrom('submission').select(['version', 'kind']).orderBy('version').execute();
      assert.deepEqual(
        rows.map((row) => ({ ...row })),
        [
          { version: 1, kind: 'contact' },
          { version: 2, kind: 'callback' },
        ],
      );
      for (const kind of ['', 'praise']) {
        const change = db.updateTable('submission').set({ kind }).where('operation', '=', 'a');
        await assert.rejects(change.execute(), /kind/);
      }
    });
  });
}

upgrades('SQLite', 'sqlite', () => {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteFile(':memory:') }) });
  return { db, close: () => db.destroy() };
});

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('an older database: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  upgrades('PostgreSQL', 'postgres', () => {
    const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    return {
      db,
      close: async () => {
        // A pool has ended before its connection has; the server must not stop in between.
        const left = once(pool, 'remove');
        await db.destroy();
        await left;
      },
    };
  });
}
