/**
 * The chain of what staff did: each entry holds the hash of the one before it, so that no entry can be changed,
 * left out or put in between unseen. Written in the transaction of the deed itself.
 */
import type { AuditEntry } from '../../protocol/staff.schema.ts';
import { canonical, hashOf } from '../proof/hash.ts';
import type { AuditRow } from '../store/audit.ts';
import type { Queries } from '../store/store.ts';

export interface Deed {
  site: string;
  at: number;
  /** Who did it. */
  person: string;
  /** For example `form-published`. */
  action: string;
  /** What it was done to, for example `forms/subscription`. */
  object: string;
  details?: Record<string, unknown>;
}

export async function record(queries: Queries, { details = {}, ...deed }: Deed): Promise<void> {
  const last = await queries.audit.lockLast(deed.site);
  const row = {
    ...deed,
    number: (last?.number ?? 0) + 1,
    details: canonical(details),
    previous: last?.hash ?? hashOf(deed.site),
  };
  await queries.audit.add({ ...row, hash: hashOf(canonical(row)) });
}

export function entryOf({ at, details, site: _site, ...row }: AuditRow): AuditEntry {
  return {
    ...row,
    at: new Date(at).toISOString(),
    details: JSON.parse(details) as AuditEntry['details'],
  };
}

/** Entries looked at together. */
const BATCH = 1_000;

/** Walks the whole chain. `brokenAt`: the number of an entry that is not as it was written. */
export async function firstBroken(
  { audit }: Pick<Queries, 'audit'>,
  site: string,
): Promise<{ entries: number; brokenAt?: number }> {
  let expected = hashOf(site);
  let entries = 0;
  for (;;) {
    const batch = await audit.after(site, { number: entries, limit: BATCH });
    for (const { hash, ...row } of batch) {
      entries += 1;
      const isWhole = row.number === entries && row.previous === expected && hash === hashOf(canonical(row));
      if (!isWhole) return { entries, brokenAt: entries };
      expected = hash;
    }
    if (batch.length < BATCH) return { entries };
  }
}
