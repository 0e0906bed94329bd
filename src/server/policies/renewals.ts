/** Which permissions policy versions end until they are given again (L-12). */
import type { Queries } from '../store/store.ts';

/** Purpose → moments from which a grant made before them no longer permits, ms since the epoch. */
export type Renewals = ReadonlyMap<string, readonly number[]>;

/** Of everything that is published by now; one that takes effect later is among them with its moment. */
export async function renewalsOf(queries: Queries, site: string, now: number): Promise<Renewals> {
  const found = new Map<string, number[]>();
  for (const { renews, effective_from: day } of await queries.policies.renewing(site, now)) {
    for (const purpose of JSON.parse(renews) as string[]) {
      found.set(purpose, [...(found.get(purpose) ?? []), Date.parse(day)]);
    }
  }
  return found;
}
