/** Copies of somebody's data that wait behind their links. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type CopyRow = Selectable<Tables['copy']>;

export function copyQueries(db: Kysely<Tables>) {
  return {
    add: async (row: CopyRow) => {
      await db.insertInto('copy').values(row).execute();
    },
    find: (tokenHash: string): Promise<CopyRow | undefined> =>
      db.selectFrom('copy').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst(),
    /** Newest first. */
    ofRequest: (request: string): Promise<Omit<CopyRow, 'content'>[]> =>
      db
        .selectFrom('copy')
        .select([
          'token_hash',
          'site',
          'request',
          'subject',
          'made_at',
          'expires_at',
          'size',
          'downloads',
          'withheld',
        ]) // prettier-ignore
        .where('request', '=', request)
        .orderBy('made_at', 'desc')
        .execute(),
    countDownload: async (tokenHash: string) => {
      await db
        .updateTable('copy')
        .set((row) => ({ downloads: row('downloads', '+', 1) }))
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    /** Nothing is left to fetch; that there was something stays. */
    end: async (request: string) => {
      await db.updateTable('copy').set({ content: null }).where('request', '=', request).execute();
    },
  };
}
