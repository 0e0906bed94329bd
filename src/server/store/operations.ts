/** Operations and what they left. The primary key does the deduplication, not a look before the leap. */
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export type OperationRow = Selectable<Tables['operation']>;
export type FileRow = Selectable<Tables['file']>;

export function operationQueries(db: Kysely<Tables>, engine: Engine) {
  return {
    /** True when this call made the row; false when the operation was already there. */
    claim: async (row: OperationRow) => {
      const result = await db
        .insertInto('operation')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    find: (id: string) => db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst(),
    settle: async (
      id: string,
      done: Pick<OperationRow, 'subject' | 'receipt' | 'received_at' | 'age' | 'content'>,
    ) => {
      await db.updateTable('operation').set(done).where('id', '=', id).execute();
    },
    ofSubject: (subject: string) =>
      db
        .selectFrom('operation')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    addSubmission: async (row: Tables['submission']) => {
      await db.insertInto('submission').values(row).execute();
    },
    /**
     * Moves the rows of an anonymous answer to places that say nothing about when they were written.
     * PostgreSQL keeps rows in the order of writing until a table is rewritten; it has no other place.
     */
    scatter: async (id: string) => {
      if (engine !== 'sqlite') return;
      const keys = [
        ['operation', 'id'],
        ['submission', 'operation'],
        ['subject', 'id'],
      ] as const;
      for (const [table, key] of keys) {
        // Below zero, where no row goes by itself.
        await sql`update ${sql.table(table)}
          set rowid = -(abs(random() % 9007199254740991) + 1) where ${sql.ref(key)} = ${id}`.execute(db);
      }
    },
    addFiles: async (rows: FileRow[]) => {
      if (rows.length > 0) await db.insertInto('file').values(rows).execute();
    },
    file: (operation: string, item: string) =>
      db
        .selectFrom('file')
        .selectAll()
        .where('operation', '=', operation)
        .where('item', '=', item)
        .executeTakeFirst(),
    submissionsOf: (subject: string) =>
      db
        .selectFrom('submission')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('received_at', 'desc')
        .orderBy('operation', 'desc')
        .execute(),
  };
}
