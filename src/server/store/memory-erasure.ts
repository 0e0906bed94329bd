/** Rows about one person, and the ledger, in the store that remembers only while it runs. */
import { addOnce, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Where } from './personal.ts';
import type { Queries } from './store.ts';

type AnyRow = Record<string, unknown>;

export function personalIn(memory: Memory): Queries['personal'] {
  const tableOf = (table: Where['table']): AnyRow[] => memory.rows[table];
  const isMeant =
    ({ column, values }: Where) =>
    (row: AnyRow): boolean =>
      values.includes(row[column] as string);
  return {
    rows: (where) => copy(tableOf(where.table).filter(isMeant(where))),
    remove: (where) => {
      const left = tableOf(where.table).filter((row) => !isMeant(where)(row));
      Object.assign(memory.rows, { [where.table]: left });
      return Promise.resolve();
    },
    empty: (where, columns) => {
      for (const row of tableOf(where.table).filter(isMeant(where))) Object.assign(row, columns);
      return Promise.resolve();
    },
    bury: (row) => copy(addOnce(memory.rows.tombstone, row, ({ subject }) => subject === row.subject)),
    tombstone: (subject) => copy(memory.rows.tombstone.find((row) => row.subject === subject)),
    restrict: async (row) => {
      await copy(addOnce(memory.rows.restriction, row, ({ subject }) => subject === row.subject));
    },
    lift: (subject) => {
      memory.rows.restriction = memory.rows.restriction.filter((row) => row.subject !== subject);
      return Promise.resolve();
    },
    restriction: (subject) => copy(memory.rows.restriction.find((row) => row.subject === subject)),
    addTasks: async (rows) => {
      await copy(memory.rows.external_task.push(...rows));
    },
    tasksOf: (request) => copy(memory.rows.external_task.filter((row) => row.request === request)),
    settleTask: async (id, done) => {
      const task = memory.rows.external_task.find((row) => row.id === id);
      await copy(task && Object.assign(task, done));
    },
    scrub: () => Promise.resolve(),
  };
}

export function ledgerIn(memory: Memory): Queries['ledger'] {
  const rows = () => memory.rows.ledger.toSorted((a, b) => a.number - b.number);
  return {
    append: async (row) => {
      await copy(memory.rows.ledger.push({ ...row, number: (rows().at(-1)?.number ?? 0) + 1 }));
    },
    put: (row) => copy(addOnce(memory.rows.ledger, row, ({ id, number }) => id === row.id || number === row.number)), // prettier-ignore
    has: (id) => copy(memory.rows.ledger.some((row) => row.id === id)),
    last: () => copy(rows().at(-1)),
    after: (number, limit) => copy(rows().filter((row) => row.number > number).slice(0, limit)), // prettier-ignore
  };
}
