/** What to do with an operation after an attempt to send it: one pure function, and its delays. */
import type { Finding, ProblemCode } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';

/** What came of sending one operation. */
export type SendOutcome =
  | { type: 'receipt'; receipt: Receipt }
  /** Our problem document, naming this very operation. */
  | { type: 'problem'; code: ProblemCode; findings: Finding[]; retryAfter?: number }
  /** Anything else: no network, a timeout, a captive portal, somebody else's answer. */
  | { type: 'no-answer'; retryAfter?: number };

export type Decision =
  | { type: 'confirm'; receipt: Receipt }
  | { type: 'refuse'; code: ProblemCode; findings: Finding[] }
  /** `asked` is the part of the delay that the server asked for; nothing shortens that. */
  | { type: 'retry'; delay: number; asked: number };

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 5 * 60_000;
/** A server may ask for patience, but not for more than this. */
export const LONGEST_RETRY_AFTER = 60 * 60_000;

/** Problems that the same operation would meet again. */
const FINAL: readonly ProblemCode[] = [
  'idempotency-key-missing',
  'malformed-json',
  'malformed-body',
  'unauthenticated',
  'forbidden',
  'not-found',
  'payload-too-large',
  'unsupported-media-type',
  'validation',
  'idempotency-key-reused',
];

/** `attempts` counts those made, this one included; `random` is in [0, 1). */
export function decide(outcome: SendOutcome, attempts: number, random: () => number): Decision {
  if (outcome.type === 'receipt') return { type: 'confirm', receipt: outcome.receipt };
  if (outcome.type === 'problem' && FINAL.includes(outcome.code)) {
    return { type: 'refuse', code: outcome.code, findings: outcome.findings };
  }
  const wish = Math.min(outcome.retryAfter ?? 0, LONGEST_RETRY_AFTER);
  // What a stranger asks for only feeds our own delay; our backend's word about this operation binds.
  const asked = outcome.type === 'problem' ? wish : 0;
  return { type: 'retry', delay: delayAfter(attempts, wish, random), asked };
}

/** Full jitter over an exponential bound, but never less than the server asked for; milliseconds. */
export function delayAfter(attempts: number, retryAfter: number, random: () => number): number {
  const bound = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(attempts, 20));
  return Math.max(Math.round(random() * bound), Math.min(retryAfter, LONGEST_RETRY_AFTER));
}
