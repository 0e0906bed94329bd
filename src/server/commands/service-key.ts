/** `smartxpo-consent service-key create SITE`: shows the key once; only its hash is kept. */
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { newToken } from '../parts.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';

export async function createServiceKey(env: Environment, site: string): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    if ((await readSite(store, site)) === undefined) {
      const known = (await store.documents.sites()).map((row) => row.site).join(', ');
      console.error(
        `Expected the id of a site, one of: ${known === '' ? 'none yet; run serve once' : known}. Got "${site}".`,
      );
      return 1;
    }
    const key = newToken();
    await store.keys.addServiceKey({
      key_hash: hashOf(key),
      site,
      name: 'command line',
      created_at: Date.now(),
    });
    console.log(key);
    return 0;
  } finally {
    await store.close();
  }
}
