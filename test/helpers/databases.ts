/** Backends on databases of their own, which a test can also reach behind the server's back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { startBackend } from './backend.ts';
import type { TestBackend } from './backend.ts';

export interface ReachableBackend extends TestBackend {
  /** A statement on a connection of its own. Absent where nothing but the server holds the rows. */
  execute?: (sql: string) => Promise<unknown>;
}

export async function startOnSqliteFile(): Promise<ReachableBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(folder, 'test.sqlite');
  const backend = await startBackend(await openSqliteStore(file));
  const second = new DatabaseSync(file);
  return {
    ...backend,
    execute: async (sql) => {
      await Promise.resolve();
      second.exec(sql);
    },
    close: async () => {
      second.close();
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In a new database on that server: each test file counts what is in its own. */
export async function startOnPostgres(server: string, name: string): Promise<ReachableBackend> {
  const first = new pg.Client(server);
  await first.connect();
  await first.query(`create database ${name}`);
  await first.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const backend = await startBackend(await openPostgresStore(url.href));
  const second = new pg.Client(url.href);
  await second.connect();
  return {
    ...backend,
    execute: (sql) => second.query(sql),
    close: async () => {
      await second.end();
      await backend.close();
    },
  };
}
