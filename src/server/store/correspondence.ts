/** What staff entered of letters, mails, calls and visits. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';
import type { Place } from './submissions.ts';

export type CorrespondenceRow = Selectable<Tables['correspondence']>;

export interface CorrespondenceFilter {
  site: string;
  kind?: string | undefined;
  after?: Place | undefined;
  limit: number;
}

export function correspondenceQueries(db: Kysely<Tables>) {
  return {
    add: async (row: CorrespondenceRow) => {
      await db.insertInto('correspondence').values(row).execute();
    },
    find: ({ site, operation }: Pick<CorrespondenceRow, 'site' | 'operation'>) =>
      db
        .selectFrom('correspondence')
        .selectAll()
        .where('site', '=', site)
        .where('operation', '=', operation)
        .executeTakeFirst(),
    /** By the moment it came, newest first, from after a place. */
    page: ({ site, kind, after, limit }: CorrespondenceFilter) => {
      let query = db.selectFrom('correspondence').selectAll().where('site', '=', site);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (after !== undefined) {
        const { at, id } = after;
        // As submissions: an index begins at the first condition.
        query = query
          .where('received_at', '<=', at)
          .where((where) => where.or([where('received_at', '<', at), where('operation', '<', id)]));
      }
      return query.orderBy('received_at', 'desc').orderBy('operation', 'desc').limit(limit).execute();
    },
  };
}
