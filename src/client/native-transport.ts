/** POSTs one operation to `/v1/operations` of our own protocol. */
import { problemCode } from '../protocol/problem.ts';
import type { Finding } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';
import { deliveryBody, timeoutFor } from './delivery-body.ts';
import type { SendOutcome } from './retry.ts';
import { deadline } from './timers.ts';
import { cameOf, jsonBody, retryAfter } from './transport.ts';
import type { Sending, Transport, TransportTiming } from './transport.ts';

export function createNativeTransport(
  endpoint: string,
  fetch: typeof globalThis.fetch,
  { after, timeout }: TransportTiming,
): Transport {
  return {
    async send(sending: Sending): Promise<SendOutcome> {
      const { operation, authorization, files } = sending;
      const { body, headers } = deliveryBody(sending);
      const limit = deadline(after, timeoutFor(files, timeout));
      try {
        const response = await fetch(`${endpoint}/v1/operations`, {
          method: 'POST',
          headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
          body,
          credentials: 'omit',
          cache: 'no-store',
          redirect: 'error',
          signal: limit.signal,
        });
        return await read(response, operation.id);
      } catch {
        // Fetch rejects for everything between here and the backend; all of it means "try again".
        return { type: 'no-answer' };
      } finally {
        limit.callOff();
      }
    },
  };
}

/** Only an answer that names this operation is about this operation. */
async function read(response: Response, id: string): Promise<SendOutcome> {
  const wait = retryAfter(response.headers);
  const patience = wait === undefined ? {} : { retryAfter: wait };
  const body = await jsonBody(response);
  if (response.ok && body !== undefined && isReceipt(body, id)) {
    return { type: 'receipt', receipt: body as unknown as Receipt };
  }
  const code = body && problemCode(body);
  if (!response.ok && code !== undefined && body?.['operation'] === id) {
    const findings = Array.isArray(body['errors']) ? (body['errors'] as Finding[]) : [];
    return { type: 'problem', code, findings, ...patience };
  }
  return { type: 'no-answer', ...patience, came: cameOf(response) };
}

/** It names this operation twice, and carries what is shown of it later. */
function isReceipt({ id, signature, statement }: Record<string, unknown>, operation: string): boolean {
  const { operation: about, receivedAt } = (statement ?? {}) as Record<string, unknown>;
  return (
    id === operation && typeof signature === 'string' && about === operation && typeof receivedAt === 'string'
  );
}
