/** Policy versions, who published them, and which were withdrawn. Newest first: by effect, then by publication. */
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type PolicyVersionRow = Selectable<Tables['policy_version']>;

/** A version without its text: what lists and notices need. */
export type PolicyEntryRow = Omit<PolicyVersionRow, 'document'> &
  Pick<Selectable<Tables['policy_publication']>, 'languages' | 'material' | 'renews'> & {
    withdrawn_at: number | null;
  };

/** Which versions; `publishedBy`: those published by then, ms. */
export interface PolicyChoice {
  site: string;
  policy: string;
  publishedBy: number;
  /** Only those that come after this one in the list. */
  after?: { effective_from: string; published_at: number } | undefined;
  /** Only those that took effect by this day. */
  effectiveBy?: string | undefined;
  onlyMaterial?: boolean;
  withoutWithdrawn?: boolean;
  limit: number;
}

export function policyQueries(db: Kysely<Tables>) {
  const entries = () =>
    db
      .selectFrom('policy_version as v')
      .innerJoin('policy_publication as p', (join) =>
        join
          .onRef('p.site', '=', 'v.site')
          .onRef('p.policy', '=', 'v.policy')
          .onRef('p.version', '=', 'v.version'),
      )
      .leftJoin('policy_withdrawal as w', (join) =>
        join
          .onRef('w.site', '=', 'v.site')
          .onRef('w.policy', '=', 'v.policy')
          .onRef('w.version', '=', 'v.version'),
      )
      .select([
        'v.site',
        'v.policy',
        'v.version',
        'v.hash',
        'v.last_updated',
        'v.effective_from',
        'v.published_at',
      ])
      .select(['p.languages', 'p.material', 'p.renews', 'w.withdrawn_at']);

  return {
    list: ({
      site,
      policy,
      publishedBy,
      after,
      effectiveBy,
      onlyMaterial,
      withoutWithdrawn,
      limit,
    }: PolicyChoice) => {
      let query = entries()
        .where('v.site', '=', site)
        .where('v.policy', '=', policy)
        .where('v.published_at', '<=', publishedBy);
      if (effectiveBy !== undefined) query = query.where('v.effective_from', '<=', effectiveBy);
      if (onlyMaterial === true) query = query.where('p.material', '=', 1);
      if (withoutWithdrawn === true) query = query.where('w.withdrawn_at', 'is', null);
      if (after !== undefined) {
        const { effective_from: day, published_at: moment } = after;
        query = query.where((where) =>
          where.or([
            where('v.effective_from', '<', day),
            where.and([where('v.effective_from', '=', day), where('v.published_at', '<', moment)]),
          ]),
        );
      }
      return query
        .orderBy('v.effective_from', 'desc')
        .orderBy('v.published_at', 'desc')
        .limit(limit)
        .execute();
    },
    count: async ({ site, policy, publishedBy }: Pick<PolicyChoice, 'site' | 'policy' | 'publishedBy'>) => {
      const { versions } = await db
        .selectFrom('policy_version')
        .select((select) => select.fn.countAll().as('versions'))
        .where('site', '=', site)
        .where('policy', '=', policy)
        .where('published_at', '<=', publishedBy)
        .executeTakeFirstOrThrow();
      return Number(versions);
    },
    /** Versions that end permissions until they are given again, those of every policy of the site. */
    renewing: (site: string, publishedBy: number) =>
      entries()
        .where('v.site', '=', site)
        .where('v.published_at', '<=', publishedBy)
        .where('p.renews', '!=', '[]')
        .where('w.withdrawn_at', 'is', null)
        .execute(),
    entry: (site: string, policy: string, version: string) =>
      entries()
        .where('v.site', '=', site)
        .where('v.policy', '=', policy)
        .where('v.version', '=', version)
        .executeTakeFirst(),
    version: (site: string, policy: string, version: string) =>
      db
        .selectFrom('policy_version')
        .selectAll()
        .where('site', '=', site)
        .where('policy', '=', policy)
        .where('version', '=', version)
        .executeTakeFirst(),
    /** True when the version is new; a published one stays as it is. */
    publish: async (row: Tables['policy_version'], publication: Tables['policy_publication']) => {
      const result = await db
        .insertInto('policy_version')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      const isNew = (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
      if (isNew) await db.insertInto('policy_publication').values(publication).execute();
      return isNew;
    },
    /** True when it was not withdrawn before. */
    withdraw: async (row: Tables['policy_withdrawal']) => {
      const result = await db
        .insertInto('policy_withdrawal')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    /** One more who said that the changes of this version were read. */
    countReader: async (row: Omit<Tables['policy_acknowledgement'], 'readers'>) => {
      await db
        .insertInto('policy_acknowledgement')
        .values({ ...row, readers: 1 })
        .onConflict((conflict) =>
          conflict.columns(['site', 'policy', 'version', 'day']).doUpdateSet((update) => ({
            readers: sql<number>`${update.ref('policy_acknowledgement.readers')} + 1`,
          })),
        )
        .execute();
    },
    /** Those numbers, by version and day. */
    readers: (site: string, policy: string) =>
      db
        .selectFrom('policy_acknowledgement')
        .selectAll()
        .where('site', '=', site)
        .where('policy', '=', policy)
        .orderBy('version')
        .orderBy('day')
        .execute(),
  };
}
