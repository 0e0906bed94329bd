import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { correspondenceContract } from '../contract/correspondence-contract.ts';
import { staffSubmissionsContract } from '../contract/staff-submissions-contract.ts';
import { startBackend } from '../helpers/backend.ts';

staffSubmissionsContract('memory', () => startBackend(openMemoryStore()));
staffSubmissionsContract('SQLite', () => startBackend());
correspondenceContract('memory', () => startBackend(openMemoryStore()));
correspondenceContract('SQLite', async () => {
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
});

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('submissions and correspondence: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  // Each counts what is in its own database.
  const databaseOf = async (name: string): Promise<string> => {
    const first = new pg.Client(postgres.url);
    await first.connect();
    await first.query(`create database ${name}`);
    await first.end();
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  staffSubmissionsContract('PostgreSQL', async () =>
    startBackend(await openPostgresStore(await databaseOf('submissions'))),
  );
  correspondenceContract('PostgreSQL', async () => {
    const url = await databaseOf('correspondence');
    const backend = await startBackend(await openPostgresStore(url));
    const second = new pg.Client(url);
    await second.connect();
    return {
      ...backend,
      execute: (sql) => second.query(sql),
      close: async () => {
        await second.end();
        await backend.close();
      },
    };
  });
}
