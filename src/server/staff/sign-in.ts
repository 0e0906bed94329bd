/** How staff sign in: a mailed link, single use, that nobody can tell from a wrong address (H-18 to H-20). */
import type { Role } from '../../protocol/terms.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { HOUR } from '../../protocol/terms.ts';
import { queueMail } from '../mail-queue.ts';
import type { Parts } from '../parts.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import type { PersonRow } from '../store/people.ts';
import type { Queries } from '../store/store.ts';
import { staffSignInMail } from '../words/mails.ts';
import { record } from './audit.ts';

const LINK_LIFETIME = HOUR / 4;

/** Who the audit names for what the installation's settings did. */
const BY_SETTINGS = 'ADMIN_EMAIL';

export interface WantedLink {
  site: string;
  /** Lower case. */
  email: string;
  language: string;
}

/** Nothing the sender can see depends on whether the address is known. */
export async function sendStaffLink(parts: Parts, { site: id, email, language }: WantedLink): Promise<void> {
  const now = parts.now();
  await parts.store.transaction(async (queries) => {
    const site = await readSite(queries, id);
    if (site === undefined || !(await mayComeIn(parts, queries, id, email))) return;
    const token = parts.newToken();
    // In the fragment, which is sent to no server.
    const link = `${parts.publicUrl}/studio/${id}#sign-in=${token}`;
    const isQueued = await queueMail(parts, queries, {
      kind: 'staff-sign-in',
      site: id,
      email,
      expiresAt: now + LINK_LIFETIME,
      mail: staffSignInMail(site, link, language),
    });
    if (!isQueued) return;
    await queries.people.addLink({
      token_hash: hashOf(token),
      site: id,
      email,
      created_at: now,
      expires_at: now + LINK_LIFETIME,
      used_at: null,
    });
  });
  parts.workQueued();
}

/** The token of a new session. The first privacy-admin of a site comes to be here. */
export async function openStaffSession(parts: Parts, site: string, linkToken: string): Promise<string> {
  const now = parts.now();
  return parts.store.transaction(async (queries) => {
    const link = await queries.people.useLink(site, hashOf(linkToken), now);
    const person = link && (await personFor(parts, queries, link));
    if (person === undefined)
      throw new ProblemError('link-expired', 'Expected an unused link of the last 15 minutes.');
    const token = parts.newToken();
    await queries.people.addSession({
      token_hash: hashOf(token),
      person: person.id,
      created_at: now,
      last_used_at: now,
      passkey_at: null,
      challenge: null,
      challenge_until: null,
    });
    const deed = { site, at: now, person: person.email };
    await record(queries, { ...deed, action: 'signed-in', object: `people/${person.id}` });
    return token;
  });
}

async function mayComeIn(parts: Parts, queries: Queries, site: string, email: string): Promise<boolean> {
  const person = await queries.people.byEmail(site, email);
  return isWorking(person) || (await isFirst(parts, queries, site, email));
}

async function personFor(
  parts: Parts,
  queries: Queries,
  { site, email }: { site: string; email: string },
): Promise<PersonRow | undefined> {
  // Two first sign-ins at once are one after the other.
  await queries.audit.lock(site);
  const known = await queries.people.byEmail(site, email);
  if (known && isWorking(known)) return known;
  if (!(await isFirst(parts, queries, site, email))) return undefined;
  const now = parts.now();
  const roles = JSON.stringify(['privacy-admin'] satisfies Role[]);
  if (known) {
    await queries.people.change(known, { roles, removed_at: null });
  } else {
    const id = parts.newId();
    const added = { added_at: now, added_by: BY_SETTINGS, removed_at: null };
    await queries.people.add({ id, site, email, name: email, roles, revision: 1, ...added });
  }
  const person = await queries.people.byEmail(site, email);
  const object = `people/${person?.id ?? ''}`;
  const details = { roles: ['privacy-admin'] };
  await record(queries, { site, at: now, person: BY_SETTINGS, action: 'person-added', object, details });
  return person;
}

function isWorking(person: PersonRow | undefined): boolean {
  return person !== undefined && person.removed_at === null;
}

async function isFirst(
  { firstAdmin }: Parts,
  queries: Queries,
  site: string,
  email: string,
): Promise<boolean> {
  return email === firstAdmin && (await privacyAdmins(queries, site)).length === 0;
}

/** Those who answer for privacy at a site. */
export async function privacyAdmins(queries: Queries, site: string): Promise<PersonRow[]> {
  return (await queries.people.list(site)).filter(
    (person) => isWorking(person) && (JSON.parse(person.roles) as Role[]).includes('privacy-admin'),
  );
}
