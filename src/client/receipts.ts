/** Receipts that this device keeps: words, ids, times and the capability to undo; no contact data. */
import type { Receipt } from '../protocol/receipt.ts';
import type { DeviceStorage } from './device-storage.ts';
import { RECEIPT } from './outbox.ts';

export interface Receipts {
  /** Newest first. */
  list(): Promise<Receipt[]>;
  forget(id: string): Promise<void>;
}

export function createReceipts(storage: DeviceStorage): Receipts {
  return {
    async list() {
      const stored = await storage.list(RECEIPT).catch((): [string, unknown][] => []);
      return stored
        .map(([, value]) => value as Receipt)
        .toSorted((a, b) => (a.statement.receivedAt < b.statement.receivedAt ? 1 : -1));
    },
    forget: (id) => storage.delete(RECEIPT + id),
  };
}
