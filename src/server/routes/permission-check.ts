/** POST /v1/permissions/check: the only question a mailer may ask (S-08). Needs a service key. */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { PermissionAnswer } from '../../protocol/me.ts';
import { identifier } from '../../protocol/parts.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { CHANNELS } from '../../protocol/terms.ts';
import type { Channel } from '../../protocol/terms.ts';
import { bodyOf } from '../http/body.ts';
import { privateJson } from '../http/headers.ts';
import { endsBySwitch, scopeOf, switchesOf } from '../objections.ts';
import type { Parts } from '../parts.ts';
import { permissionOf } from '../permissions.ts';
import { renewalsOf } from '../policies/renewals.ts';
import type { Renewals } from '../policies/renewals.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { contactKey } from '../subjects.ts';
import { unsubscribeHeaders, unsubscribeUrl } from '../unsubscribe/links.ts';
import type { MailedPermission } from '../unsubscribe/links.ts';

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
  links: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        'Also the headers and the address with which each mail lets its reader stop it (RFC 8058).',
      ),
    ),
    false,
  ),
});

export function permissionCheckRoutes(parts: Parts): Hono {
  return new Hono().post('/permissions/check', async ({ req }) => {
    const siteId = await siteOfKey(parts, req.header('authorization'));
    const { items, links } = await bodyOf(req.raw, permissionCheckSchema);
    const site = await readSite(parts.store, siteId);
    if (site === undefined) throw new ProblemError('not-found');
    const now = parts.now();
    const renewals = await renewalsOf(parts.store, siteId, now);
    const answers: PermissionAnswer[] = [];
    for (const item of items) answers.push(await answerTo(item, { parts, site, now, renewals, links }));
    return privateJson({ items: answers });
  });
}

interface Asked {
  contact: string;
  purpose: string;
  channel: Channel;
}

interface Asking {
  parts: Parts;
  site: SiteDocument;
  now: number;
  renewals: Renewals;
  links: boolean;
}

async function answerTo(
  { contact, purpose, channel }: Asked,
  { parts, site, now, renewals, links }: Asking,
): Promise<PermissionAnswer> {
  const { contacts, consents, selfService, unsubscribe } = parts.store;
  const key = contactKey(parts, site.site, contact);
  const known = await contacts.find(site.site, 'email', key);
  const events = known ? await consents.ofKey(known.subject, purpose, channel) : [];
  const switches = switchesOf({
    events: known ? await selfService.objectionsOf(known.subject) : [],
    suppressions: await unsubscribe.suppressionsOf(site.site, key),
    now,
  });
  const { permitted, state } = permissionOf(events, {
    now,
    renewals,
    suppressedAt: switches.suppressedAt({ purpose, channel }, scopeOf(site, purpose)),
    ends: endsBySwitch(site, purpose, switches.events, now),
  });
  const isRestricted =
    known !== undefined && (await parts.store.personal.restriction(known.subject)) !== undefined;
  const isPermitted = permitted && !isRestricted;
  const mailed = links &&
    isPermitted &&
    known && { site: site.site, subject: known.subject, purpose, channel };
  return {
    ...{
      contact,
      purpose,
      channel,
      permitted: isPermitted,
      reason: state,
      asOf: new Date(now).toISOString(),
    },
    ...(known === undefined ? {} : { subject: known.subject }),
    ...(isRestricted ? { restricted: true as const } : {}),
    ...(switches.on.length === 0 ? {} : { objections: switches.on }),
    ...(mailed ? await stopping(parts, mailed) : {}),
  };
}

/** For the mail that is about to be sent. */
async function stopping(
  parts: Parts,
  mailed: MailedPermission,
): Promise<Pick<PermissionAnswer, 'headers' | 'unsubscribe'>> {
  const url = await unsubscribeUrl(parts, parts.store, mailed);
  return { headers: unsubscribeHeaders(url), unsubscribe: url };
}

async function siteOfKey(parts: Parts, header: string | undefined): Promise<string> {
  const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  const row = key === undefined ? undefined : await parts.store.keys.serviceKey(hashOf(key));
  if (row === undefined) throw new ProblemError('unauthenticated', 'Expected a service key of the site.');
  return row.site;
}
