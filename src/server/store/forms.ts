/** Forms that people work on, and who published which version. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type FormDraftRow = Selectable<Tables['form_draft']>;
export type FormPublicationRow = Selectable<Tables['form_publication']>;

type DraftKey = Pick<FormDraftRow, 'site' | 'form'>;

export function formQueries(db: Kysely<Tables>) {
  return {
    drafts: (site: string) =>
      db.selectFrom('form_draft').selectAll().where('site', '=', site).orderBy('form').execute(),
    draft: ({ site, form }: DraftKey) =>
      db
        .selectFrom('form_draft')
        .selectAll()
        .where('site', '=', site)
        .where('form', '=', form)
        .executeTakeFirst(),
    /** False when there is a draft of that form already. */
    addDraft: async (row: Tables['form_draft']) => {
      const result = await db
        .insertInto('form_draft')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    /** False when it is no longer the draft of that revision. */
    changeDraft: async (known: DraftKey & { revision: number }, change: Partial<FormDraftRow>) => {
      const result = await db
        .updateTable('form_draft')
        .set({ ...change, revision: known.revision + 1 })
        .where('site', '=', known.site)
        .where('form', '=', known.form)
        .where('revision', '=', known.revision)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    /** False when it is no longer the draft of that revision. */
    removeDraft: async ({ site, form, revision }: DraftKey & { revision: number }) => {
      const result = await db
        .deleteFrom('form_draft')
        .where('site', '=', site)
        .where('form', '=', form)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    addPublication: async (row: Tables['form_publication']) => {
      await db.insertInto('form_publication').values(row).execute();
    },
    /** Of every version that was published by somebody. */
    publications: ({ site, form }: DraftKey) =>
      db
        .selectFrom('form_publication')
        .selectAll()
        .where('site', '=', site)
        .where('form', '=', form)
        .orderBy('version', 'desc')
        .execute(),
    /** Newest first. */
    versions: ({ site, form }: DraftKey) =>
      db
        .selectFrom('form_version')
        .selectAll()
        .where('site', '=', site)
        .where('form', '=', form)
        .orderBy('version', 'desc')
        .execute(),
    /** How many people have given these words their consent, by the hash of the words. */
    agreed: async (site: string, wordings: readonly string[]): Promise<Map<string, number>> => {
      if (wordings.length === 0) return new Map();
      const rows = await db
        .selectFrom('consent_event')
        .select((select) => ['wording', select.fn.count('subject').distinct().as('people')])
        .where('site', '=', site)
        .where('type', '=', 'grant')
        .where('wording', 'in', [...wordings])
        .groupBy('wording')
        .execute();
      return new Map(rows.map(({ wording, people }) => [wording ?? '', Number(people)]));
    },
  };
}
