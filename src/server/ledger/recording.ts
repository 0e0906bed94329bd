/** Writes down what no backup may undo, in the transaction that does it (S-26). */
import type { ConsentEventRow } from '../store/consents.ts';
import type { ObjectionEventRow } from '../store/self-service.ts';
import type { Queries } from '../store/store.ts';
import type { OperationRow } from '../store/operations.ts';

/** What it takes to do it again in a database that does not know of it. */
export interface LedgerEntries {
  erasure: { subject: string; keys: readonly string[]; request: string | null };
  end: { operation: KnownOperation; event: ConsentEventRow; keys: readonly string[] };
  objection: { operation: KnownOperation; event: ObjectionEventRow; keys: readonly string[] };
  /** `on`: whether it began or was lifted. */
  restriction: { subject: string; request: string; on: boolean };
}
export type LedgerKind = keyof LedgerEntries;

/** Without what it said: its id has to be known, so that it is not taken for another one. */
export type KnownOperation = Omit<OperationRow, 'content' | 'receipt'>;

interface Entry<Kind extends LedgerKind> {
  id: string;
  site: string;
  at: number;
  kind: Kind;
  entry: LedgerEntries[Kind];
}

export async function record<Kind extends LedgerKind>(
  { ledger }: Pick<Queries, 'ledger'>,
  { id, site, at, kind, entry }: Entry<Kind>,
): Promise<void> {
  await ledger.append({ id, site, at, kind, entry: JSON.stringify(entry) });
}

/** A permission ended: `id` is that of its event. */
export async function recordEnd(queries: Queries, event: ConsentEventRow): Promise<void> {
  const entry = { ...(await known(queries, event)), event };
  await record(queries, { id: event.id, site: event.site, at: event.received_at, kind: 'end', entry });
}

/** A switch was used: `id` is that of its operation. */
export async function recordObjection(queries: Queries, event: ObjectionEventRow): Promise<void> {
  const entry = { ...(await known(queries, event)), event };
  await record(queries, {
    id: event.operation,
    site: event.site,
    at: event.received_at,
    kind: 'objection',
    entry,
  });
}

async function known(
  queries: Queries,
  { operation: id, subject }: { operation: string; subject: string },
): Promise<{ operation: KnownOperation; keys: string[] }> {
  const row = await queries.operations.find(id);
  if (row === undefined) throw new Error(`operation ${id} is written down before what it does`);
  const { content: _content, receipt: _receipt, ...rest } = row;
  const keys = (await queries.contacts.ofSubject(subject)).map(({ key }) => key);
  return { operation: { ...rest, subject }, keys };
}
