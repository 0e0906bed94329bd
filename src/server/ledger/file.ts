/**
 * The ledger outside of the database: a file that grows by a line for every entry. A database that comes from a backup
 * is older than it, and is told before it serves.
 */
import { open, readFile, truncate } from 'node:fs/promises';
import type { LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { ConfigError } from '../config.ts';
import { startRepeating } from '../jobs/repeating.ts';
import type { Job } from '../jobs/repeating.ts';
import { applyLedger } from './applying.ts';

/** Milliseconds; an entry is copied at once, this looks for what another process wrote. */
const INTERVAL = 10_000;
const BATCH = 500;

/** Tells the database what it does not know; answers how much that was. Rejects for a file that is not whole. */
export async function catchUp(store: Store, file: string): Promise<number> {
  const rows = await readLedger(file);
  const last = rows.at(-1);
  if (last === undefined || (await store.ledger.has(last.id))) return 0;
  const applied = await applyLedger(store, rows);
  await store.personal.scrub();
  return applied;
}

/** Copies what is new when it is woken, and once more when it stops. */
export function startLedgerJob(store: Store, file: string): Job {
  const copy = ledgerCopier(store, file);
  const job = startRepeating('ledger-job', INTERVAL, copy);
  return {
    wake: job.wake,
    stop: async () => {
      await job.stop();
      // What is left behind by a database that is gone comes with the next start.
      await copy().catch((error: unknown) => {
        const name = error instanceof Error ? error.name : 'unknown';
        console.error(JSON.stringify({ event: 'ledger-job-failed', name }));
      });
    },
  };
}

/** Each entry is on the disk when it resolves. */
export function ledgerCopier(store: Store, file: string): () => Promise<void> {
  let copied: number | undefined;
  return async () => {
    if (copied === undefined) {
      await endWithWholeLine(file);
      copied = (await readLedger(file)).at(-1)?.number ?? 0;
    }
    for (;;) {
      const rows = await store.ledger.after(copied, BATCH);
      const newest = rows.at(-1);
      if (newest === undefined) return;
      await append(file, rows);
      copied = newest.number;
    }
  };
}

async function append(file: string, rows: readonly LedgerRow[]): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Nothing where there is no file yet. A last line that was cut off stands in the database; it comes again. */
export async function readLedger(file: string): Promise<LedgerRow[]> {
  const lines = (await textOf(file)).split('\n');
  lines.pop();
  return lines.flatMap((line, index) => {
    const row = rowIn(line);
    if (row !== undefined) return [row];
    throw new ConfigError(
      'LEDGER_FILE',
      `an entry on line ${String(index + 1)} of ${file}`,
      line.slice(0, 40),
    );
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** A line that was cut off by a crash is taken away, or the next one would be written behind it. */
async function endWithWholeLine(file: string): Promise<void> {
  const text = await textOf(file);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) await truncate(file, Buffer.byteLength(whole));
}

function rowIn(line: string): LedgerRow | undefined {
  try {
    const row = JSON.parse(line) as Partial<LedgerRow>;
    return typeof row.number === 'number' && typeof row.id === 'string' && typeof row.entry === 'string'
      ? (row as LedgerRow)
      : undefined;
  } catch {
    return undefined;
  }
}
