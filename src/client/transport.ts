/** How an operation reaches a backend. Two ship: `native` (our protocol) and `webhook` (one URL). */
import type { Operation } from '../protocol/operation.schema.ts';
import type { Files } from './delivery-body.ts';
import type { SendOutcome } from './retry.ts';
import type { After } from './timers.ts';

export interface Sending {
  operation: Operation;
  /** Milliseconds since the act by the device's clock. */
  age: number;
  /** `Capability …` or `Bearer …`, where the operation needs a permission to act. */
  authorization?: string | undefined;
  /** The solution of the site's challenge, made for this attempt. */
  challenge?: string | undefined;
  files?: Files | undefined;
}

export interface Transport {
  send(sending: Sending): Promise<SendOutcome>;
}

export interface TransportTiming {
  after: After;
  /** To the end of an answer's body, ms; more for files. */
  timeout: number;
}

/** To the end of the body: a connection that stays open without answering is no answer. */
export const SEND_TIMEOUT = 10_000;

/** What came in place of an answer, for the people who run the site. */
export function cameOf({ status, headers }: Response): string {
  return `${String(status)} ${headers.get('content-type') ?? 'without a content type'}`;
}

/**
 * Tells the site's people, once for each, of answers that no backend of ours gives: an address that
 * leads elsewhere, a firewall, a portal. A backend that is down is no news to them.
 */
export function reporting(transport: Transport, report: (error: unknown) => void): Transport {
  const told = new Set<string>();
  return {
    async send(sending) {
      const outcome = await transport.send(sending);
      const came = outcome.type === 'no-answer' ? outcome.came : undefined;
      if (came !== undefined && !/^(5|429)/.test(came) && !told.has(came)) {
        told.add(came);
        report(
          new Error(`Expected a receipt for operation ${sending.operation.id}; came ${came}. It is kept.`),
        );
      }
      return outcome;
    },
  };
}

/** `Retry-After` in milliseconds; a date is read against the answer's own `Date`. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(until) && until > 0 ? until : undefined;
}

/** Bytes of the longest answer that is read; receipts repeat words, but not books. */
const LONGEST_ANSWER = 4 * 1024 * 1024;

/** An answer that never ends must not fill the visitor's memory. */
async function boundedText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > LONGEST_ANSWER) {
      await reader.cancel();
      throw new Error('Expected an answer of at most 4 MB');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The JSON object in an answer, or undefined when it holds anything else. */
export async function jsonBody(response: Response): Promise<Record<string, unknown> | undefined> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined;
  const body: unknown = JSON.parse(await boundedText(response));
  return body !== null && typeof body === 'object' && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : undefined;
}
