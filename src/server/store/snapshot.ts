/** All rows of a database as they are at one moment, while others go on writing; and putting them into an empty one. */
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Rows } from './memory-rows.ts';
import type { Tables } from './schema.ts';

export type TableName = keyof Rows;

export interface Snapshot {
  /** The last migration. */
  migration: string;
  rows: AsyncIterable<{ table: TableName; row: Record<string, unknown> }>;
  close: () => Promise<void>;
}

const BATCH = 500;
const LAST_MIGRATION = 'select name from kysely_migration order by name desc limit 1';

export function sqliteSnapshot(file: string, tables: readonly TableName[]): Snapshot {
  const database = new DatabaseSync(file, { readOnly: true });
  // In WAL mode a reader holds its moment, and stops no writer.
  database.exec('begin');
  const migration = String(database.prepare(LAST_MIGRATION).get()?.['name']);
  async function* rows(): Snapshot['rows'] extends AsyncIterable<infer Row> ? AsyncGenerator<Row> : never {
    for (const table of tables) {
      for (const row of database.prepare(`select * from ${table} order by rowid`).iterate()) {
        yield { table, row: { ...row } };
      }
      await Promise.resolve();
    }
  }
  return {
    migration,
    rows: rows(),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}

export async function postgresSnapshot(url: string, tables: readonly TableName[]): Promise<Snapshot> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  await client.query('begin isolation level repeatable read read only');
  const { rows: found } = await client.query<{ name: string }>(LAST_MIGRATION);
  async function* rows(): Snapshot['rows'] extends AsyncIterable<infer Row> ? AsyncGenerator<Row> : never {
    for (const table of tables) {
      await client.query(`declare all_rows no scroll cursor for select * from ${table}`);
      for (;;) {
        const batch = await client.query<Record<string, unknown>>(`fetch ${String(BATCH)} from all_rows`);
        for (const row of batch.rows) yield { table, row };
        if (batch.rows.length < BATCH) break;
      }
      await client.query('close all_rows');
    }
  }
  return { migration: found[0]?.name ?? '', rows: rows(), close: () => client.end() };
}

/** In one transaction: all of them, or none. */
export async function putRows(
  db: Kysely<Tables>,
  rows: AsyncIterable<{ table: string; row: Record<string, unknown> }>,
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    let count = 0;
    let batch: { table: string; rows: Record<string, unknown>[] } = { table: '', rows: [] };
    const flush = async (): Promise<void> => {
      const [first] = batch.rows;
      if (first === undefined) return;
      const columns = Object.keys(first);
      const values = batch.rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
      await sql`insert into ${sql.table(batch.table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        values ${sql.join(values)}`.execute(transaction);
      count += batch.rows.length;
    };
    for await (const { table, row } of rows) {
      if (table !== batch.table || batch.rows.length >= BATCH_PUT) {
        await flush();
        batch = { table, rows: [] };
      }
      batch.rows.push(row);
    }
    await flush();
    return count;
  });
}

/** Times the columns of the widest table, less than what a statement may have of parameters. */
const BATCH_PUT = 100;
