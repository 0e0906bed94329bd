/** `smartxpo-consent backup` and `restore`. */
import { resolve } from 'node:path';
import { backUp } from '../backup/backing-up.ts';
import { BackupError } from '../backup/format.ts';
import { restore } from '../backup/restoring.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Environment } from '../config.ts';

export const BACKUP_HELP = `  smartxpo-consent backup FILE [--unencrypted]
                                             Write everything to a file, while the backend runs;
                                             encrypted with BACKUP_PASSPHRASE
  smartxpo-consent restore FILE              Read it into an empty database, and erase and withdraw
                                             again what was erased and withdrawn since (LEDGER_FILE)`;

/** Answers the exit code. */
export async function runBackup(file: string, isUnencrypted: boolean, env: Environment): Promise<number> {
  const passphrase = env['BACKUP_PASSPHRASE'] === '' ? undefined : env['BACKUP_PASSPHRASE'];
  if (passphrase === undefined && !isUnencrypted)
    throw new ConfigError('BACKUP_PASSPHRASE', 'a passphrase, or --unencrypted', '');
  const target = resolve(file);
  const rows = await backUp(readConfig(env), {
    file: target,
    passphrase: isUnencrypted ? undefined : passphrase,
    now: Date.now(),
  });
  console.log(`${target}: ${String(rows)} rows${isUnencrypted ? ', not encrypted' : ', encrypted'}`);
  return 0;
}

export async function runRestore(file: string, env: Environment): Promise<number> {
  try {
    const passphrase = env['BACKUP_PASSPHRASE'] === '' ? undefined : env['BACKUP_PASSPHRASE'];
    const { rows, madeAt, reapplied } = await restore(readConfig(env), { file: resolve(file), passphrase });
    console.log(`${String(rows)} rows of ${madeAt}; ${String(reapplied)} erasures, withdrawals and objections since then were done again`); // prettier-ignore
    return 0;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    return 1;
  }
}
