/** Subjects and how they can be reached. */
import type { Kysely } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export function contactQueries(db: Kysely<Tables>, engine: Engine) {
  const find = (site: string, channel: string, key: string) =>
    db
      .selectFrom('contact')
      .selectAll()
      .where('site', '=', site)
      .where('channel', '=', channel)
      .where('key', '=', key)
      .executeTakeFirst();

  return {
    find,
    addSubject: async (row: Tables['subject']) => {
      await db.insertInto('subject').values(row).execute();
    },
    /** The subject this contact belongs to; `row.subject` becomes it unless somebody was first. */
    claim: async (row: Tables['contact']): Promise<string> => {
      await db
        .insertInto('contact')
        .values(row)
        .onConflict((conflict) => conflict.columns(['site', 'channel', 'key']).doNothing())
        .execute();
      const holder = await find(row.site, row.channel, row.key);
      return holder?.subject ?? row.subject;
    },
    removeSubject: async (id: string) => {
      await db.deleteFrom('subject').where('id', '=', id).execute();
    },
    /** Until the transaction ends, nobody else changes what belongs to this subject. */
    lockSubject: async (id: string) => {
      // SQLite has one writer; its transactions begin with the write lock.
      if (engine === 'postgres') {
        await db.selectFrom('subject').select('id').where('id', '=', id).forUpdate().execute();
      }
    },
    /**
     * E-mail contacts that were proved, by a confirmation mail, a grant or a session of their subject; in the
     * order of subjects, those after one of them.
     */
    proved: (site: string, after: string, limit: number) =>
      db
        .selectFrom('contact as c')
        .select(['c.subject', 'c.value'])
        .where('c.site', '=', site)
        .where('c.channel', '=', 'email')
        .where('c.subject', '>', after)
        .where((has) =>
          has.or([
            has.exists(
              has
                .selectFrom('consent_event as e')
                .select('e.id')
                .whereRef('e.subject', '=', 'c.subject')
                .where((where) => where.or([where('e.type', '=', 'confirm'), where('e.proved', '=', 1)])),
            ),
            has.exists(
              has
                .selectFrom('sign_in_link as l')
                .select('l.token_hash')
                .whereRef('l.subject', '=', 'c.subject')
                .where('l.used_at', 'is not', null),
            ),
          ]),
        )
        .orderBy('c.subject')
        .limit(limit)
        .execute(),
    ofSubject: (subject: string) =>
      db.selectFrom('contact').selectAll().where('subject', '=', subject).orderBy('channel').execute(),
  };
}
