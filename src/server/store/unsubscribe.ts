/** Links that take permissions back, and the list of contacts that nobody may write to again. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type PreferenceLinkRow = Selectable<Tables['preference_link']>;
export type SuppressionRow = Selectable<Tables['suppression']>;

export function unsubscribeQueries(db: Kysely<Tables>) {
  return {
    /** A link that is there already stays as it is. */
    addLink: async (row: PreferenceLinkRow) => {
      await db
        .insertInto('preference_link')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    link: (tokenHash: string) =>
      db.selectFrom('preference_link').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst(),
    /** The last time counts. */
    suppress: async (row: SuppressionRow) => {
      await db
        .insertInto('suppression')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['site', 'key', 'purpose', 'channel']).doUpdateSet({ at: row.at }),
        )
        .execute();
    },
    /** Only what was suppressed by a switch that is off again. */
    unsuppress: async ({ site, key, purpose, channel }: Omit<SuppressionRow, 'at'>) => {
      await db
        .deleteFrom('suppression')
        .where('site', '=', site)
        .where('key', '=', key)
        .where('purpose', '=', purpose)
        .where('channel', '=', channel)
        .execute();
    },
    suppressionsOf: (site: string, key: string): Promise<SuppressionRow[]> =>
      db.selectFrom('suppression').selectAll().where('site', '=', site).where('key', '=', key).execute(),
  };
}
