/** Who works on a site, and as what. A site never loses its last privacy-admin. */
import { ProblemError } from '../../protocol/problem.ts';
import type { NewPerson, Person, PersonChange } from '../../protocol/staff.schema.ts';
import type { Role } from '../../protocol/terms.ts';
import { requireRevision } from '../http/conditional.ts';
import type { PersonRow } from '../store/people.ts';
import type { Queries } from '../store/store.ts';
import { record } from './audit.ts';
import { privacyAdmins } from './sign-in.ts';

/** Somebody at work on the people of a site, in a transaction. */
export interface PeopleDesk {
  queries: Queries;
  site: string;
  /** Who does it. */
  person: string;
  now: number;
  newId: () => string;
}

export async function peopleOf(queries: Queries, site: string): Promise<Person[]> {
  const rows = (await queries.people.list(site)).filter((row) => row.removed_at === null);
  return Promise.all(rows.map((row) => personIn(queries, row)));
}

/** Somebody who was removed may come back; the record of what they did has gone on naming them. */
export async function addPerson(desk: PeopleDesk, { email, name, roles }: NewPerson): Promise<Person> {
  const { queries, site, now } = desk;
  await queries.audit.lock(site);
  const known = await queries.people.byEmail(site, email);
  if (known?.removed_at === null) {
    const finding = { pointer: '/email', code: 'duplicate-email', expected: 'an address of nobody here' };
    throw new ProblemError('validation', '', [finding]);
  }
  const change = { name, roles: JSON.stringify(roles), added_at: now, added_by: desk.person };
  if (known) await queries.people.change(known, { ...change, removed_at: null });
  else await queries.people.add({ id: desk.newId(), site, email, revision: 1, removed_at: null, ...change });
  const row = await queries.people.byEmail(site, email);
  if (row === undefined) throw new Error(`The person ${email} was added and is not there`);
  await noted(desk, row.id, 'person-added', { name, roles });
  return personIn(queries, row);
}

export async function changePerson(
  desk: PeopleDesk,
  id: string,
  { name, roles }: PersonChange,
  revision: number,
): Promise<Person> {
  const row = await lockedPerson(desk, id, revision);
  if (!roles.includes('privacy-admin')) await requireAnotherAdmin(desk, id);
  await desk.queries.people.change(row, { name, roles: JSON.stringify(roles) });
  await noted(desk, id, 'person-changed', { name, roles });
  return personIn(desk.queries, { ...row, name, roles: JSON.stringify(roles), revision: revision + 1 });
}

/** Ends their sessions and forgets their passkeys. */
export async function removePerson(desk: PeopleDesk, id: string, revision: number): Promise<void> {
  const { queries, now } = desk;
  const row = await lockedPerson(desk, id, revision);
  await requireAnotherAdmin(desk, id);
  await queries.people.change(row, { removed_at: now });
  await forgetPasskeys(queries, id);
  await noted(desk, id, 'person-removed', {});
}

/** For somebody who lost theirs: they sign in by mail and make another. */
export async function resetPasskeys(desk: PeopleDesk, id: string, revision: number): Promise<void> {
  const row = await lockedPerson(desk, id, revision);
  await desk.queries.people.change(row, {});
  await forgetPasskeys(desk.queries, id);
  await noted(desk, id, 'passkeys-reset', {});
}

async function forgetPasskeys(queries: Queries, id: string): Promise<void> {
  for (const { credential } of await queries.people.passkeys(id)) {
    await queries.people.removePasskey(id, credential);
  }
  await queries.people.removeSessionsOf(id);
}

async function lockedPerson({ queries, site }: PeopleDesk, id: string, revision: number): Promise<PersonRow> {
  await queries.audit.lock(site);
  const row = await queries.people.find({ site, id });
  if (row?.removed_at !== null) throw new ProblemError('not-found');
  requireRevision(revision, row.revision);
  return row;
}

async function requireAnotherAdmin({ queries, site }: PeopleDesk, id: string): Promise<void> {
  const admins = await privacyAdmins(queries, site);
  if (admins.length === 1 && admins[0]?.id === id)
    throw new ProblemError('last-privacy-admin', 'Expected another privacy-admin to be left.');
}

async function noted(desk: PeopleDesk, id: string, action: string, details: Record<string, unknown>) {
  const { queries, site, now, person } = desk;
  await record(queries, { site, at: now, person, action, object: `people/${id}`, details });
}

async function personIn(queries: Queries, row: PersonRow): Promise<Person> {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: JSON.parse(row.roles) as Role[],
    revision: row.revision,
    addedAt: new Date(row.added_at).toISOString(),
    addedBy: row.added_by,
    passkeys: (await queries.people.passkeys(row.id)).length,
  };
}
