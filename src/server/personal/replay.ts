/** What is answered when an operation comes again after the person was erased: done, once, and nothing is left of it. */
import type { OperationKind } from '../../protocol/terms.ts';
import type { Receipt, ReceiptStatement } from '../../protocol/receipt.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Keys } from '../proof/keys.ts';
import { signStatement } from '../proof/sign.ts';
import type { OperationRow } from '../store/operations.ts';

/** An erased operation says nothing of what it was, not even as a hash that guesses could be tried against. */
export function isErased({ fingerprint }: Pick<OperationRow, 'fingerprint'>): boolean {
  return fingerprint === '';
}

export async function erasedReceipt(keys: Keys, site: SiteDocument, row: OperationRow): Promise<Receipt> {
  const statement: ReceiptStatement = {
    operation: row.id,
    // Only visitors' operations come again by this way.
    kind: row.kind as OperationKind,
    site: row.site,
    controller: site.controller.name,
    receivedAt: new Date(row.received_at).toISOString(),
    erased: true,
  };
  return { id: row.id, statement, signature: await signStatement(keys, statement) };
}
