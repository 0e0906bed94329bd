import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { announcingContract } from '../contract/announcing-contract.ts';
import { formsContract } from '../contract/forms-contract.ts';
import { intakeContract } from '../contract/intake-contract.ts';
import { startBackend } from '../helpers/backend.ts';

intakeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(folder, 'test.sqlite');
  const backend = await startBackend(await openSqliteStore(file));
  const second = new DatabaseSync(file);
  return {
    ...backend,
    execute: async (sql) => {
      await Promise.resolve();
      second.exec(sql);
    },
    close: async () => {
      second.close();
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
formsContract('SQLite', () => startBackend());
announcingContract('SQLite', () => startBackend());
