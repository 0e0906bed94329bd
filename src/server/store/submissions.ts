/** Submissions as staff look for them. */
import type { Kysely, Selectable } from 'kysely';
import type { FileRow } from './operations.ts';
import type { Tables } from './schema.ts';

export type SubmissionRow = Selectable<Tables['submission']>;

/** A place in the order from new to old. */
export interface Place {
  /** Milliseconds since the epoch. */
  at: number;
  id: string;
}

/** Nothing given, nothing left out. Times are milliseconds since the epoch. */
export interface SubmissionFilter {
  site: string;
  kinds: readonly string[];
  form?: string | undefined;
  subject?: string | undefined;
  /** Whether data that is kept and not used is among them (L-26). */
  isRestrictedSeen: boolean;
  from?: number | undefined;
  /** The first moment that does not belong to it. */
  before?: number | undefined;
}

export function submissionQueries(db: Kysely<Tables>) {
  const matching = ({ site, kinds, form, subject, from, before, isRestrictedSeen }: SubmissionFilter) => {
    let query = db
      .selectFrom('submission')
      .where('site', '=', site)
      .where('kind', 'in', [...kinds]);
    if (!isRestrictedSeen)
      query = query.where((has) =>
        has.not(
          has.exists(
            has
              .selectFrom('restriction')
              .select('restriction.subject')
              .whereRef('restriction.subject', '=', 'submission.subject'),
          ),
        ),
      );
    if (form !== undefined) query = query.where('form', '=', form);
    if (subject !== undefined) query = query.where('subject', '=', subject);
    if (from !== undefined) query = query.where('received_at', '>=', from);
    if (before !== undefined) query = query.where('received_at', '<', before);
    return query;
  };
  return {
    /** Newest first, from after a place. */
    page: async (
      filter: SubmissionFilter,
      { after, limit }: { after?: Place | undefined; limit: number },
    ) => {
      // No engine but SQLite knows a list of nothing.
      if (filter.kinds.length === 0) return [];
      let query = matching(filter);
      if (after !== undefined) {
        const { at, id } = after;
        // In two conditions: the first is one that an index begins at.
        query = query
          .where('received_at', '<=', at)
          .where((where) => where.or([where('received_at', '<', at), where('operation', '<', id)]));
      }
      return query
        .selectAll()
        .orderBy('received_at', 'desc')
        .orderBy('operation', 'desc')
        .limit(limit)
        .execute();
    },
    count: async (filter: SubmissionFilter): Promise<number> => {
      if (filter.kinds.length === 0) return 0;
      const row = await matching(filter)
        .select((select) => select.fn.countAll().as('rows'))
        .executeTakeFirst();
      return Number(row?.rows ?? 0);
    },
    find: ({ site, operation }: Pick<SubmissionRow, 'site' | 'operation'>) =>
      db
        .selectFrom('submission')
        .selectAll()
        .where('site', '=', site)
        .where('operation', '=', operation)
        .executeTakeFirst(),
    /** What is known of the files, without their content. */
    filesOf: (operations: readonly string[]): Promise<Omit<FileRow, 'content'>[]> =>
      operations.length === 0
        ? Promise.resolve([])
        : db
            .selectFrom('file')
            .select(['operation', 'item', 'name', 'kind', 'size', 'hash'])
            .where('operation', 'in', [...operations])
            .orderBy('operation')
            .orderBy('item')
            .execute(),
    /** Everything that was ever chosen by any of these people. */
    consentsOf: (subjects: readonly string[]) =>
      subjects.length === 0
        ? Promise.resolve([])
        : db
            .selectFrom('consent_event')
            .selectAll()
            .where('subject', 'in', [...subjects])
            .orderBy('received_at')
            .orderBy('id')
            .execute(),
  };
}
