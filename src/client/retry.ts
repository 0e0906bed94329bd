/** What to do with an operation after an attempt to send it: one pure function, and its delays. */
import type { Finding, ProblemCode } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';

/** What came of sending one operation. */
export type SendOutcome =
  | { type: 'receipt'; receipt: Receipt }
  /** Our problem document, naming this very operation. */
  | { type: 'problem'; code: ProblemCode; findings: Finding[]; retryAfter?: number }
  /**
   * Anything else: no network, a timeout, a captive portal, somebody else's answer. `came` says what
   * came in place of an answer, for the people who run the site.
   */
  | { type: 'no-answer'; retryAfter?: number; came?: string }
  /** Not sent at all: its challenge could not be solved, or its files could not be read. */
  | { type: 'not-ready' };

export type Decision =
  | { type: 'confirm'; receipt: Receipt }
  | { type: 'refuse'; code: ProblemCode; findings: Finding[] }
  /**
   * `asked` is the part of the delay that the server asked for; nothing shortens that. `isAlone`: the
   * reason lies with this operation, so those behind it need not wait.
   */
  | { type: 'retry'; delay: number; asked: number; isAlone: boolean };

const FIRST_DELAY = 1000;
export const LONGEST_DELAY = 5 * 60_000;
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
  'transition-not-allowed',
  'payload-too-large',
  'unsupported-media-type',
  'validation',
  'idempotency-key-reused',
];

/** Problems of the backend as a whole: the next operation would meet them too. */
const BUSY: readonly ProblemCode[] = ['unavailable', 'rate-limited'];

/** `attempts` counts those made, this one included; `random` is in [0, 1). */
export function decide(outcome: SendOutcome, attempts: number, random: () => number): Decision {
  if (outcome.type === 'receipt') return { type: 'confirm', receipt: outcome.receipt };
  if (outcome.type === 'problem' && FINAL.includes(outcome.code)) {
    return { type: 'refuse', code: outcome.code, findings: outcome.findings };
  }
  if (outcome.type === 'not-ready') {
    return { type: 'retry', delay: delayAfter(attempts, 0, random), asked: 0, isAlone: true };
  }
  const { retryAfter = 0 } = outcome;
  if (outcome.type === 'problem') {
    const asked = Math.min(retryAfter, LONGEST_RETRY_AFTER);
    const delay = delayAfter(attempts, asked, random);
    return { type: 'retry', delay, asked, isAlone: !BUSY.includes(outcome.code) };
  }
  // Our backend's word about this operation binds; what a stranger asks for only feeds our own delay.
  const wish = Math.min(retryAfter, LONGEST_DELAY);
  return { type: 'retry', delay: delayAfter(attempts, wish, random), asked: 0, isAlone: false };
}

/** Full jitter over an exponential bound, but never less than the server asked for; milliseconds. */
export function delayAfter(attempts: number, retryAfter: number, random: () => number): number {
  const bound = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(attempts, 20));
  return Math.max(Math.round(random() * bound), Math.min(retryAfter, LONGEST_RETRY_AFTER));
}
