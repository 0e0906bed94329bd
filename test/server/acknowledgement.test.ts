/** Acknowledgements on every engine. */
import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { acknowledgementContract } from '../contract/acknowledgement-contract.ts';
import { startBackend } from '../helpers/backend.ts';

acknowledgementContract('memory', () => startBackend(openMemoryStore()));
acknowledgementContract('SQLite', () => startBackend());

const postgres = await startPostgres();
if ('missing' in postgres) {
  describe('acknowledgements: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  acknowledgementContract('PostgreSQL', async () => startBackend(await openPostgresStore(postgres.url)));
}
