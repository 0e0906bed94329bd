/** Receipts: signed statements, and the capability to undo what they granted. */
import { CompactSign } from 'jose';
import type { Receipt, ReceiptStatement } from '../../protocol/receipt.ts';
import { canonical, keyedHash, sameSecret } from './hash.ts';
import type { Keys } from './keys.ts';

/** A compact JWS over the canonical statement. */
export async function signStatement(keys: Keys, statement: ReceiptStatement): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonical(statement)))
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.publicKey.kid ?? '', typ: 'sx-receipt+json' })
    .sign(keys.signing);
}

/** Present only where the operation granted something; it can undo that and nothing else. */
export function withCapability(keys: Keys, receipt: Receipt): Receipt {
  const granted = receipt.statement.consents?.some(
    (consent) => consent.ticked === true && consent.purpose !== undefined,
  );
  return granted === true ? { ...receipt, capability: capabilityFor(keys, receipt.id) } : receipt;
}

function capabilityFor(keys: Keys, operation: string): string {
  return `${operation}.${keyedHash(keys.capability, operation)}`;
}

/** The operation a capability is for, or undefined when it is not one of ours. */
export function operationOfCapability(keys: Keys, capability: string): string | undefined {
  const operation = capability.split('.')[0] ?? '';
  return sameSecret(capability, capabilityFor(keys, operation)) ? operation : undefined;
}
