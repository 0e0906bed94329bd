/** Delivers what endpoints have to be told. Each endpoint has its own pace: one that fails delays no other. */
import type { Store } from '../store/store.ts';
import type { WebhookMessageRow } from '../store/webhooks.ts';
import { sendWebhook } from '../webhooks/sending.ts';
import type { Outcome, SendWebhook } from '../webhooks/sending.ts';
import { startRepeating } from './repeating.ts';
import type { Job } from './repeating.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** After each failure, as Standard Webhooks recommends; about three days in all. */
export const DELAYS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
const IDLE_INTERVAL = 5 * SECOND;
/** How long a message is out of sight of other processes while one sends it; longer than a try takes. */
const CLAIM = MINUTE;

export function startWebhookJob(store: Store, now: () => number, send: SendWebhook = sendWebhook): Job {
  return startRepeating('webhook-job', IDLE_INTERVAL, (isStopped) => deliverDue(store, now, send, isStopped));
}

/** One round: to each endpoint what is due, until it does not take one. */
export async function deliverDue(
  store: Store,
  now: () => number,
  send: SendWebhook = sendWebhook,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const endpoints = await store.webhooks.due(now());
  const drain = async (endpoint: string): Promise<void> => {
    while (!isStopped() && (await deliverNext(store, endpoint, now, send)));
  };
  await Promise.all(endpoints.map(drain));
}

/** Tries the oldest due message of an endpoint; false when none is due, or when trying on now is of no use. */
async function deliverNext(store: Store, id: string, now: () => number, send: SendWebhook): Promise<boolean> {
  const message = await store.transaction(async (queries) => {
    const due = await queries.webhooks.claimDue(id, now());
    if (due) await queries.webhooks.settle(due.id, { next_attempt_at: now() + CLAIM });
    return due;
  });
  const endpoint = message && (await store.webhooks.endpoint(id));
  if (message === undefined || endpoint?.ended_at !== null) return false;
  const outcome = await send(endpoint, message, now());
  return record(store, message, outcome, now());
}

async function record(
  store: Store,
  message: WebhookMessageRow,
  outcome: Outcome,
  at: number,
): Promise<boolean> {
  const attempts = message.attempts + 1;
  const status = 'status' in outcome ? outcome.status : null;
  const isDelivered = status !== null && status >= 200 && status < 300;
  const delay = DELAYS[message.attempts];
  await store.transaction(async ({ webhooks }) => {
    await webhooks.addAttempt({
      message: message.id,
      number: attempts,
      at,
      status,
      problem: 'problem' in outcome ? outcome.problem : null,
    });
    if (isDelivered) await webhooks.settle(message.id, { attempts, delivered_at: at });
    else if (delay === undefined) await webhooks.settle(message.id, { attempts, failed_at: at });
    else await webhooks.settle(message.id, { attempts, next_attempt_at: at + delay });
    // "Gone": it says itself that nothing of this kind will be taken there again.
    if (status === 410) await webhooks.changeEndpoint(message.endpoint, { ended_at: at });
  });
  if (!isDelivered)
    console.error(JSON.stringify({ event: 'webhook-not-delivered', message: message.id, attempts, ...outcome })); // prettier-ignore
  // The next one would meet the same.
  return isDelivered;
}
