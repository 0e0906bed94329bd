/** Which site a command about forms works on. */
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';
import type { Store } from '../store/store.ts';

/** Does `work` on the database that the settings name, and closes it. Rejects with ConfigError where no site is meant. */
export async function atSite(
  env: Environment,
  wanted: string | undefined,
  work: (store: Store, site: SiteDocument) => Promise<number>,
): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    return await work(store, await chosenSite(store, wanted));
  } finally {
    await store.close();
  }
}

/** The one that is named; the only one, where none is. */
async function chosenSite(store: Store, wanted: string | undefined): Promise<SiteDocument> {
  const known = (await store.documents.sites()).map(({ site }) => site);
  const id = wanted ?? (known.length === 1 ? known[0] : undefined);
  const site = id === undefined ? undefined : await readSite(store, id);
  if (site !== undefined) return site;
  const expected =
    known.length === 0
      ? 'a site that is published, in the database of DATA_DIR or DATABASE_URL, which has none'
      : `one of ${known.join(', ')}`;
  throw new ConfigError('--site', expected, wanted ?? '');
}
