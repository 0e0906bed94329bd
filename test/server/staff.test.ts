import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { staffAuditContract } from '../contract/staff-audit-contract.ts';
import { staffPasskeysContract } from '../contract/staff-passkeys-contract.ts';
import { staffPeopleContract } from '../contract/staff-people-contract.ts';
import { staffSignInContract } from '../contract/staff-sign-in-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

const CONTRACTS = {
  sign_in: staffSignInContract,
  people: staffPeopleContract,
  passkeys: staffPasskeysContract,
  audit: staffAuditContract,
};

for (const contract of Object.values(CONTRACTS)) {
  contract('memory', () => startBackend(openMemoryStore()));
  contract('SQLite', startOnSqliteFile);
}

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('staff: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  for (const [database, contract] of Object.entries(CONTRACTS)) {
    contract('PostgreSQL', () => startOnPostgres(postgres.url, database));
  }
}
