/** Receipts that this device keeps: words, ids, times and the capability to undo; no contact data. */
import type { Receipt } from '../protocol/receipt.ts';
import type { Outbox } from './outbox.ts';

export interface Receipts {
  /** Newest first. */
  list(): Promise<Receipt[]>;
  forget(id: string): Promise<void>;
}

export function createReceipts(outbox: Outbox): Receipts {
  return {
    async list() {
      const receipts = await outbox.receipts();
      return receipts.toSorted((a, b) => (a.statement.receivedAt < b.statement.receivedAt ? 1 : -1));
    },
    forget: (id) => outbox.forgetReceipt(id),
  };
}
