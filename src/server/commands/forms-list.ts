/** `smartxpo-consent forms list`: which version of each form visitors see, and who is at work on one. */
import { parseArgs } from 'node:util';
import type { StaffForm } from '../../protocol/staff-forms.schema.ts';
import { ConfigError } from '../config.ts';
import type { Environment } from '../config.ts';
import { listForms } from '../forms/drafts.ts';
import { atSite } from './form-site.ts';
import { momentOf, oneLine } from './form-words.ts';

export async function printForms(env: Environment, words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { site: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (positionals.length > 0) throw new ConfigError('forms list', 'options alone', positionals.join(' '));
  return atSite(env, values.site, async (store, { site }) => {
    const forms = await listForms(store, site);
    if (values.json === true) console.log(JSON.stringify({ site, forms }, null, 2));
    else for (const line of linesOf(site, forms)) console.log(line);
    return 0;
  });
}

function linesOf(site: string, forms: readonly StaffForm[]): string[] {
  if (forms.length === 0) return [`${site} has no forms yet.`];
  const rows = forms.map(({ form, title, published, draft }) => [
    form,
    published === undefined
      ? 'not published'
      : `version ${String(published.version)}, ${momentOf(published.at)}`,
    draft === undefined ? 'no draft' : oneLine(`draft by ${draft.savedBy}, ${momentOf(draft.savedAt)}`),
    oneLine(title),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
