/** What a backup must not undo, in the order of the commits. */
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

export type LedgerRow = Selectable<Tables['ledger']>;

export function ledgerQueries(db: Kysely<Tables>, engine: Engine) {
  const last = async (): Promise<LedgerRow | undefined> =>
    db.selectFrom('ledger').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  return {
    /** Takes the next number; until the transaction ends nobody else gets one, so that none comes late. */
    append: async (row: Omit<LedgerRow, 'number'>): Promise<void> => {
      if (engine === 'postgres') await sql`lock table ledger in exclusive mode`.execute(db);
      const number = ((await last())?.number ?? 0) + 1;
      await db
        .insertInto('ledger')
        .values({ ...row, number })
        .execute();
    },
    /** With the number that it had. False where it is there already. */
    put: async (row: LedgerRow): Promise<boolean> => {
      const result = await db
        .insertInto('ledger')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    has: async (id: string): Promise<boolean> =>
      (await db.selectFrom('ledger').select('id').where('id', '=', id).executeTakeFirst()) !== undefined,
    last,
    after: (number: number, limit: number): Promise<LedgerRow[]> =>
      db
        .selectFrom('ledger')
        .selectAll()
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute(),
  };
}
