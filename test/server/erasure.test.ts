import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { erasureContract } from '../contract/erasure-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

erasureContract('memory', () => startBackend(openMemoryStore()));
erasureContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('erasure: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  let databases = 0;
  erasureContract('PostgreSQL', () => startOnPostgres(postgres.url, `erasure_${String((databases += 1))}`));
}
