import { after, describe, test } from 'node:test';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { formPublicationContract } from '../contract/form-publication-contract.ts';
import { formPreviewContract } from '../contract/form-preview-contract.ts';
import { staffFormsContract } from '../contract/staff-forms-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

staffFormsContract('memory', () => startBackend(openMemoryStore()));
staffFormsContract('SQLite', startOnSqliteFile);
formPreviewContract('memory', () => startBackend(openMemoryStore()));
formPublicationContract('memory', () => startBackend(openMemoryStore()));
formPreviewContract('SQLite', startOnSqliteFile);
formPublicationContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('forms at work: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  staffFormsContract('PostgreSQL', () => startOnPostgres(postgres.url, 'forms'));
  formPreviewContract('PostgreSQL', () => startOnPostgres(postgres.url, 'previews'));
  formPublicationContract('PostgreSQL', () => startOnPostgres(postgres.url, 'publication'));
}
