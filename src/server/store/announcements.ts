/** How far known contacts have been told of a policy version; each of them once. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type AnnouncementRow = Selectable<Tables['policy_announcement']>;

export function announcementQueries(db: Kysely<Tables>) {
  return {
    add: async (row: AnnouncementRow) => {
      await db.insertInto('policy_announcement').values(row).execute();
    },
    /** One that is not finished, of a version that is published by now. */
    next: (now: number) =>
      db
        .selectFrom('policy_announcement as a')
        .innerJoin('policy_version as v', (join) =>
          join
            .onRef('v.site', '=', 'a.site')
            .onRef('v.policy', '=', 'a.policy')
            .onRef('v.version', '=', 'a.version'),
        )
        .selectAll('a')
        .where('a.finished_at', 'is', null)
        .where('v.published_at', '<=', now)
        .orderBy('v.published_at')
        .limit(1)
        .executeTakeFirst(),
    /** False when another process has been faster. */
    advance: async (from: AnnouncementRow, to: Pick<AnnouncementRow, 'cursor' | 'finished_at'>) => {
      const result = await db
        .updateTable('policy_announcement')
        .set(to)
        .where('site', '=', from.site)
        .where('policy', '=', from.policy)
        .where('version', '=', from.version)
        .where('cursor', '=', from.cursor)
        .where('finished_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}
