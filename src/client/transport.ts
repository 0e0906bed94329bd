/** How an operation reaches a backend. Two ship: `native` (our protocol) and `webhook` (one URL). */
import type { Operation } from '../protocol/operation.schema.ts';
import type { Files } from './delivery-body.ts';
import type { SendOutcome } from './retry.ts';

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

/** To the end of the body: a connection that stays open without answering is no answer. */
export const SEND_TIMEOUT = 10_000;

/** `Retry-After` in milliseconds; a date is read against the answer's own `Date`. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(until) && until > 0 ? until : undefined;
}

/** The JSON object in an answer, or undefined when it holds anything else. */
export async function jsonBody(response: Response): Promise<Record<string, unknown> | undefined> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined;
  const body: unknown = await response.json();
  return body !== null && typeof body === 'object' && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : undefined;
}
