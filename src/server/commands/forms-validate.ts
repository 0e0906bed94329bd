/**
 * `smartxpo-consent forms validate FILE [SITE_FILE [POLICY_FILE]]`: says what is wrong with a form,
 * on which line, and what was expected; with the other files, or `--site` for one that is published,
 * also whether the site can publish it.
 */
import type { FormPlace } from '../../protocol/form-check.ts';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { formPlace, readSite } from '../publishing.ts';
import { openStore } from '../server.ts';
import { describe, readDocument, readFormFile } from './documents.ts';

export async function validateForm(path: string, placeFiles: readonly string[] = []): Promise<number> {
  const place = await placeIn(placeFiles);
  return place === 'unreadable' ? 1 : validateAgainst(path, place);
}

export async function validateForSite(
  env: Environment,
  site: string,
  paths: readonly string[],
): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    const known = await readSite(store, site);
    if (known === undefined) {
      console.error(`Expected the id of a published site, got ${site}.`);
      return 1;
    }
    const place = await formPlace(store, known, Date.now());
    let worst = 0;
    for (const path of paths) worst = Math.max(worst, await validateAgainst(path, place));
    return worst;
  } finally {
    await store.close();
  }
}

async function validateAgainst(path: string, place: FormPlace | undefined): Promise<number> {
  const read = await readFormFile(path, place);
  if (read.findings !== undefined) {
    for (const finding of read.findings) console.error(describe(path, finding));
    return 1;
  }
  for (const warning of read.warnings) console.error(describe(path, warning));
  console.log(`${path}: no rule objected`);
  return 0;
}

async function placeIn(paths: readonly string[]): Promise<FormPlace | undefined | 'unreadable'> {
  let place: FormPlace | undefined;
  let collects: readonly string[] | undefined;
  for (const path of paths) {
    const { file, findings } = await readDocument(path);
    for (const finding of findings ?? []) console.error(describe(path, finding));
    if (file === undefined) return 'unreadable';
    if (file.kind === 'site') place = { site: file.document };
    if (file.kind === 'policy') collects = file.document.collects;
  }
  return place && { ...place, collects };
}
