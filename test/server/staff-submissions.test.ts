import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { correspondenceContract } from '../contract/correspondence-contract.ts';
import { staffSubmissionsContract } from '../contract/staff-submissions-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

staffSubmissionsContract('memory', () => startBackend(openMemoryStore()));
staffSubmissionsContract('SQLite', () => startBackend());
correspondenceContract('memory', () => startBackend(openMemoryStore()));
correspondenceContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('submissions and correspondence: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  staffSubmissionsContract('PostgreSQL', () => startOnPostgres(postgres.url, 'submissions'));
  correspondenceContract('PostgreSQL', () => startOnPostgres(postgres.url, 'correspondence'));
}
