/** POST /v1/permissions/check: the only question a mailer may ask (S-08). Needs a service key. */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { PermissionAnswer } from '../../protocol/me.ts';
import { identifier } from '../../protocol/parts.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { CHANNELS } from '../../protocol/terms.ts';
import { bodyOf } from '../http/body.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { permissionOf } from '../permissions.ts';
import { renewalsOf } from '../policies/renewals.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import { contactKey } from '../subjects.ts';

export const permissionCheckSchema = v.strictObject({
  items: v.pipe(
    v.array(
      v.strictObject({
        contact: v.pipe(v.string(), v.maxLength(254), v.description('E-mail address of the subject.')),
        purpose: identifier,
        channel: v.picklist(CHANNELS),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
});

export function permissionCheckRoutes(parts: Parts): Hono {
  return new Hono().post('/permissions/check', async ({ req }) => {
    const siteId = await siteOfKey(parts, req.header('authorization'));
    const { items } = await bodyOf(req.raw, permissionCheckSchema);
    const site = await readSite(parts.store, siteId);
    if (site === undefined) throw new ProblemError('not-found');
    const now = parts.now();
    const renewals = await renewalsOf(parts.store, siteId, now);
    const answers: PermissionAnswer[] = [];
    for (const { contact, purpose, channel } of items) {
      const known = await parts.store.contacts.find(siteId, 'email', contactKey(parts, siteId, contact));
      const events = known ? await parts.store.consents.ofKey(known.subject, purpose, channel) : [];
      const { permitted, state } = permissionOf(events, { now, renewals });
      answers.push({
        contact,
        purpose,
        channel,
        permitted,
        reason: state,
        asOf: new Date(now).toISOString(),
      });
    }
    return privateJson({ items: answers });
  });
}

async function siteOfKey(parts: Parts, header: string | undefined): Promise<string> {
  const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  const row = key === undefined ? undefined : await parts.store.keys.serviceKey(hashOf(key));
  if (row === undefined) throw new ProblemError('unauthenticated', 'Expected a service key of the site.');
  return row.site;
}
