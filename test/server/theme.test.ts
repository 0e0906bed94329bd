import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { themeContract } from '../contract/theme-contract.ts';
import { startBackend } from '../helpers/backend.ts';

themeContract('memory', () => startBackend(openMemoryStore()));
themeContract('SQLite', () => startBackend());

const postgres = await startPostgres();
if ('missing' in postgres) {
  describe('the look of a site: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  themeContract('PostgreSQL', async () => startBackend(await openPostgresStore(postgres.url)));
}
