/** What staff entered of letters, mails, calls and visits. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';
import type { Place } from './submissions.ts';

export type CorrespondenceRow = Selectable<Tables['correspondence']>;

export interface CorrespondenceFilter {
  site: string;
  kind?: string | undefined;
  /** Whether data that is kept and not used is among them (L-26). */
  isRestrictedSeen: boolean;
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
    page: ({ site, kind, after, limit, isRestrictedSeen }: CorrespondenceFilter) => {
      let query = db.selectFrom('correspondence').selectAll().where('site', '=', site);
      if (!isRestrictedSeen)
        query = query.where((has) =>
          has.not(
            has.exists(
              has
                .selectFrom('restriction')
                .select('restriction.subject')
                .whereRef('restriction.subject', '=', 'correspondence.subject'),
            ),
          ),
        );
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
