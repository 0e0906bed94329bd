/** Consent events: append-only, and read back whole to be folded. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type ConsentEventRow = Selectable<Tables['consent_event']>;

export function consentQueries(db: Kysely<Tables>) {
  return {
    append: async (rows: ConsentEventRow[]) => {
      if (rows.length > 0) await db.insertInto('consent_event').values(rows).execute();
    },
    ofSubject: (subject: string) =>
      db
        .selectFrom('consent_event')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('received_at')
        .orderBy('id')
        .execute(),
    ofOperation: (operation: string) =>
      db.selectFrom('consent_event').selectAll().where('operation', '=', operation).orderBy('id').execute(),
    ofKey: (subject: string, purpose: string, channel: string) =>
      db
        .selectFrom('consent_event')
        .selectAll()
        .where('subject', '=', subject)
        .where('purpose', '=', purpose)
        .where('channel', '=', channel)
        .execute(),
    addConfirmation: async (row: Tables['confirmation']) => {
      await db.insertInto('confirmation').values(row).execute();
    },
    /** Of those for the same grants the first one: all of them name the same operation. */
    confirmationOf: (grantOperation: string) =>
      db
        .selectFrom('confirmation')
        .selectAll()
        .where('grant_operation', '=', grantOperation)
        .orderBy('expires_at')
        .executeTakeFirst(),
    confirmation: (tokenHash: string) =>
      db.selectFrom('confirmation').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst(),
  };
}
