import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { sendPermissionContract } from '../contract/send-permission-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

sendPermissionContract('memory', () => startBackend(openMemoryStore()));
sendPermissionContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('send permission: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  sendPermissionContract('PostgreSQL', () => startOnPostgres(postgres.url, 'send_permission'));
}
