/** Service keys of other systems, and the installation's own secrets. */
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export function keyQueries(db: Kysely<Tables>) {
  return {
    addServiceKey: async (row: Tables['service_key']) => {
      await db.insertInto('service_key').values(row).execute();
    },
    serviceKey: (keyHash: string) =>
      db.selectFrom('service_key').selectAll().where('key_hash', '=', keyHash).executeTakeFirst(),
    /** The secret of that name; `fresh` becomes it unless another process was first. */
    secret: async (name: string, fresh: string): Promise<string> => {
      await db
        .insertInto('secret')
        .values({ name, value: fresh })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const row = await db
        .selectFrom('secret')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return row.value;
    },
  };
}
