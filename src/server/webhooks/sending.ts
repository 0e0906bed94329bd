/** One try to deliver one message: signed as Standard Webhooks has it, and no answer but its status is believed. */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Webhook } from 'standardwebhooks';
import { VERSION } from '../../version.ts';
import type { WebhookEndpointRow, WebhookMessageRow } from '../store/webhooks.ts';
import { isPrivateHost, PrivateAddressError, publicLookup } from './destination.ts';

/** HTTP status, or why there was no answer. */
export type Outcome = { status: number } | { problem: string };

/** To the end of the answer's head, ms. */
const PATIENCE = 10_000;

export type SendWebhook = (
  endpoint: WebhookEndpointRow,
  message: Pick<WebhookMessageRow, 'id' | 'body'>,
  now: number,
) => Promise<Outcome>;

export const sendWebhook: SendWebhook = async (endpoint, message, now) => {
  try {
    return { status: await post(endpoint, message.body, signedHeaders(endpoint, message, now)) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
};

/** While a secret is being replaced both sign, and receivers take either. */
export function signedHeaders(
  { secret, earlier_secret: earlier, earlier_until: until }: WebhookEndpointRow,
  { id, body }: Pick<WebhookMessageRow, 'id' | 'body'>,
  now: number,
): Record<string, string> {
  const secrets = [secret, ...(earlier !== null && until !== null && now < until ? [earlier] : [])];
  const moment = new Date(now);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': secrets.map((one) => new Webhook(one).sign(id, moment, body)).join(' '),
  };
}

/** Follows no redirect: what is signed for one place is nothing for another. */
function post(
  { url, is_private: isPrivate }: WebhookEndpointRow,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const target = new URL(url);
  // Plain http is taken for this machine alone, and only from whoever set it up by that name.
  const isOpen = isPrivate === 1 || target.protocol === 'http:';
  if (!isOpen && isPrivateHost(target)) throw new PrivateAddressError(target.hostname);
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'http:' ? requestHttp : requestHttps;
    const request = send(target, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': `smartxpo-consent/${VERSION}`,
      },
      signal: AbortSignal.timeout(PATIENCE),
      ...(isOpen ? {} : { lookup: publicLookup }),
    });
    request.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      // Whatever else it says is not read.
      response.destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A code for the log: words of a foreign system may say anything. */
function problemOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return 'private-address';
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timed-out';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
