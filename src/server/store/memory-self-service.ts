/** Answers that were put right and the two switches, in the store that remembers only while it runs. */
import { copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';

export function selfServiceIn(memory: Memory): Queries['selfService'] {
  return {
    addCorrection: async (row) => {
      await copy(memory.rows.correction.push(row));
    },
    correctionsOf: (subject) => copy(memory.rows.correction.filter((row) => row.subject === subject)),
    putRight: ({ submission, answers, holders }) => {
      for (const row of memory.rows.submission) if (row.operation === submission) row.answers = answers;
      for (const row of memory.rows.operation) if (holders.includes(row.id)) row.content = null;
      return Promise.resolve();
    },
    addObjection: async (row) => {
      await copy(memory.rows.objection_event.push(row));
    },
    objectionsOf: (...subjects) =>
      copy(memory.rows.objection_event.filter(({ subject }) => subjects.includes(subject))),
  };
}
