/** Requests, and what happened to them. */
import type { Kysely, Selectable, Updateable } from 'kysely';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';
import type { Place } from './submissions.ts';

export type RequestRow = Selectable<Tables['request']>;
export type RequestEntryRow = Selectable<Tables['request_entry']>;
export type RequestChange = Pick<
  Updateable<Tables['request']>,
  'state' | 'since' | 'due_on' | 'wake_at' | 'proved'
> & { revision: number };

export interface RequestPage {
  site: string;
  kind?: string | undefined;
  /** Only those in one of these states. */
  states: readonly string[];
  after: Place | undefined;
  limit: number;
}

export function requestQueries(db: Kysely<Tables>, engine: Engine) {
  return {
    add: async (row: RequestRow) => {
      await db.insertInto('request').values(row).execute();
    },
    find: ({ site, id }: { site: string; id: string }): Promise<RequestRow | undefined> =>
      db.selectFrom('request').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst(),
    /** Holds it until the transaction ends, so that of two steps at once the second sees the first. */
    lock: async (id: string) => {
      if (engine !== 'postgres') return;
      await db.selectFrom('request').select('id').where('id', '=', id).forUpdate().execute();
    },
    /** Newest first. */
    ofSubject: (subject: string): Promise<RequestRow[]> =>
      db
        .selectFrom('request')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    /** By receipt, newest first. */
    page: ({ site, kind, states, after, limit }: RequestPage): Promise<RequestRow[]> => {
      let rows = db.selectFrom('request').selectAll().where('site', '=', site).where('state', 'in', [...states]); // prettier-ignore
      if (kind !== undefined) rows = rows.where('kind', '=', kind);
      if (after !== undefined) {
        const { at, id } = after;
        rows = rows.where((has) =>
          has.or([has('received_at', '<', at), has.and([has('received_at', '=', at), has('id', '<', id)])]),
        );
      }
      return rows.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    },
    /** Those whose time has come, the longest overdue first. */
    due: (now: number, limit: number): Promise<Pick<RequestRow, 'id' | 'site' | 'wake_at'>[]> =>
      db
        .selectFrom('request')
        .select(['id', 'site', 'wake_at'])
        .where('wake_at', '<=', now)
        .orderBy('wake_at')
        .limit(limit)
        .execute(),
    change: async (id: string, change: RequestChange) => {
      await db.updateTable('request').set(change).where('id', '=', id).execute();
    },
    addEntry: async (row: RequestEntryRow) => {
      await db.insertInto('request_entry').values(row).execute();
    },
    entries: (request: string): Promise<RequestEntryRow[]> =>
      db.selectFrom('request_entry').selectAll().where('request', '=', request).orderBy('number').execute(),
  };
}
