/** PostgreSQL, for more than one machine. */
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrationsFor } from './migrations.ts';
import type { Tables } from './schema.ts';
import { bringUpToDate, createStore, emptyDatabase } from './store.ts';
import type { EmptyDatabase, Store } from './store.ts';

/** Milliseconds. Longer, and whoever sent the request has given up. */
const LONGEST_CONNECT = 5_000;
const LONGEST_LOCK = 2_000;
const LONGEST_STATEMENT = 10_000;
/** One piece of work with all its statements; after it the connection is taken for dead. */
const LONGEST_WORK = 20_000;

/** What is acknowledged is on the disk, whatever the database's default; a stronger setting stays. */
const SETTINGS = `select
  set_config('statement_timeout', '${String(LONGEST_STATEMENT)}', false),
  set_config('lock_timeout', '${String(LONGEST_LOCK)}', false),
  set_config('idle_in_transaction_session_timeout', '${String(LONGEST_WORK)}', false),
  set_config('synchronous_commit', case current_setting('synchronous_commit')
    when 'off' then 'on' else current_setting('synchronous_commit') end, false)`;

/** The driver waits for what this returns, which its types do not say. */
interface PoolSettings extends Omit<pg.PoolConfig, 'onConnect'> {
  onConnect?: (client: pg.ClientBase) => Promise<unknown>;
}

export async function openPostgresStore(url: string): Promise<Store> {
  await migrate(url);
  const pool = openPool(url, { onConnect: (client) => client.query(SETTINGS) });
  endStuckWork(pool);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return createStore(db, 'postgres');
}

/** On a connection of its own: a large table, or another process that is at it, may take its time. */
async function migrate(url: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(url, { max: 1 }) }) });
  try {
    await bringUpToDate(new Migrator({ db, provider: migrationsFor('postgres') }));
  } finally {
    await db.destroy();
  }
}

/** Undefined where tables stand in it; on one connection, without the limits of requests. */
export async function emptyPostgres(url: string): Promise<EmptyDatabase | undefined> {
  const pool = openPool(url, { max: 1 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const tables = await db.introspection.getTables();
  if (tables.length > 0) {
    await db.destroy();
    return undefined;
  }
  return emptyDatabase(db, new Migrator({ db, provider: migrationsFor('postgres') }), 'postgres');
}

function openPool(url: string, settings: PoolSettings): pg.Pool {
  const types = new pg.TypeOverrides();
  // Times are bigint columns; milliseconds fit a number until the year 287396.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const options: PoolSettings = {
    connectionString: url,
    types,
    connectionTimeoutMillis: LONGEST_CONNECT,
    keepAlive: true,
    ...settings,
  };
  const pool = new pg.Pool(options);
  // A connection that breaks is replaced by the pool; without a listener it ends the process, be it
  // idle (the pool tells) or in use between two statements (only the connection itself tells).
  pool.on('error', logLost);
  pool.on('connect', (client) => client.on('error', logLost));
  return pool;
}

function logLost(error: Error): void {
  console.error(JSON.stringify({ event: 'database-connection-lost', message: error.message }));
}

/** A database that is silent (a cut cable, a stopped machine) answers no statement, and reports no timeout. */
function endStuckWork(pool: pg.Pool): void {
  const timers = new Map<pg.ClientBase, NodeJS.Timeout>();
  pool.on('acquire', (client) => {
    const end = setTimeout(() => {
      if (client instanceof pg.Client) client.end().catch(logLost);
    }, LONGEST_WORK);
    timers.set(client, end);
  });
  pool.on('release', (_error, client) => {
    clearTimeout(timers.get(client));
    timers.delete(client);
  });
}
