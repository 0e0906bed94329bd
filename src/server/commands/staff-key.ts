/** `smartxpo-consent staff-key create SITE PERSON`: lets a person publish policies; the key is shown once. */
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { newToken } from '../parts.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';

export async function createStaffKey(env: Environment, site: string, person: string): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    if ((await readSite(store, site)) === undefined) {
      console.error(`Expected the id of a site that is published. Got "${site}".`);
      return 1;
    }
    const key = newToken();
    await store.staff.addKey({ key_hash: hashOf(key), site, person, created_at: Date.now() });
    console.log(key);
    return 0;
  } finally {
    await store.close();
  }
}
