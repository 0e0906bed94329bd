/** Sign-in: a mailed link or six digits, single use, that nobody can tell from a wrong address (H-18 to H-20). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { identifier, languageTag } from '../../protocol/parts.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { myDataAddress } from '../../protocol/site-addresses.ts';
import { HOUR } from '../../protocol/terms.ts';
import { SESSION_IDLE, sessionOf } from '../authorization.ts';
import { bodyOf } from '../http/body.ts';
import { requireOrigin } from '../http/cors.ts';
import { privateJson } from '../http/headers.ts';
import { queueMail } from '../mail-queue.ts';
import type { Parts } from '../parts.ts';
import { hashOf, keyedHash, sameSecret, sixDigitsOf } from '../proof/hash.ts';
import type { Queries } from '../store/store.ts';
import { readSite } from '../publishing.ts';
import { contactKey } from '../subjects.ts';
import { signInMail } from '../words/mails.ts';

const LINK_LIFETIME = HOUR / 4;

export const signInLinkSchema = v.strictObject({
  site: identifier,
  email: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(254)),
  language: v.optional(languageTag, 'en'),
});

export const sessionSchema = v.strictObject({
  site: identifier,
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(200)),
});

export const codeSessionSchema = v.strictObject({
  site: identifier,
  email: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(254)),
  code: v.pipe(v.string(), v.regex(/^\d{6}$/, 'six digits')),
});

/** Of a million codes; then the next mail brings another one. */
const MOST_TRIES = 5;

export function sessionRoutes(parts: Parts): Hono {
  return new Hono()
    .post('/sign-in-links', async ({ req }) => {
      const wanted = await bodyOf(req.raw, signInLinkSchema);
      await requireOrigin(parts, wanted.site, req.header('origin'));
      await sendLink(parts, wanted);
      return privateJson({}, 202);
    })
    .post('/sessions', async ({ req }) => {
      const { site, token } = await bodyOf(req.raw, sessionSchema);
      await requireOrigin(parts, site, req.header('origin'));
      return privateJson(await openSession(parts, site, token), 201);
    })
    .post('/sessions/by-code', async ({ req }) => {
      const wanted = await bodyOf(req.raw, codeSessionSchema);
      await requireOrigin(parts, wanted.site, req.header('origin'));
      const session = await openSessionByCode(parts, wanted);
      if (session === undefined)
        throw new ProblemError('link-expired', 'Expected the code of the newest mail, within 15 minutes and 5 tries.'); // prettier-ignore
      return privateJson(session, 201);
    })
    .delete('/sessions/current', async ({ req }) => {
      const { tokenHash } = await sessionOf(parts, req.header('authorization'));
      await parts.store.sessions.remove(tokenHash);
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
    });
}

/** Nothing the sender can see depends on whether the address is known. */
async function sendLink(
  parts: Parts,
  { site: id, email, language }: v.InferOutput<typeof signInLinkSchema>,
): Promise<void> {
  const now = parts.now();
  await parts.store.transaction(async (queries) => {
    const site = await readSite(queries, id);
    const key = contactKey(parts, id, email);
    const contact = await queries.contacts.find(id, 'email', key);
    if (site === undefined || contact === undefined) return writeNothing(parts, queries, id, 2);
    const token = parts.newToken();
    const code = sixDigitsOf(parts.newToken());
    // In the fragment, which is sent to no server; and to the site's own address, never one from the request.
    const link = `${myDataAddress(site, parts.publicUrl, language)}#sx-sign-in=${token}`;
    const isQueued = await queueMail(parts, queries, {
      kind: 'sign-in',
      site: id,
      subject: contact.subject,
      email: contact.value,
      expiresAt: now + LINK_LIFETIME,
      mail: signInMail(site, { link, code }, language),
    });
    if (!isQueued) return writeNothing(parts, queries, id, 1);
    await queries.sessions.addLink({
      token_hash: hashOf(token),
      site: id,
      subject: contact.subject,
      created_at: now,
      expires_at: now + LINK_LIFETIME,
      used_at: null,
      code_hash: codeHash(parts, contact.subject, code),
      tries: 0,
    });
  });
  parts.workQueued();
}

/** Takes the database as long as `rows` that are kept, so that no clock tells who is known (H-19). */
async function writeNothing(parts: Parts, queries: Queries, site: string, rows: number): Promise<void> {
  for (let row = 0; row < rows; row += 1) {
    const id = parts.newId();
    await queries.mails.queue({
      ...{ id, site, kind: 'sign-in', recipient: '', recipient_key: '', subject: '', text: '' },
      ...{ created_at: 0, attempts: 0, next_attempt_at: 0, expires_at: 0, sent_at: 0 },
    });
    await queries.mails.remove(id);
  }
}

async function openSession(parts: Parts, site: string, linkToken: string) {
  const now = parts.now();
  return parts.store.transaction(async (queries) => {
    const link = await queries.sessions.useLink(site, hashOf(linkToken), now);
    if (link === undefined)
      throw new ProblemError('link-expired', 'Expected an unused link of the last 15 minutes.');
    return addSession(parts, queries, { site, subject: link.subject }, now);
  });
}

/**
 * Undefined for whatever is wrong with it. A try is counted even then, and for an address that nobody knows the same
 * questions are asked: neither the answer nor its time says which it was (H-19).
 */
async function openSessionByCode(
  parts: Parts,
  { site, email, code }: v.InferOutput<typeof codeSessionSchema>,
) {
  const now = parts.now();
  return parts.store.transaction(async (queries) => {
    const contact = await queries.contacts.find(site, 'email', contactKey(parts, site, email));
    const subject = contact?.subject ?? NOBODY;
    const link = await queries.sessions.openLink(site, subject, now);
    const isLeft = await queries.sessions.tryCode(link?.token_hash ?? NOBODY, MOST_TRIES);
    const isRight = sameSecret(link?.code_hash ?? '', codeHash(parts, subject, code));
    if (!isLeft) await writeNothing(parts, queries, site, 1);
    if (link === undefined || !isLeft || !isRight) return undefined;
    const used = await queries.sessions.useLink(site, link.token_hash, now);
    return used && addSession(parts, queries, { site, subject }, now);
  });
}

/** No id looks like it. */
const NOBODY = 'nobody';

async function addSession(
  parts: Parts,
  queries: Queries,
  whose: { site: string; subject: string },
  now: number,
) {
  const token = parts.newToken();
  await queries.sessions.add({ token_hash: hashOf(token), ...whose, created_at: now, last_used_at: now });
  return { token, subject: whose.subject, expiresAt: new Date(now + SESSION_IDLE).toISOString() };
}

function codeHash(parts: Parts, subject: string, code: string): string {
  return keyedHash(parts.keys.contact, `sign-in-code|${subject}|${code}`);
}
