/** Who did what: one chain for each site. */
import type { Kysely, Selectable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export type AuditRow = Selectable<Tables['audit_entry']>;

export function auditQueries(db: Kysely<Tables>, engine: Engine) {
  /** Staff of a site do one thing after the other, to the end of the transaction. */
  const lock = async (site: string): Promise<void> => {
    // SQLite has one writer; its transactions begin with the write lock.
    if (engine !== 'postgres') return;
    // Weaker than for an update of its key: what visitors send refers to the site and goes on meanwhile.
    await db.selectFrom('site').select('site').where('site', '=', site).forNoKeyUpdate().execute();
  };
  return {
    lock,
    /** The newest entry; nobody else adds one before this transaction ends. */
    lockLast: async (site: string) => {
      await lock(site);
      return db
        .selectFrom('audit_entry')
        .selectAll()
        .where('site', '=', site)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
    },
    add: async (row: Tables['audit_entry']) => {
      await db.insertInto('audit_entry').values(row).execute();
    },
    /** Oldest first, from above a number. */
    after: (site: string, { number, limit }: { number: number; limit: number }) =>
      db
        .selectFrom('audit_entry')
        .selectAll()
        .where('site', '=', site)
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute(),
    /** Newest first, from below a number. */
    list: (site: string, { below, limit }: { below: number; limit: number }) =>
      db
        .selectFrom('audit_entry')
        .selectAll()
        .where('site', '=', site)
        .where('number', '<', below)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute(),
  };
}
