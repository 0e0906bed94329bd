/** PostgreSQL, for more than one machine. */
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrationsFor } from './migrations.ts';
import type { Tables } from './schema.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

export async function openPostgresStore(url: string): Promise<Store> {
  const types = new pg.TypeOverrides();
  // Times are bigint columns; milliseconds fit a number until the year 287396.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString: url, types, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle is replaced by the pool; without a listener it ends the process.
  pool.on('error', (error) => {
    console.error(JSON.stringify({ event: 'database-connection-lost', message: error.message }));
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return createStore(db, 'postgres', new Migrator({ db, provider: migrationsFor('postgres') }));
}
