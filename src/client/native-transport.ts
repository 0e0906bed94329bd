/** POSTs one operation to `/v1/operations` of our own protocol. */
import { problemCode } from '../protocol/problem.ts';
import type { Finding } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';
import { deliveryBody, sendTimeout } from './delivery-body.ts';
import type { SendOutcome } from './retry.ts';
import { jsonBody, retryAfter } from './transport.ts';
import type { Sending, Transport } from './transport.ts';

export function createNativeTransport(endpoint: string, fetch: typeof globalThis.fetch): Transport {
  return {
    async send(sending: Sending): Promise<SendOutcome> {
      const { operation, authorization, files } = sending;
      const { body, headers } = deliveryBody(sending);
      try {
        const response = await fetch(`${endpoint}/v1/operations`, {
          method: 'POST',
          headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
          body,
          credentials: 'omit',
          cache: 'no-store',
          redirect: 'error',
          signal: AbortSignal.timeout(sendTimeout(files)),
        });
        return await read(response, operation.id);
      } catch {
        // Fetch rejects for everything between here and the backend; all of it means "try again".
        return { type: 'no-answer' };
      }
    },
  };
}

/** Only an answer that names this operation is about this operation. */
async function read(response: Response, id: string): Promise<SendOutcome> {
  const wait = retryAfter(response.headers);
  const patience = wait === undefined ? {} : { retryAfter: wait };
  const body = await jsonBody(response);
  if (response.ok && body?.['id'] === id && typeof body['signature'] === 'string') {
    return { type: 'receipt', receipt: body as unknown as Receipt };
  }
  const code = body && problemCode(body);
  if (!response.ok && code !== undefined && body?.['operation'] === id) {
    const findings = Array.isArray(body['errors']) ? (body['errors'] as Finding[]) : [];
    return { type: 'problem', code, findings, ...patience };
  }
  return { type: 'no-answer', ...patience };
}
