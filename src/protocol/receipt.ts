/** The receipt: signed proof of what was agreed or refused, in the exact words shown (R-09, L-07). */
import type { RequestState } from './request.ts';
import type { Channel, ObjectionScope, OperationKind, RequestKind } from './terms.ts';

export interface ReceiptConsent {
  consent: string;
  words: string;
  hash: string;
  /** Only for opt-ins. */
  purpose?: string;
  channel?: Channel;
  ticked?: boolean;
}

/** A file that came along. */
export interface ReceiptFile {
  item: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the content. */
  hash: string;
}

export interface ReceiptRequest {
  /** The id of the operation that made it. */
  request: string;
  kind: RequestKind;
  /** For people: on paper, on the telephone. */
  reference: string;
  state: RequestState;
  /** Days where the controller is. */
  receivedOn: string;
  /** The last day for an answer; absent while the clock stands still, and where nothing is owed any more. */
  dueOn?: string;
}

/** What the signature covers. No contact data: it may stay on a shared device. */
export interface ReceiptStatement {
  /** The operation's id. */
  operation: string;
  kind: OperationKind;
  site: string;
  controller: string;
  receivedAt: string;
  form?: { form: string; version: number; title: string };
  policy?: { policy: string; version: string; hash: string };
  consents?: ReceiptConsent[];
  files?: ReceiptFile[];
  /**
   * The operations whose grants it ended; `whole` when that is all there was, by a signed-in subject,
   * and not only what one capability can undo.
   */
  withdrawal?: { purpose: string; channel: Channel; grants: string[]; whole: boolean };
  /** The answer that was put right, by its label; what it says now stands in no receipt. */
  correction?: { submission: string; item: string; label: string };
  objection?: { scope: ObjectionScope; objects: boolean };
  /** The request that was made, or went a step further. What was written stands in no receipt. */
  request?: ReceiptRequest;
  /** The language of the words. */
  language?: string;
  /** It was done, and everything about it was erased since. */
  erased?: true;
}

export interface Receipt {
  /** Repeats the operation's id; an answer without it acknowledges nothing. */
  id: string;
  statement: ReceiptStatement;
  /** Compact JWS (EdDSA) over the statement. */
  signature: string;
  /**
   * Undoes this operation's grants without signing in (DESIGN, section 6). Present where it granted
   * something.
   */
  capability?: string;
  /** True where a grant waits for the link in the confirmation mail. */
  confirmByMail?: boolean;
  /** True where a tick does not count, because its age could not be believed (DESIGN, section 7.3). */
  notCounted?: boolean;
}
