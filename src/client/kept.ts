/** What this site keeps on the device, read from the keys that stand there now (P-14). */
import { POLICY_SEEN, storageError } from './device-database.ts';
import type { DeviceStorage } from './device-storage.ts';
import { DRAFT } from './drafts.ts';
import { entryIn } from './outbox-entry.ts';
import { ACT, DEVICE, ENTRY, EXPIRED, FILES, RECEIPT } from './outbox-transactions.ts';
import { SENDER } from './tab-lock.ts';

/** Every key that this product writes starts with one of these. */
const KINDS = [
  [ENTRY, 'unsent'],
  [FILES, 'files'],
  [EXPIRED, 'expired'],
  [RECEIPT, 'receipts'],
  [DRAFT, 'drafts'],
  [POLICY_SEEN, 'policies'],
  [DEVICE, 'number'],
  [ACT, 'number'],
  [SENDER, 'turn'],
] as const;

/** 'unreadable': unsent, and damaged or of a newer version; 'other': under a key that this version does not know. */
export type KeptKind = (typeof KINDS)[number][1] | 'unreadable' | 'other';

export interface Kept {
  kind: KeptKind;
  /** How many keys. */
  count: number;
  /** When the last of them runs out, by the device's clock, ms; undefined where they do not. */
  until?: number;
}

/**
 * One line for each kind that is there, in no order. Rejects with a DeviceStorageError; a browser that stores
 * nothing keeps nothing.
 */
export async function readKept(storage: DeviceStorage): Promise<Kept[]> {
  const found = new Map<KeptKind, Kept>();
  const add = (kind: KeptKind, until?: number): void => {
    const line = found.get(kind) ?? { kind, count: 0 };
    line.count += 1;
    if (until !== undefined && Number.isFinite(until)) line.until = Math.max(line.until ?? until, until);
    found.set(kind, line);
  };
  try {
    const [keys, entries, drafts] = await Promise.all([
      storage.keys(),
      storage.list(ENTRY),
      storage.list(DRAFT),
    ]);
    for (const [, value] of entries) {
      const entry = entryIn(value);
      if (typeof entry === 'string') add('unreadable');
      else add('unsent', entry.expiresAt);
    }
    for (const [, draft] of drafts) add('drafts', (draft as { expiresAt?: number } | null)?.expiresAt);
    for (const key of keys) {
      const kind = KINDS.find(([prefix]) => key.startsWith(prefix))?.[1] ?? 'other';
      if (kind !== 'unsent' && kind !== 'drafts') add(kind);
    }
  } catch (cause) {
    const error = storageError(cause);
    if (error.code !== 'unavailable') throw error;
  }
  return [...found.values()];
}
