import { after, describe, test } from 'node:test';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { visitorContract } from '../contract/visitor-contract.ts';
import { mailedLink, startBackend } from '../helpers/backend.ts';

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('visitor contract: server on PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  visitorContract('server on PostgreSQL', async () => {
    const { fetch, store, close } = await startBackend(await openPostgresStore(postgres.url));
    return { fetch, close, mailedLink: (email) => mailedLink(store, email) };
  });
}
