import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { staffPoliciesContract } from '../contract/staff-policies-contract.ts';
import { startBackend } from '../helpers/backend.ts';

staffPoliciesContract('memory', () => startBackend(openMemoryStore()));
staffPoliciesContract('SQLite', () => startBackend());

const postgres = await startPostgres();
if ('missing' in postgres) {
  describe('drafts of policies: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  staffPoliciesContract('PostgreSQL', async () => startBackend(await openPostgresStore(postgres.url)));
}
