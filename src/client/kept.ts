/** What this site keeps on the device beside the outbox, read from the device itself (P-14). */
import { storageError } from './device-database.ts';
import type { DeviceStorage } from './device-storage.ts';
import { DRAFT } from './drafts.ts';
import type { KeptDraft } from './drafts.ts';
import { DEVICE, RECEIPT } from './outbox-transactions.ts';

export interface Kept {
  drafts: KeptDraft[];
  /** How many; those that this page alone holds are not among them. */
  receipts: number;
  /** This device has a number, and a count of what was done here. */
  isNumbered: boolean;
}

/** Rejects with a DeviceStorageError; a browser that stores nothing keeps nothing. */
export async function readKept(storage: DeviceStorage): Promise<Kept> {
  try {
    const [drafts, receipts, number] = await Promise.all([
      storage.list(DRAFT),
      storage.list(RECEIPT),
      storage.get(DEVICE),
    ]);
    return {
      drafts: drafts.map(([, draft]) => draft as KeptDraft),
      receipts: receipts.length,
      isNumbered: number !== undefined,
    };
  } catch (cause) {
    const error = storageError(cause);
    if (error.code !== 'unavailable') throw error;
    return { drafts: [], receipts: 0, isNumbered: false };
  }
}
