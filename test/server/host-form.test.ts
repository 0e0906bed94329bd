import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { hostFormContract } from '../contract/host-form-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

hostFormContract('memory', () => startBackend(openMemoryStore()));
hostFormContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('opt-ins in forms of the site’s own: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  hostFormContract('PostgreSQL', () => startOnPostgres(postgres.url, 'host_form'));
}
