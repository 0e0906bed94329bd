/** The embedded database: Node's own SQLite, durable on every commit (WAL, synchronous FULL). */
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { migrationsFor } from './migrations.ts';
import type { Tables } from './schema.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** What Kysely expects of a driver, over what Node offers. */
function driver(file: string): SqliteDatabase {
  const database = new DatabaseSync(file);
  database.exec(
    'pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma busy_timeout=5000',
  );
  return {
    close: () => {
      database.close();
    },
    prepare(query): SqliteStatement {
      // A transaction that reads first and writes later would fail when another process writes between.
      const statement = database.prepare(query === 'begin' ? 'begin immediate' : query);
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

/** Opens the file, creating it when it is not there. `:memory:` keeps nothing. */
export async function openSqliteStore(file: string): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: driver(file) }) });
  return createStore(db, 'sqlite', new Migrator({ db, provider: migrationsFor('sqlite') }));
}
