/** The archive that a person gets: to read, to keep, and for other programs. */
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { personalCopySchema } from '../../protocol/personal-copy.schema.ts';
import type { PersonalCopy } from '../../protocol/personal-copy.schema.ts';
import { schemaOf } from '../json-schemas.ts';
import type { Collected } from '../personal/collecting.ts';
import { copyPage } from './copy-page.ts';

const ENCODER = new TextEncoder();

/** ZIP: `index.html`, `data.json` with `data.schema.json`, `records/*.csv`, `files/…`. */
export async function archiveOf({ document, files }: Collected): Promise<Uint8Array> {
  const texts: [string, string][] = [
    ['index.html', await copyPage(document)],
    ['data.json', JSON.stringify(document, null, 2)],
    ['data.schema.json', JSON.stringify(copyJsonSchema(), null, 2)],
    ...(await tables(document)),
  ];
  const content: Zippable = {};
  for (const [path, text] of texts) content[path] = ENCODER.encode(text);
  // Documents and pictures are packed already.
  for (const [path, bytes] of files) content[path] = [bytes, { level: 0 }];
  return zipSync(content, { mtime: new Date(document.madeAt) });
}

export function copyJsonSchema(): Record<string, unknown> {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...schemaOf(personalCopySchema) };
}

/** A table for every store, for spreadsheets; what they would take for a formula is text. */
async function tables({ records }: PersonalCopy): Promise<[string, string][]> {
  const { default: Papa } = await import('papaparse');
  return Object.entries(records).map(([name, rows]) => [
    `records/${name}.csv`,
    `\uFEFF${Papa.unparse(rows, { escapeFormulae: true })}`,
  ]);
}
