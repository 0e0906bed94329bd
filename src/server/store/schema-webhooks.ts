/** The tables of webhooks: where a site's other systems are told, what they are told, and what came of it. */

export interface WebhookEndpointTable {
  id: string;
  site: string;
  url: string;
  /** Event types, a JSON list. */
  events: string;
  /** `whsec_…`; whoever has it can sign, so it is kept to sign with. */
  secret: string;
  /** The one before, as long as both sign; null otherwise. */
  earlier_secret: string | null;
  earlier_until: number | null;
  /** 1: may stand in a private network. */
  is_private: number;
  created_at: number;
  /** When it was taken out: by the operator, or because it answered that it is gone. */
  ended_at: number | null;
}

/** One event for one endpoint, written in the transaction that causes it. */
export interface WebhookMessageTable {
  /** The same through every try: receivers know repeats by it. */
  id: string;
  site: string;
  endpoint: string;
  type: string;
  /** What is sent and signed, letter by letter. */
  body: string;
  created_at: number;
  attempts: number;
  next_attempt_at: number;
  /** null while it is tried. */
  delivered_at: number | null;
  failed_at: number | null;
}

/** One try. What the receiver said beside its status is not kept. */
export interface WebhookAttemptTable {
  message: string;
  number: number;
  at: number;
  /** HTTP status; null where there was no answer. */
  status: number | null;
  /** Why there was none, as a code. */
  problem: string | null;
}
