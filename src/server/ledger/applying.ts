/** Does again what a restored database does not know of: erasures, withdrawals, objections (S-26, T8). */
import { scopeSuppression } from '../objections.ts';
import { empty, suppress } from '../personal/erasing.ts';
import type { LedgerRow } from '../store/ledger.ts';
import type { Queries, Store } from '../store/store.ts';
import type { ObjectionScope } from '../../protocol/terms.ts';
import type { KnownOperation, LedgerEntries } from './recording.ts';

/** In their order; answers how many the database did not know. */
export async function applyLedger(store: Store, rows: Iterable<LedgerRow>): Promise<number> {
  let applied = 0;
  for (const row of rows) {
    const isNew = await store.transaction(async (queries) => {
      // A site that the database does not have has nobody in it.
      if ((await queries.documents.site(row.site)) === undefined || !(await queries.ledger.put(row)))
        return false;
      await applyOne(queries, row);
      return true;
    });
    if (isNew) applied += 1;
  }
  return applied;
}

async function applyOne(queries: Queries, row: LedgerRow): Promise<void> {
  // This server wrote it itself.
  const entry: unknown = JSON.parse(row.entry);
  if (row.kind === 'erasure') await eraseAgain(queries, row, entry as LedgerEntries['erasure']);
  else if (row.kind === 'end') await endAgain(queries, row, entry as LedgerEntries['end']);
  else if (row.kind === 'objection') await objectAgain(queries, row, entry as LedgerEntries['objection']);
  else await restrictAgain(queries, row, entry as LedgerEntries['restriction']);
}

/** Also where the address belongs to somebody else by now: what stood in the backup is the same person's. */
async function eraseAgain(
  queries: Queries,
  { site, at }: LedgerRow,
  { subject, keys, request }: LedgerEntries['erasure'],
): Promise<void> {
  const holders = await queries.personal.rows({ table: 'contact', column: 'key', values: keys });
  const subjects = new Set([subject, ...holders.filter((row) => row['site'] === site).map((row) => String(row['subject']))]); // prettier-ignore
  const known = request === null ? undefined : await queries.requests.find({ site, id: request });
  for (const one of subjects) {
    if (await isThere(queries, one))
      await empty(queries, { site, subject: one, at, request: known?.id ?? null });
  }
  await suppress(queries, { site, keys, at });
}

async function endAgain(
  queries: Queries,
  { site, at }: LedgerRow,
  { operation, event, keys }: LedgerEntries['end'],
): Promise<void> {
  const { purpose, channel, refers_to: only } = event;
  if (only === null) {
    for (const key of keys) await queries.unsubscribe.suppress({ site, key, purpose, channel, at });
  }
  const isRefersKnown = only === null || (await queries.operations.find(only)) !== undefined;
  if (!isRefersKnown || !(await isThere(queries, event.subject))) return;
  await know(queries, operation);
  await queries.consents.append([event]);
}

async function objectAgain(
  queries: Queries,
  { site, at }: LedgerRow,
  { operation, event, keys }: LedgerEntries['objection'],
): Promise<void> {
  // The database holds no other words.
  const suppression = scopeSuppression(event.scope as ObjectionScope);
  for (const key of keys) {
    if (event.objects === 1) await queries.unsubscribe.suppress({ site, key, ...suppression, at });
    else await queries.unsubscribe.unsuppress({ site, key, ...suppression });
  }
  if (!(await isThere(queries, event.subject))) return;
  await know(queries, operation);
  await queries.selfService.addObjection(event);
}

async function restrictAgain(
  queries: Queries,
  { site, at }: LedgerRow,
  { subject, request, on }: LedgerEntries['restriction'],
): Promise<void> {
  if (!on) await queries.personal.lift(subject);
  else if (
    (await isThere(queries, subject)) &&
    (await queries.requests.find({ site, id: request })) !== undefined
  )
    await queries.personal.restrict({ subject, site, request, since: at });
}

/** The id is known from now on, so that it is not taken for another one; what it said was never in here. */
async function know(queries: Queries, operation: KnownOperation): Promise<void> {
  await queries.operations.claim({ ...operation, content: null, receipt: null });
}

async function isThere(queries: Queries, subject: string): Promise<boolean> {
  const isKnown =
    (await queries.personal.rows({ table: 'subject', column: 'id', values: [subject] })).length > 0;
  return isKnown && (await queries.personal.tombstone(subject)) === undefined;
}
