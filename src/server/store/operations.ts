/** Operations and what they left. The primary key does the deduplication, not a look before the leap. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type OperationRow = Selectable<Tables['operation']>;
export type FileRow = Selectable<Tables['file']>;

export function operationQueries(db: Kysely<Tables>) {
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
    settle: async (id: string, done: Pick<OperationRow, 'subject' | 'receipt' | 'received_at'>) => {
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
