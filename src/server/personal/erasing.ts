/**
 * Takes everything about a person out of every store (Art. 17 GDPR, S-24), in the transaction of whoever asks. What
 * stays: random ids, so that nothing is done twice; keyed hashes, so that nobody is written to again from an old list;
 * and that it was done.
 */
import { OBJECTION_SCOPES } from '../../protocol/terms.ts';
import { record } from '../ledger/recording.ts';
import { EVERYTHING, scopeSuppression } from '../objections.ts';
import type { Queries } from '../store/store.ts';
import { idsOf } from './ids.ts';
import { personalTables } from './map.ts';

export interface Erasing {
  site: string;
  subject: string;
  /** Of the entry in the ledger. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** The request that led to it. */
  request: string | null;
}

/** False where nothing was left to erase: it is done once. */
export async function erase(queries: Queries, erasing: Erasing): Promise<boolean> {
  const { id, site, subject, at, request } = erasing;
  const keys = await empty(queries, erasing);
  if (keys === undefined) return false;
  await suppress(queries, { site, keys, at });
  await record(queries, { id, site, at, kind: 'erasure', entry: { subject, keys, request } });
  return true;
}

/** Takes the rows out; answers the keys of the contacts there were. Undefined where it was done before. */
export async function empty(
  queries: Queries,
  { site, subject, at, request }: Omit<Erasing, 'id'>,
): Promise<readonly string[] | undefined> {
  await queries.contacts.lockSubject(subject);
  const ids = await idsOf(queries, subject);
  if (!(await queries.personal.bury({ subject, site, at, request }))) return undefined;
  // What refers to something goes before it.
  for (const [table, { link, column, erase: how }] of personalTables().toReversed()) {
    const where = { table, column, values: ids[link] };
    if (how === 'remove') await queries.personal.remove(where);
    else await queries.personal.empty(where, how);
  }
  return ids['contact-key'];
}

/** Whoever is erased is not written to again, until they ask for it themselves and prove that it was them (L-29). */
export async function suppress(
  { unsubscribe }: Pick<Queries, 'unsubscribe'>,
  { site, keys, at }: { site: string; keys: readonly string[]; at: number },
): Promise<void> {
  for (const key of keys) {
    await unsubscribe.suppress({ site, key, ...EVERYTHING, at });
    for (const scope of OBJECTION_SCOPES) {
      const switched = scopeSuppression(scope);
      const isOn = (await unsubscribe.suppressionsOf(site, key)).some(({ purpose }) => purpose === switched.purpose); // prettier-ignore
      if (isOn) await unsubscribe.suppress({ site, key, ...switched, at });
    }
  }
}
