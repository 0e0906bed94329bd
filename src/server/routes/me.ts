/** GET /v1/me and below: what a signed-in subject reads. Reads only, never stored on the way. */
import { Hono } from 'hono';
import type { HonoRequest } from 'hono';
import type { HeldReceipt, Me } from '../../protocol/me.ts';
import type { Channel } from '../../protocol/terms.ts';
import { sessionOf } from '../authorization.ts';
import type { ActiveSession } from '../authorization.ts';
import { heldObjections, heldPermissions, heldSubmissions } from '../held.ts';
import { requireOrigin } from '../http/cors.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { heldRequests } from '../requests/reading.ts';

export function meRoutes(parts: Parts): Hono {
  const { store } = parts;
  const listed =
    <T>(read: (parts: Parts, session: ActiveSession) => Promise<T[]>) =>
    async ({ req }: { req: HonoRequest }) => {
      const session = await readerOf(parts, req);
      return privateJson({ items: await read(parts, session) });
    };
  return new Hono()
    .get('/me', async ({ req }) => {
      const session = await readerOf(parts, req);
      const contacts = (await store.contacts.ofSubject(session.subject)).map(({ channel, value }) => ({
        channel: channel as Channel,
        value,
      }));
      const me: Me = { site: session.site, contacts, expiresAt: new Date(session.expiresAt).toISOString() };
      return privateJson(me);
    })
    .get('/me/details', listed(heldSubmissions))
    .get('/me/permissions', listed(heldPermissions))
    .get('/me/objections', listed(heldObjections))
    .get('/me/requests', listed(heldRequests))
    .get('/me/receipts', listed(heldReceipts));
}

/** The session that reads, on a page that its site lists. */
async function readerOf(parts: Parts, req: HonoRequest): Promise<ActiveSession> {
  const session = await sessionOf(parts, req.header('authorization'));
  await requireOrigin(parts, session.site, req.header('origin'));
  return session;
}

/** Newest first. */
async function heldReceipts({ store }: Parts, { subject }: ActiveSession): Promise<HeldReceipt[]> {
  const operations = await store.operations.ofSubject(subject);
  return operations.flatMap(({ receipt }) => (receipt === null ? [] : [JSON.parse(receipt) as HeldReceipt]));
}
