/** The embedded database: Node's own SQLite, durable on every commit (WAL, synchronous FULL). */
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrationsFor } from './migrations.ts';
import type { Tables } from './schema.ts';
import { sqliteFile } from './sqlite-file.ts';
import { bringUpToDate, createStore, emptyDatabase } from './store.ts';
import type { EmptyDatabase, Store } from './store.ts';

/** Opens the file, creating it when it is not there. `:memory:` keeps nothing. */
export async function openSqliteStore(file: string): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteFile(file) }) });
  await bringUpToDate(new Migrator({ db, provider: migrationsFor('sqlite') }));
  return createStore(db, 'sqlite');
}

/** A file that is not there yet. */
export function emptySqlite(file: string): EmptyDatabase {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqliteFile(file) }) });
  const migrator = new Migrator({ db, provider: migrationsFor('sqlite') });
  return emptyDatabase(db, migrator, 'sqlite');
}
