/** `smartxpo-consent staff-key create SITE PERSON`: lets a person work by HTTP; the key is shown once. */
import { ROLES } from '../../protocol/terms.ts';
import type { Role } from '../../protocol/terms.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { newToken } from '../parts.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';

export async function createStaffKey(
  env: Environment,
  site: string,
  person: string,
  roleList = 'privacy-admin',
): Promise<number> {
  const roles = JSON.stringify(rolesIn(roleList));
  const store = await openStore(readConfig(env));
  try {
    if ((await readSite(store, site)) === undefined) {
      console.error(`Expected the id of a site that is published. Got "${site}".`);
      return 1;
    }
    const key = newToken();
    await store.staff.addKey({ key_hash: hashOf(key), site, person, created_at: Date.now(), roles });
    console.log(key);
    return 0;
  } finally {
    await store.close();
  }
}

function rolesIn(list: string): Role[] {
  return list.split(',').map((word) => {
    const role = ROLES.find((known) => known === word.trim());
    if (role === undefined) throw new ConfigError('--roles', `roles out of ${ROLES.join(', ')}`, word);
    return role;
  });
}
