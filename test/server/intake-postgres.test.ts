import { after, describe, test } from 'node:test';
import pg from 'pg';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { announcingContract } from '../contract/announcing-contract.ts';
import { formsContract } from '../contract/forms-contract.ts';
import { intakeContract } from '../contract/intake-contract.ts';
import { startBackend } from '../helpers/backend.ts';

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('intake: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  intakeContract('PostgreSQL', async () => {
    const backend = await startBackend(await openPostgresStore(postgres.url));
    const second = new pg.Client(postgres.url);
    await second.connect();
    return {
      ...backend,
      execute: (sql) => second.query(sql),
      close: async () => {
        await second.end();
        await backend.close();
      },
    };
  });
  formsContract('PostgreSQL', async () => startBackend(await openPostgresStore(postgres.url)));
  announcingContract('PostgreSQL', async () => {
    // What it publishes would end permissions of the others.
    const first = new pg.Client(postgres.url);
    await first.connect();
    await first.query('create database announcing');
    await first.end();
    const url = new URL(postgres.url);
    url.pathname = '/announcing';
    return startBackend(await openPostgresStore(url.href));
  });
}
