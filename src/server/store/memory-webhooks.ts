/** Webhooks in the store that remembers only while it runs. */
import { byTime, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';
import type { WebhookMessageRow } from './webhooks.ts';

export function webhooksIn(memory: Memory): Queries['webhooks'] {
  const endpoint = (id: string) => memory.rows.webhook_endpoint.find((row) => row.id === id);
  const message = (id: string) => memory.rows.webhook_message.find((row) => row.id === id);
  const isDue = (row: WebhookMessageRow, now: number): boolean =>
    row.delivered_at === null && row.failed_at === null && row.next_attempt_at <= now;
  const newestFirst = byTime<WebhookMessageRow>(
    (row) => row.created_at,
    (row) => row.id,
  );
  return {
    addEndpoint: async (row) => {
      await copy(memory.rows.webhook_endpoint.push(row));
    },
    endpointsOf: (site) =>
      copy(memory.rows.webhook_endpoint.filter((row) => row.site === site && row.ended_at === null)),
    endpoint: (id) => copy(endpoint(id)),
    changeEndpoint: async (id, changed) => {
      const row = endpoint(id);
      await copy(row && Object.assign(row, changed));
    },
    queue: async (rows) => {
      await copy(memory.rows.webhook_message.push(...rows));
    },
    due: (now) => {
      const due = memory.rows.webhook_message.filter(
        (row) => isDue(row, now) && endpoint(row.endpoint)?.ended_at === null,
      );
      return copy([...new Set(due.map((row) => row.endpoint))]);
    },
    claimDue: (id, now) =>
      copy(
        memory.rows.webhook_message
          .filter((row) => row.endpoint === id && isDue(row, now))
          .toSorted(newestFirst)
          .at(-1),
      ),
    settle: async (id, done) => {
      const row = message(id);
      await copy(row && Object.assign(row, done));
    },
    addAttempt: async (row) => {
      await copy(memory.rows.webhook_attempt.push(row));
    },
    message: (id) => copy(message(id)),
    messagesOf: (site, limit) =>
      copy(
        memory.rows.webhook_message
          .filter((row) => row.site === site)
          .toSorted(newestFirst)
          .slice(0, limit),
      ),
    attemptsOf: (id) => copy(memory.rows.webhook_attempt.filter((row) => row.message === id)),
  };
}
