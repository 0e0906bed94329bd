/** Every row about a person, as the store has it, so that no copy forgets what a page does not show (S-24, L-22). */
import type { PersonalCopy } from '../../protocol/personal-copy.schema.ts';
import type { Queries } from '../store/store.ts';
import type { PersonalIds } from './ids.ts';
import { personalTables } from './map.ts';
import type { AnyPersonal } from './map.ts';

type Row = Record<string, unknown>;

/** `withhold`: ids of operations whose rows are left out. */
export async function recordsOf(
  queries: Queries,
  ids: PersonalIds,
  withhold: readonly string[],
): Promise<PersonalCopy['records']> {
  const records: PersonalCopy['records'] = {};
  for (const [table, handling] of personalTables()) {
    const { link, column } = handling;
    const rows = await queries.personal.rows({ table, column, values: ids[link] });
    const shown = rows.filter((row) => !withhold.includes(operationOf(table, row)));
    if (shown.length > 0) records[table] = shown.map((row) => shownOf(row, handling));
  }
  return records;
}

function operationOf(table: string, row: Row): string {
  return String(table === 'operation' ? row['id'] : row['operation']);
}

/** Files stand in the archive by themselves. Times are said as people read them. */
function shownOf(row: Row, { secret = [] }: AnyPersonal): Row {
  const columns = Object.entries(row).filter(
    ([name, value]) => !secret.includes(name) && !(value instanceof Uint8Array),
  );
  return Object.fromEntries(
    columns.map(([name, value]) => [name, isTime(name, value) ? said(value) : value]),
  );
}

function isTime(name: string, value: unknown): value is number {
  return (
    typeof value === 'number' && value > 0 && (name.endsWith('_at') || name === 'at' || name === 'since')
  );
}

function said(time: number): string {
  return new Date(time).toISOString();
}
