/**
 * POSTs each operation to one URL of a team's own backend. A 2xx whose JSON repeats the operation's
 * id acknowledges it, so that a captive portal's "200 OK" never does. There is no signed receipt;
 * what stays on the device is the visitor's own record of what was sent.
 */
import type { AcknowledgementPayload, Operation } from '../protocol/operation.schema.ts';
import type { Receipt, ReceiptStatement } from '../protocol/receipt.ts';
import { deliveryBody, timeoutFor } from './delivery-body.ts';
import type { SendOutcome } from './retry.ts';
import { deadline } from './timers.ts';
import { cameOf, jsonBody, retryAfter } from './transport.ts';
import type { Sending, Transport, TransportTiming } from './transport.ts';

export function createWebhookTransport(
  url: string,
  fetch: typeof globalThis.fetch,
  { after, timeout }: TransportTiming,
): Transport {
  return {
    async send(sending: Sending): Promise<SendOutcome> {
      const { operation, files } = sending;
      const { body, headers } = deliveryBody(sending);
      const limit = deadline(after, timeoutFor(files, timeout));
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers,
          body,
          credentials: 'omit',
          redirect: 'error',
          signal: limit.signal,
        });
        const answer = await jsonBody(response);
        if (response.ok && answer?.['id'] === operation.id) {
          return { type: 'receipt', receipt: ownRecord(operation) };
        }
        const wait = retryAfter(response.headers);
        return {
          type: 'no-answer',
          ...(wait === undefined ? {} : { retryAfter: wait }),
          came: cameOf(response),
        };
      } catch {
        return { type: 'no-answer' };
      } finally {
        limit.callOff();
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
    ...(operation.kind === 'acknowledgement' ? { policy: policyOf(operation.payload) } : {}),
  };
  return { id: operation.id, statement, signature: '' };
}

function policyOf({
  policy,
  version,
  hash,
}: AcknowledgementPayload): NonNullable<ReceiptStatement['policy']> {
  return { policy, version, hash };
}
