/** `smartxpo-consent forms list SITE`: which version visitors see, and where somebody is at work. */
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { listForms } from '../forms/drafts.ts';
import { openStore } from '../server.ts';

export async function listSiteForms(env: Environment, site: string, isJson: boolean): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    if ((await store.documents.site(site)) === undefined) {
      console.error(`Expected the id of a published site, got ${site}.`);
      return 1;
    }
    const forms = await listForms(store, site);
    if (isJson) {
      console.log(JSON.stringify(forms, null, 2));
      return 0;
    }
    for (const { form, title, published, draft } of forms) {
      const version =
        published === undefined
          ? 'not published'
          : `version ${String(published.version)}, ${published.at.slice(0, 10)}`;
      const work = draft === undefined ? '' : `; draft by ${draft.savedBy}, ${draft.savedAt.slice(0, 10)}`;
      console.log(`${form}  ${version}${work}  ${title}`);
    }
    return 0;
  } finally {
    await store.close();
  }
}
