/** Keys of the people who run a site, and what they are working on. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type PolicyDraftRow = Selectable<Tables['policy_draft']>;

type DraftKey = Pick<PolicyDraftRow, 'site' | 'policy' | 'version'>;

export function staffQueries(db: Kysely<Tables>) {
  return {
    addKey: async (row: Tables['staff_key']) => {
      await db.insertInto('staff_key').values(row).execute();
    },
    key: (keyHash: string) =>
      db.selectFrom('staff_key').selectAll().where('key_hash', '=', keyHash).executeTakeFirst(),
    drafts: (site: string, policy: string) =>
      db
        .selectFrom('policy_draft')
        .selectAll()
        .where('site', '=', site)
        .where('policy', '=', policy)
        .orderBy('version')
        .execute(),
    draft: ({ site, policy, version }: DraftKey) =>
      db
        .selectFrom('policy_draft')
        .selectAll()
        .where('site', '=', site)
        .where('policy', '=', policy)
        .where('version', '=', version)
        .executeTakeFirst(),
    /** False when there is a draft of that version already. */
    addDraft: async (row: Tables['policy_draft']) => {
      const result = await db
        .insertInto('policy_draft')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    /** False when it is no longer the draft of that revision. */
    changeDraft: async (known: DraftKey & { revision: number }, change: Partial<PolicyDraftRow>) => {
      const result = await db
        .updateTable('policy_draft')
        .set({ ...change, revision: known.revision + 1 })
        .where('site', '=', known.site)
        .where('policy', '=', known.policy)
        .where('version', '=', known.version)
        .where('revision', '=', known.revision)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    /** False when it is no longer the draft of that revision. */
    removeDraft: async ({ site, policy, version, revision }: DraftKey & { revision: number }) => {
      const result = await db
        .deleteFrom('policy_draft')
        .where('site', '=', site)
        .where('policy', '=', policy)
        .where('version', '=', version)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
