/** People of a site who are signed in, without the mail on the way. */
import type { Role } from '../../src/protocol/terms.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { publishSite, readSite } from '../../src/server/publishing.ts';
import type { TestBackend } from './backend.ts';

export interface StaffHeaders {
  cookie: string;
  'x-csrf-token': string;
}

/** Another site, published as the sample site is, without its forms and policies. */
export async function addSite({ store, clock }: TestBackend, site: string): Promise<void> {
  const sample = await readSite(store, 'smartxpo');
  if (sample === undefined) throw new Error('the sample site is not there');
  await publishSite(store, { ...sample, site }, clock.now);
}

/** Somebody with these roles, in a session in which a passkey was shown or not. */
export async function signedInStaff(
  { store, parts, clock, fetch }: TestBackend,
  { site, roles, hasPasskey = true }: { site: string; roles: readonly Role[]; hasPasskey?: boolean },
): Promise<StaffHeaders & { person: string }> {
  const person = parts.newId();
  await store.people.add({
    id: person,
    site,
    email: `${person}@staff.example`,
    name: `${site} ${roles.join(' ')}`,
    roles: JSON.stringify(roles),
    revision: 1,
    added_at: clock.now,
    added_by: 'test',
    removed_at: null,
  });
  const token = parts.newToken();
  await store.people.addSession({
    token_hash: hashOf(token),
    person,
    created_at: clock.now,
    last_used_at: clock.now,
    passkey_at: hasPasskey ? clock.now : null,
    challenge: null,
    challenge_until: null,
  });
  const cookie = `sx-staff=${token}`;
  const session = await fetch('/v1/staff/sessions/current', { headers: { cookie } });
  const { csrf } = (await session.json()) as { csrf: string };
  return { person, cookie, 'x-csrf-token': csrf };
}
