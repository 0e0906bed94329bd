import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { staffPasskeysContract } from '../contract/staff-passkeys-contract.ts';
import { staffSignInContract } from '../contract/staff-sign-in-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

staffSignInContract('memory', () => startBackend(openMemoryStore()));
staffSignInContract('SQLite', startOnSqliteFile);
staffPasskeysContract('memory', () => startBackend(openMemoryStore()));
staffPasskeysContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('staff: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  staffSignInContract('PostgreSQL', () => startOnPostgres(postgres.url, 'sign_in'));
  staffPasskeysContract('PostgreSQL', () => startOnPostgres(postgres.url, 'passkeys'));
}
