/** The people who run a site, and how they sign in. Tokens are kept as hashes only. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type PersonRow = Selectable<Tables['staff_person']>;
export type StaffSessionRow = Selectable<Tables['staff_session']>;
export type PasskeyRow = Selectable<Tables['staff_passkey']>;

type PersonKey = Pick<PersonRow, 'site' | 'id'>;

export function peopleQueries(db: Kysely<Tables>) {
  return {
    /** False when somebody of that site has the address already. */
    add: async (row: Tables['staff_person']) => {
      const result = await db
        .insertInto('staff_person')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    /** By name; those who were removed too. */
    list: (site: string) =>
      db
        .selectFrom('staff_person')
        .selectAll()
        .where('site', '=', site)
        .orderBy('name')
        .orderBy('id')
        .execute(),
    find: ({ site, id }: PersonKey) =>
      db
        .selectFrom('staff_person')
        .selectAll()
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirst(),
    byId: (id: string) => db.selectFrom('staff_person').selectAll().where('id', '=', id).executeTakeFirst(),
    byEmail: (site: string, email: string) =>
      db
        .selectFrom('staff_person')
        .selectAll()
        .where('site', '=', site)
        .where('email', '=', email)
        .executeTakeFirst(),
    /** False when it is no longer the person of that revision. */
    change: async (known: PersonKey & { revision: number }, change: Partial<PersonRow>) => {
      const result = await db
        .updateTable('staff_person')
        .set({ ...change, revision: known.revision + 1 })
        .where('site', '=', known.site)
        .where('id', '=', known.id)
        .where('revision', '=', known.revision)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    addLink: async (row: Tables['staff_link']) => {
      await db.insertInto('staff_link').values(row).execute();
    },
    /** Uses a link up. Undefined when it is unknown, used or expired: only one caller ever gets it. */
    useLink: (site: string, tokenHash: string, now: number) =>
      db
        .updateTable('staff_link')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('site', '=', site)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst(),
    addSession: async (row: Tables['staff_session']) => {
      await db.insertInto('staff_session').values(row).execute();
    },
    session: (tokenHash: string) =>
      db.selectFrom('staff_session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst(),
    changeSession: async (tokenHash: string, change: Partial<StaffSessionRow>) => {
      await db.updateTable('staff_session').set(change).where('token_hash', '=', tokenHash).execute();
    },
    /** Takes the challenge away: only one answer to it counts. */
    useChallenge: async (tokenHash: string, now: number) => {
      const row = await db
        .selectFrom('staff_session')
        .select(['challenge', 'challenge_until'])
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      const challenge = row?.challenge ?? undefined;
      if (challenge === undefined) return undefined;
      const { numUpdatedRows } = await db
        .updateTable('staff_session')
        .set({ challenge: null, challenge_until: null })
        .where('token_hash', '=', tokenHash)
        .where('challenge', '=', challenge)
        .executeTakeFirst();
      return numUpdatedRows > 0n && (row?.challenge_until ?? 0) > now ? challenge : undefined;
    },
    removeSession: async (tokenHash: string) => {
      await db.deleteFrom('staff_session').where('token_hash', '=', tokenHash).execute();
    },
    removeSessionsOf: async (person: string) => {
      await db.deleteFrom('staff_session').where('person', '=', person).execute();
    },
    /** False when somebody has that credential already. */
    addPasskey: async (row: Tables['staff_passkey']) => {
      const result = await db
        .insertInto('staff_passkey')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    passkeys: (person: string) =>
      db
        .selectFrom('staff_passkey')
        .selectAll()
        .where('person', '=', person)
        .orderBy('added_at')
        .orderBy('credential')
        .execute(),
    changePasskey: async (credential: string, change: Partial<PasskeyRow>) => {
      await db.updateTable('staff_passkey').set(change).where('credential', '=', credential).execute();
    },
    /** False when that person has no such passkey. */
    removePasskey: async (person: string, credential: string) => {
      const { numDeletedRows } = await db
        .deleteFrom('staff_passkey')
        .where('person', '=', person)
        .where('credential', '=', credential)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
