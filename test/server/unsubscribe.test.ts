import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { unsubscribeContract } from '../contract/unsubscribe-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

unsubscribeContract('memory', () => startBackend(openMemoryStore()));
unsubscribeContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('unsubscribe: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  unsubscribeContract('PostgreSQL', () => startOnPostgres(postgres.url, 'unsubscribe'));
}
