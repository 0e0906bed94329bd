/**
 * POSTs each operation to one URL of a team's own backend. A 2xx whose JSON repeats the operation's
 * id acknowledges it, so that a captive portal's "200 OK" never does. There is no signed receipt;
 * what stays on the device is the visitor's own record of what was sent.
 */
import type { Operation } from '../protocol/operation.schema.ts';
import type { Receipt } from '../protocol/receipt.ts';
import { deliveryBody, sendTimeout } from './delivery-body.ts';
import type { SendOutcome } from './retry.ts';
import { jsonBody, retryAfter } from './transport.ts';
import type { Sending, Transport } from './transport.ts';

export function createWebhookTransport(url: string, fetch: typeof globalThis.fetch): Transport {
  return {
    async send(sending: Sending): Promise<SendOutcome> {
      const { operation, files } = sending;
      const { body, headers } = deliveryBody(sending);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers,
          body,
          credentials: 'omit',
          redirect: 'error',
          signal: AbortSignal.timeout(sendTimeout(files)),
        });
        const answer = await jsonBody(response);
        if (response.ok && answer?.['id'] === operation.id) {
          return { type: 'receipt', receipt: ownRecord(operation) };
        }
        const wait = retryAfter(response.headers);
        return { type: 'no-answer', ...(wait === undefined ? {} : { retryAfter: wait }) };
      } catch {
        return { type: 'no-answer' };
      }
    },
  };
}

function ownRecord(operation: Operation): Receipt {
  const statement = {
    operation: operation.id,
    kind: operation.kind,
    site: operation.site,
    controller: '',
    receivedAt: operation.madeAt,
    ...(operation.kind === 'submission'
      ? {
          policy: operation.payload.policy,
          consents: operation.payload.consents.map(({ consent, words, hash, ticked }) => ({
            consent,
            words,
            hash,
            ...(ticked === undefined ? {} : { ticked }),
          })),
        }
      : {}),
  };
  return { id: operation.id, statement, signature: '' };
}
