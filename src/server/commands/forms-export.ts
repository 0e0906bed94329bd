/** `smartxpo-consent forms export SITE FORM [VERSION]`: prints the published file as it was written, byte for byte. */
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { fileOf } from '../publishing.ts';
import { openStore } from '../server.ts';

export async function exportForm(
  env: Environment,
  site: string,
  form: string,
  version?: string,
): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    const row =
      version === undefined
        ? await store.documents.currentForm(site, form)
        : await store.documents.formVersion(site, form, Number(version));
    if (row === undefined) {
      console.error(`Expected a published form, found no ${[site, form, version].join(' ').trimEnd()}.`);
      return 1;
    }
    process.stdout.write(fileOf(row));
    return 0;
  } finally {
    await store.close();
  }
}
