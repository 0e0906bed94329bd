/**
 * `smartxpo-consent forms pull SITE [FORM…]`: writes forms into files as they were written, byte for byte, so that
 * a team can keep them in git. A file that says something else is left alone unless `--force` is given.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { openStore } from '../server.ts';
import type { Queries } from '../store/store.ts';

export interface Pull {
  site: string;
  /** Those that are named; none: all. */
  forms: readonly string[];
  into: string;
  /** The draft, where there is one. */
  isDraft: boolean;
  isForced: boolean;
}

export async function pullForms(env: Environment, pull: Pull): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    const sources = await sourcesOf(store, pull);
    const missing = pull.forms.filter((form) => !sources.has(form));
    for (const form of missing)
      console.error(`${form}: expected a form of the site ${pull.site}, found none.`);
    await mkdir(pull.into, { recursive: true });
    const wanted = pull.forms.length === 0 ? [...sources.keys()] : pull.forms;
    let kept = 0;
    for (const form of wanted) {
      const source = sources.get(form);
      if (source !== undefined && !(await write(join(pull.into, `${form}.json`), source, pull.isForced)))
        kept += 1;
    }
    if (kept > 0) console.error('Files that differ were left alone: commit them first, or use --force.');
    return missing.length + kept > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

async function sourcesOf(queries: Queries, { site, isDraft }: Pull): Promise<ReadonlyMap<string, string>> {
  const published = await queries.documents.currentForms(site);
  const sources = new Map(published.map(({ form, source, document }) => [form, source ?? document]));
  if (isDraft) for (const { form, source } of await queries.forms.drafts(site)) sources.set(form, source);
  return sources;
}

/** False where a file says something else. */
async function write(path: string, source: string, isForced: boolean): Promise<boolean> {
  const bytes = Buffer.from(source);
  const known = await readFile(path).catch(absent);
  if (known?.equals(bytes)) {
    console.log(`${path}: the same`);
    return true;
  }
  if (known !== undefined && !isForced) {
    console.error(`${path}: differs`);
    return false;
  }
  await writeFile(path, bytes);
  console.log(`${path}: written`);
  return true;
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
