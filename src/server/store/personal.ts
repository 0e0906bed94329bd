/** Rows about one person, whatever table they stand in: `server/personal/map.ts` says which. */
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export type TombstoneRow = Selectable<Tables['tombstone']>;
export type RestrictionRow = Selectable<Tables['restriction']>;
export type ExternalTaskRow = Selectable<Tables['external_task']>;

/** Rows of a table whose column holds one of these. */
export interface Where {
  table: keyof Tables;
  column: string;
  values: readonly string[];
}

export function personalQueries(db: Kysely<Tables>, engine: Engine) {
  const matching = ({ column, values }: Where) => sql`where ${sql.ref(column)} in (${sql.join([...values])})`;
  return {
    rows: async (where: Where): Promise<Record<string, unknown>[]> => {
      if (where.values.length === 0) return [];
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.table(where.table)} ${matching(where)}`.execute(db);
      return rows;
    },
    remove: async (where: Where): Promise<void> => {
      if (where.values.length === 0) return;
      await sql`delete from ${sql.table(where.table)} ${matching(where)}`.execute(db);
    },
    /** Columns to what they hold from now on. */
    empty: async (where: Where, columns: Readonly<Record<string, unknown>>): Promise<void> => {
      const set = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
      if (where.values.length === 0 || set.length === 0) return;
      await sql`update ${sql.table(where.table)} set ${sql.join(set)} ${matching(where)}`.execute(db);
    },
    /** False where it is there already. */
    bury: async (row: TombstoneRow): Promise<boolean> => {
      const result = await db
        .insertInto('tombstone')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    tombstone: (subject: string): Promise<TombstoneRow | undefined> =>
      db.selectFrom('tombstone').selectAll().where('subject', '=', subject).executeTakeFirst(),
    /** The first one counts. */
    restrict: async (row: RestrictionRow) => {
      await db
        .insertInto('restriction')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    lift: async (subject: string) => {
      await db.deleteFrom('restriction').where('subject', '=', subject).execute();
    },
    restriction: (subject: string): Promise<RestrictionRow | undefined> =>
      db.selectFrom('restriction').selectAll().where('subject', '=', subject).executeTakeFirst(),
    addTasks: async (rows: readonly ExternalTaskRow[]) => {
      if (rows.length > 0)
        await db
          .insertInto('external_task')
          .values([...rows])
          .execute();
    },
    tasksOf: (request: string): Promise<ExternalTaskRow[]> =>
      db
        .selectFrom('external_task')
        .selectAll()
        .where('request', '=', request)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    settleTask: async (id: string, done: { done_at: number; done_by: string }) => {
      await db.updateTable('external_task').set(done).where('id', '=', id).execute();
    },
    /**
     * What was deleted is on the disk no more: the log is emptied and the file written anew. Outside of transactions.
     * PostgreSQL does it by itself in its own time (autovacuum).
     */
    scrub: async (): Promise<void> => {
      if (engine !== 'sqlite') return;
      for (const statement of [
        'pragma wal_checkpoint(truncate)',
        'vacuum',
        'pragma wal_checkpoint(truncate)',
      ])
        await sql.raw(statement).execute(db);
    },
  };
}
