/** Sign-in links and sessions. Tokens are kept as hashes only. */
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export function sessionQueries(db: Kysely<Tables>) {
  return {
    addLink: async (row: Tables['sign_in_link']) => {
      await db.insertInto('sign_in_link').values(row).execute();
    },
    /** Uses a link up. Undefined when it is unknown, used or expired: only one caller ever gets it. */
    useLink: (site: string, tokenHash: string, now: number) =>
      db
        .updateTable('sign_in_link')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('site', '=', site)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst(),
    /** The newest one of a subject that is good by now. */
    openLink: (site: string, subject: string, now: number) =>
      db
        .selectFrom('sign_in_link')
        .selectAll()
        .where('site', '=', site)
        .where('subject', '=', subject)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst(),
    /** Counts one try at the digits of a link. False when there have been `most` already. */
    tryCode: async (tokenHash: string, most: number) => {
      const result = await db
        .updateTable('sign_in_link')
        .set((row) => ({ tries: row('tries', '+', 1) }))
        .where('token_hash', '=', tokenHash)
        .where('tries', '<', most)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    add: async (row: Tables['session']) => {
      await db.insertInto('session').values(row).execute();
    },
    find: (tokenHash: string) =>
      db.selectFrom('session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst(),
    touch: async (tokenHash: string, now: number) => {
      await db
        .updateTable('session')
        .set({ last_used_at: now })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    remove: async (tokenHash: string) => {
      await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    },
  };
}
