/** Answers that were put right, and the two switches. */
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type CorrectionRow = Selectable<Tables['correction']>;
export type ObjectionEventRow = Selectable<Tables['objection_event']>;

export function selfServiceQueries(db: Kysely<Tables>) {
  return {
    addCorrection: async (row: CorrectionRow) => {
      await db.insertInto('correction').values(row).execute();
    },
    correctionsOf: (subject: string): Promise<CorrectionRow[]> =>
      db
        .selectFrom('correction')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('received_at')
        .orderBy('operation')
        .execute(),
    /** What was held until now goes nowhere but into the row of its correction. */
    putRight: async ({ submission, answers, holders }: PutRight) => {
      await db.updateTable('submission').set({ answers }).where('operation', '=', submission).execute();
      await db
        .updateTable('operation')
        .set({ content: null })
        .where('id', 'in', [...holders])
        .execute();
    },
    addObjection: async (row: ObjectionEventRow) => {
      await db.insertInto('objection_event').values(row).execute();
    },
    objectionsOf: (...subjects: string[]): Promise<ObjectionEventRow[]> =>
      subjects.length === 0
        ? Promise.resolve([])
        : db
            .selectFrom('objection_event')
            .selectAll()
            .where('subject', 'in', subjects)
            .orderBy('received_at')
            .orderBy('operation')
            .execute(),
  };
}

export interface PutRight {
  submission: string;
  /** JSON. */
  answers: string;
  /** The operations that brought the answer as it was. */
  holders: readonly string[];
}
