/** Makes a backup of the database that the configuration names, while it is in use. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { TABLES } from '../personal/map.ts';
import { postgresSnapshot, sqliteSnapshot } from '../store/snapshot.ts';
import type { Snapshot, TableName } from '../store/snapshot.ts';
import { writeBackup } from './format.ts';

/** In the order in which rows come back: what is referred to stands before what refers to it. */
const NAMES = Object.keys(TABLES) as TableName[];

export const DATABASE_FILE = 'smartxpo-consent.sqlite';

/** Answers how many rows the file holds. */
export async function backUp(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { file, passphrase, now }: { file: string; passphrase: string | undefined; now: number },
): Promise<number> {
  const snapshot: Snapshot =
    databaseUrl === undefined
      ? sqliteSnapshot(join(dataDir, DATABASE_FILE), NAMES)
      : await postgresSnapshot(databaseUrl, NAMES);
  try {
    const { migration, rows } = snapshot;
    const head = {
      format: 'smartxpo-consent-backup/1',
      migration,
      madeAt: new Date(now).toISOString(),
    } as const;
    return await writeBackup(file, { head, rows, passphrase });
  } finally {
    await snapshot.close();
  }
}
