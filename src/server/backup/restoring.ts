/**
 * Puts a backup into an empty database, brings it up to date, and does again what was erased and withdrawn since it
 * was made, before anybody can be served from it (S-26, T8).
 */
import { existsSync, mkdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { catchUp } from '../ledger/file.ts';
import { emptyPostgres } from '../store/postgres.ts';
import { emptySqlite } from '../store/sqlite.ts';
import type { EmptyDatabase } from '../store/store.ts';
import { putRows } from '../store/snapshot.ts';
import { DATABASE_FILE } from './backing-up.ts';
import { BackupError, checkBackup, rowsOf } from './format.ts';

export interface Restored {
  rows: number;
  /** ISO 8601. */
  madeAt: string;
  /** Erasures, withdrawals and objections that the backup did not know. */
  reapplied: number;
}

type Target = Pick<Config, 'databaseUrl' | 'dataDir' | 'ledgerFile'>;

/** Rejects with a BackupError, and leaves no database behind then. */
export async function restore(
  target: Target,
  { file, passphrase }: { file: string; passphrase: string | undefined },
): Promise<Restored> {
  const { migration, madeAt } = await checkBackup(file, passphrase);
  const fill = async (database: EmptyDatabase): Promise<Pick<Restored, 'rows' | 'reapplied'>> => {
    try {
      await database.migrateTo(migration);
      const rows = await putRows(database.db, rowsOf(file, passphrase));
      const store = await database.toStore();
      return { rows, reapplied: await catchUp(store, target.ledgerFile) };
    } finally {
      await database.db.destroy();
    }
  };
  const { databaseUrl, dataDir } = target;
  if (databaseUrl !== undefined) {
    const database = await emptyPostgres(databaseUrl);
    if (database === undefined) throw notEmpty('DATABASE_URL');
    return { madeAt, ...(await fill(database)) };
  }
  const place = join(dataDir, DATABASE_FILE);
  if (existsSync(place)) throw notEmpty(place);
  mkdirSync(dataDir, { recursive: true });
  // In place when all is done: a server that starts meanwhile finds nothing rather than a half.
  const part = `${place}.restoring`;
  await rm(part, { force: true });
  try {
    const filled = await fill(emptySqlite(part));
    await rename(part, place);
    return { madeAt, ...filled };
  } catch (error) {
    for (const ending of ['', '-wal', '-shm']) await rm(`${part}${ending}`, { force: true });
    throw error;
  }
}

function notEmpty(place: string): BackupError {
  return new BackupError('target-not-empty', `${place}: expected no database; move the old one away first`);
}
