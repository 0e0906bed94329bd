/** Mail that waits to be sent. Several processes may send; each mail is claimed by one. */
import type { Kysely, Selectable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export type MailRow = Selectable<Tables['mail']>;

export function mailQueries(db: Kysely<Tables>, engine: Engine) {
  return {
    queue: async (row: MailRow) => {
      await db.insertInto('mail').values(row).execute();
    },
    /** How many mails of a kind were queued for a recipient since a moment. */
    countSince: async (recipientKey: string, kind: MailRow['kind'], since: number) => {
      const { count } = await db
        .selectFrom('mail')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('recipient_key', '=', recipientKey)
        .where('kind', '=', kind)
        .where('created_at', '>', since)
        .executeTakeFirstOrThrow();
      return count;
    },
    /** The next due mail, locked until the transaction ends. */
    claimDue: (now: number) => {
      const due = db
        .selectFrom('mail')
        .selectAll()
        .where('sent_at', 'is', null)
        .where('next_attempt_at', '<=', now)
        .where('expires_at', '>', now)
        .orderBy('next_attempt_at')
        .limit(1);
      return (engine === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst();
    },
    postpone: async (id: string, attempts: number, until: number) => {
      await db.updateTable('mail').set({ attempts, next_attempt_at: until }).where('id', '=', id).execute();
    },
    /** Links that have ended are worth nothing to us; what they were sent to is somebody's address. */
    forgetExpired: async (now: number) => {
      await db
        .updateTable('mail')
        .set({ recipient: '', text: '' })
        .where('sent_at', 'is', null)
        .where('expires_at', '<=', now)
        .where('recipient', '<>', '')
        .execute();
    },
    markSent: async (id: string, at: number, text: string) => {
      await db.updateTable('mail').set({ sent_at: at, text }).where('id', '=', id).execute();
    },
    remove: async (id: string) => {
      await db.deleteFrom('mail').where('id', '=', id).execute();
    },
    latest: (limit: number) =>
      db
        .selectFrom('mail')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
  };
}
