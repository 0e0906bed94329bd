/** `smartxpo-consent webhooks …`: where a site's other systems are told that a permission changed. */
import { randomBytes } from 'node:crypto';
import { ConfigError, readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { newId } from '../parts.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';
import type { Store } from '../store/store.ts';
import type { WebhookEndpointRow, WebhookMessageRow } from '../store/webhooks.ts';
import { flawOfDestination } from '../webhooks/destination.ts';
import { WEBHOOK_EVENTS } from '../webhooks/events.ts';

export const WEBHOOKS_HELP = `  smartxpo-consent webhooks add SITE URL [--events TYPE,…] [--private]
                                             Tell another system when a permission changes;
                                             shows the secret that signs, once.
                                             --private: it stands in your own network
  smartxpo-consent webhooks list SITE        Where is told what
  smartxpo-consent webhooks remove SITE ID
  smartxpo-consent webhooks rotate SITE ID   A new secret; the old one signs too for 24 hours
  smartxpo-consent webhooks deliveries SITE [MESSAGE]
                                             What was told, and what came of each try
  smartxpo-consent webhooks redeliver SITE MESSAGE`;

export interface WebhookOptions {
  events?: string | undefined;
  private?: boolean | undefined;
}

/** As long as the systems that check signatures take to learn a new secret, ms. */
const BOTH_SIGN = 24 * 3_600_000;
const SHOWN = 50;

/** Undefined: no such command. */
export async function runWebhooks(
  env: Environment,
  [action, site, subject]: readonly (string | undefined)[],
  options: WebhookOptions,
): Promise<number | undefined> {
  const acts: Record<string, (store: Store, site: string) => Promise<number>> = {
    list: (store, id) => list(store, id),
    deliveries: (store, id) => deliveries(store, id, subject),
    ...(subject === undefined
      ? {}
      : {
          add: (store, id) => add(store, id, subject, options),
          remove: (store, id) => remove(store, id, subject),
          rotate: (store, id) => rotate(store, id, subject),
          redeliver: (store, id) => redeliver(store, id, subject),
        }),
  };
  const act = action === undefined || !Object.hasOwn(acts, action) ? undefined : acts[action];
  if (act === undefined || site === undefined) return undefined;
  const store = await openStore(readConfig(env));
  try {
    if ((await readSite(store, site)) === undefined) throw new ConfigError('SITE', 'the id of a site', site);
    return await act(store, site);
  } finally {
    await store.close();
  }
}

async function add(
  store: Store,
  site: string,
  url: string,
  { events, private: isPrivate = false }: WebhookOptions,
): Promise<number> {
  const flaw = flawOfDestination(url);
  if (flaw !== undefined) throw new ConfigError('URL', flaw, url);
  const types = events === undefined ? [...WEBHOOK_EVENTS] : events.split(',').map((type) => type.trim());
  const known: readonly string[] = WEBHOOK_EVENTS;
  const unknown = types.find((type) => !known.includes(type));
  if (unknown !== undefined) throw new ConfigError('--events', WEBHOOK_EVENTS.join(', '), unknown);
  const secret = newSecret();
  const endpoint: WebhookEndpointRow = {
    id: newId(Date.now),
    ...{ site, url, secret, events: JSON.stringify(types), is_private: isPrivate ? 1 : 0 },
    ...{ earlier_secret: null, earlier_until: null, created_at: Date.now(), ended_at: null },
  };
  await store.webhooks.addEndpoint(endpoint);
  console.log(`${endpoint.id}\n${secret}`);
  return 0;
}

/** 256 random bits as Standard Webhooks writes them. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

async function list(store: Store, site: string): Promise<number> {
  for (const { id, url, events } of await store.webhooks.endpointsOf(site))
    console.log([id, url, (JSON.parse(events) as string[]).join(',')].join('  '));
  return 0;
}

async function remove(store: Store, site: string, id: string): Promise<number> {
  await endpointOf(store, site, id);
  await store.webhooks.changeEndpoint(id, { ended_at: Date.now() });
  return 0;
}

async function rotate(store: Store, site: string, id: string): Promise<number> {
  const { secret: earlier } = await endpointOf(store, site, id);
  const secret = newSecret();
  await store.webhooks.changeEndpoint(id, {
    secret,
    earlier_secret: earlier,
    earlier_until: Date.now() + BOTH_SIGN,
  });
  console.log(secret);
  return 0;
}

async function deliveries(store: Store, site: string, id: string | undefined): Promise<number> {
  if (id === undefined) {
    for (const message of await store.webhooks.messagesOf(site, SHOWN)) console.log(lineOf(message));
    return 0;
  }
  const message = await messageOf(store, site, id);
  console.log(`${lineOf(message)}\n${message.body}`);
  for (const { number, at, status, problem } of await store.webhooks.attemptsOf(id))
    console.log(`${String(number)}  ${new Date(at).toISOString()}  ${String(status ?? problem)}`);
  return 0;
}

function lineOf({
  id,
  type,
  created_at: at,
  attempts,
  delivered_at: done,
  failed_at: failed,
}: WebhookMessageRow): string {
  const state = done === null ? (failed === null ? 'waiting' : 'failed') : 'delivered';
  return [id, new Date(at).toISOString(), type, state, `${String(attempts)} tries`].join('  ');
}

/** The same message with the same id, now. */
async function redeliver(store: Store, site: string, id: string): Promise<number> {
  const { endpoint } = await messageOf(store, site, id);
  await endpointOf(store, site, endpoint);
  await store.webhooks.settle(id, { next_attempt_at: Date.now(), delivered_at: null, failed_at: null });
  return 0;
}

async function endpointOf(store: Store, site: string, id: string): Promise<WebhookEndpointRow> {
  const row = await store.webhooks.endpoint(id);
  if (row?.site !== site || row.ended_at !== null) throw new ConfigError('ID', 'an endpoint of the site', id);
  return row;
}

async function messageOf(store: Store, site: string, id: string): Promise<WebhookMessageRow> {
  const row = await store.webhooks.message(id);
  if (row?.site !== site) throw new ConfigError('MESSAGE', 'a message of the site', id);
  return row;
}
