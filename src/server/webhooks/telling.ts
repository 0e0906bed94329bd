/** Writes down what endpoints have to be told, in the transaction that changed it: a crash loses and doubles nothing. */
import type { Act } from '../intake.ts';
import { renewalsOf } from '../policies/renewals.ts';
import { changesBy } from './events.ts';

export async function tellEndpoints(
  { parts, queries, site, operation, receivedAt }: Act,
  subject: string | null,
): Promise<void> {
  if (subject === null) return;
  const endpoints = await queries.webhooks.endpointsOf(site.site);
  if (endpoints.length === 0) return;
  const changes = changesBy({
    site,
    subject,
    operation: operation.id,
    consents: await queries.consents.ofSubject(subject),
    objections: await queries.selfService.objectionsOf(subject),
    now: receivedAt,
    renewals: await renewalsOf(queries, site.site, receivedAt),
  });
  const rows = changes.flatMap(({ type, data }) =>
    endpoints
      .filter(({ events }) => (JSON.parse(events) as string[]).includes(type))
      .map((endpoint) => ({
        id: `msg_${parts.newId()}`,
        site: site.site,
        endpoint: endpoint.id,
        type,
        body: JSON.stringify({ type, timestamp: new Date(receivedAt).toISOString(), data }),
        created_at: receivedAt,
        attempts: 0,
        next_attempt_at: receivedAt,
        delivered_at: null,
        failed_at: null,
      })),
  );
  await queries.webhooks.queue(rows);
}
