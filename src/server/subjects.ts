/** Who a contact belongs to. An address nobody proved is a claim: it earns no reading and no grant. */
import type { Parts } from './parts.ts';
import { keyedHash } from './proof/hash.ts';
import type { Queries } from './store/store.ts';

/** Mail providers treat addresses alike whatever their case. */
export function contactKey(parts: Parts, site: string, email: string): string {
  return keyedHash(parts.keys.contact, `${site}|email|${email.trim().toLowerCase()}`);
}

/** The subject of an e-mail address, made on first use; a subject of its own when none was given. */
export async function subjectFor(
  parts: Parts,
  queries: Queries,
  site: string,
  email: string | undefined,
): Promise<string> {
  const now = parts.now();
  if (email === undefined) {
    const id = parts.newId();
    await queries.contacts.addSubject({ id, site, created_at: now });
    return id;
  }
  const key = contactKey(parts, site, email);
  const known = await queries.contacts.find(site, 'email', key);
  if (known) return known.subject;
  const fresh = parts.newId();
  await queries.contacts.addSubject({ id: fresh, site, created_at: now });
  const contact = { site, channel: 'email', key, value: email.trim(), subject: fresh };
  const holder = await queries.contacts.claim(contact);
  if (holder !== fresh) await queries.contacts.removeSubject(fresh);
  return holder;
}
