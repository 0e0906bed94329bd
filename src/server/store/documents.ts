/** Published documents: sites, form versions, wordings. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type FormVersionRow = Selectable<Tables['form_version']>;

export function documentQueries(db: Kysely<Tables>) {
  return {
    site: (site: string) => db.selectFrom('site').selectAll().where('site', '=', site).executeTakeFirst(),
    sites: () => db.selectFrom('site').selectAll().orderBy('site').execute(),
    putSite: async (row: Tables['site']) => {
      await db
        .insertInto('site')
        .values(row)
        .onConflict((conflict) =>
          conflict.column('site').doUpdateSet({ document: row.document, updated_at: row.updated_at }),
        )
        .execute();
    },

    /** The newest version of every form of a site. */
    currentForms: (site: string) =>
      db
        .selectFrom('form_version as f')
        .selectAll()
        .where('site', '=', site)
        .where('version', '=', (newest) =>
          newest
            .selectFrom('form_version as g')
            .select((select) => select.fn.max('g.version').as('version'))
            .whereRef('g.site', '=', 'f.site')
            .whereRef('g.form', '=', 'f.form'),
        )
        .orderBy('form')
        .execute(),
    currentForm: (site: string, form: string) =>
      db
        .selectFrom('form_version')
        .selectAll()
        .where('site', '=', site)
        .where('form', '=', form)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    formVersion: (site: string, form: string, version: number) =>
      db
        .selectFrom('form_version')
        .selectAll()
        .where('site', '=', site)
        .where('form', '=', form)
        .where('version', '=', version)
        .executeTakeFirst(),
    /** True when the version is new; a published one stays as it is. */
    publishForm: async (row: Tables['form_version']) => {
      const result = await db
        .insertInto('form_version')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    putWording: async (row: Tables['wording']) => {
      await db
        .insertInto('wording')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    wordings: (hashes: string[]) =>
      hashes.length === 0
        ? Promise.resolve([])
        : db.selectFrom('wording').selectAll().where('hash', 'in', hashes).execute(),
  };
}
