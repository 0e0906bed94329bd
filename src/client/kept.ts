/** What this site keeps on the device beside the outbox, read from the device itself (P-14). */
import { POLICY_SEEN, storageError } from './device-database.ts';
import type { DeviceStorage } from './device-storage.ts';
import { DRAFT } from './drafts.ts';
import type { KeptDraft } from './drafts.ts';
import { DEVICE, RECEIPT } from './outbox-transactions.ts';

export interface Kept {
  drafts: KeptDraft[];
  /** How many; those that this page alone holds are not among them. */
  receipts: number;
  /** Policies of which it remembers the version that was seen. */
  policies: number;
  /** This device has a number, and a count of what was done here. */
  isNumbered: boolean;
}

/** Rejects with a DeviceStorageError; a browser that stores nothing keeps nothing. */
export async function readKept(storage: DeviceStorage): Promise<Kept> {
  try {
    const [drafts, receipts, policies, number] = await Promise.all([
      storage.list(DRAFT),
      storage.list(RECEIPT),
      storage.list(POLICY_SEEN),
      storage.get(DEVICE),
    ]);
    return {
      drafts: drafts.map(([, draft]) => draft as KeptDraft),
      receipts: receipts.length,
      policies: policies.length,
      isNumbered: number !== undefined,
    };
  } catch (cause) {
    const error = storageError(cause);
    if (error.code !== 'unavailable') throw error;
    return { drafts: [], receipts: 0, policies: 0, isNumbered: false };
  }
}
