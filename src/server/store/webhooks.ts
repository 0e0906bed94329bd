/** Webhooks: endpoints, messages that wait for them, and every try. */
import type { Kysely, Selectable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export type WebhookEndpointRow = Selectable<Tables['webhook_endpoint']>;
export type WebhookMessageRow = Selectable<Tables['webhook_message']>;
export type WebhookAttemptRow = Selectable<Tables['webhook_attempt']>;

export function webhookQueries(db: Kysely<Tables>, engine: Engine) {
  return {
    addEndpoint: async (row: WebhookEndpointRow) => {
      await db.insertInto('webhook_endpoint').values(row).execute();
    },
    /** Those that have not ended, in the order in which they were made. */
    endpointsOf: (site: string): Promise<WebhookEndpointRow[]> =>
      db
        .selectFrom('webhook_endpoint')
        .selectAll()
        .where('site', '=', site)
        .where('ended_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    endpoint: (id: string): Promise<WebhookEndpointRow | undefined> =>
      db.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).executeTakeFirst(),
    changeEndpoint: async (
      id: string,
      changed: Partial<Pick<WebhookEndpointRow, 'secret' | 'earlier_secret' | 'earlier_until' | 'ended_at'>>,
    ) => {
      await db.updateTable('webhook_endpoint').set(changed).where('id', '=', id).execute();
    },
    queue: async (rows: WebhookMessageRow[]) => {
      if (rows.length > 0) await db.insertInto('webhook_message').values(rows).execute();
    },
    /** Endpoints, of all sites, for which something is due. */
    due: async (now: number): Promise<string[]> => {
      const rows = await db
        .selectFrom('webhook_message as m')
        .innerJoin('webhook_endpoint as e', 'e.id', 'm.endpoint')
        .select('m.endpoint')
        .distinct()
        .where('m.delivered_at', 'is', null)
        .where('m.failed_at', 'is', null)
        .where('m.next_attempt_at', '<=', now)
        .where('e.ended_at', 'is', null)
        .execute();
      return rows.map(({ endpoint }) => endpoint);
    },
    /** The oldest due message of an endpoint, locked until the transaction ends. */
    claimDue: (endpoint: string, now: number): Promise<WebhookMessageRow | undefined> => {
      const due = db
        .selectFrom('webhook_message')
        .selectAll()
        .where('endpoint', '=', endpoint)
        .where('delivered_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('next_attempt_at', '<=', now)
        .orderBy('created_at')
        .orderBy('id')
        .limit(1);
      return (engine === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst();
    },
    settle: async (
      id: string,
      done: Partial<Pick<WebhookMessageRow, 'attempts' | 'next_attempt_at' | 'delivered_at' | 'failed_at'>>,
    ) => {
      await db.updateTable('webhook_message').set(done).where('id', '=', id).execute();
    },
    addAttempt: async (row: WebhookAttemptRow) => {
      await db.insertInto('webhook_attempt').values(row).execute();
    },
    message: (id: string): Promise<WebhookMessageRow | undefined> =>
      db.selectFrom('webhook_message').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Newest first. */
    messagesOf: (site: string, limit: number): Promise<WebhookMessageRow[]> =>
      db
        .selectFrom('webhook_message')
        .selectAll()
        .where('site', '=', site)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    attemptsOf: (message: string): Promise<WebhookAttemptRow[]> =>
      db.selectFrom('webhook_attempt').selectAll().where('message', '=', message).orderBy('number').execute(),
  };
}
