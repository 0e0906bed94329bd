/**
 * `smartxpo-consent policy import FILE`: turns a policy that somebody wrote into a policy version
 * document, and says on stderr what was cleaned, flagged and guessed. Loaded for this command only.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { day, identifier, languageTag, versionName, webAddress, words } from '../../protocol/parts.schema.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import { ConfigError } from '../config.ts';
import { FORMATS } from '../policies/import/format.ts';
import { importPolicy } from '../policies/import/import-policy.ts';
import type { Imported, ImportOptions } from '../policies/import/import-policy.ts';
import { ImportRefused } from '../policies/import/refusal.ts';
import { describe, readDocument } from './documents.ts';
import { reportLines } from './policy-import-report.ts';

interface Call {
  file: string;
  previous: string | undefined;
  options: ImportOptions;
  out: string | undefined;
  isJson: boolean;
}

/** 0 imported, 1 refused; a wrong call throws ConfigError. */
export async function importPolicyFile(args: readonly string[]): Promise<number> {
  const { file, previous, options, out, isJson } = readCall(args);
  try {
    const before = previous === undefined ? undefined : await versionIn(previous);
    const { document, notes } = await importPolicy(await bytesOf(file), { ...options, previous: before });
    await write(document, out);
    const report = isJson ? [JSON.stringify({ file, out, notes })] : reportLines(file, document, notes);
    for (const line of report) console.error(line);
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const { refusal } = error;
    console.error(
      isJson
        ? JSON.stringify({ file, refused: refusal })
        : `${describe(file, refusal)}; ${refusal.advice}\nNothing was imported.`,
    );
    return 1;
  }
}

function readCall(args: readonly string[]): Call {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: text,
      'policy-version': text,
      language: text,
      updated: text,
      effective: text,
      title: text,
      base: text,
      format: text,
      previous: text,
      out: text,
      report: text,
    },
  });
  const [file, more] = positionals;
  if (file === undefined || more !== undefined)
    throw new ConfigError('policy import', 'one FILE', positionals.join(' '));
  const report = checked('report', v.picklist(['text', 'json']), values.report) ?? 'text';
  return {
    file,
    previous: values.previous,
    out: values.out,
    isJson: report === 'json',
    options: {
      fileName: basename(file),
      policy: checked('policy', identifier, values.policy) ?? 'privacy',
      language: checked('language', languageTag, values.language) ?? 'en',
      version: checked('policy-version', versionName, values['policy-version']),
      updated: checked('updated', day, values.updated),
      effective: checked('effective', day, values.effective),
      title: checked('title', words, values.title),
      base: checked('base', webAddress, values.base),
      format: checked('format', v.picklist(FORMATS), values.format),
    },
  };
}

function checked<T>(
  name: string,
  schema: v.GenericSchema<string, T>,
  value: string | undefined,
): T | undefined {
  if (value === undefined) return undefined;
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  throw new ConfigError(`--${name}`, issues[0].message, value);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ImportRefused('unreadable', error instanceof Error ? error.message : path);
  }
}

async function versionIn(path: string): Promise<PolicyVersionDocument> {
  const { file, findings } = await readDocument(path);
  if (file?.kind === 'policy') return file.document;
  const [finding] = findings ?? [];
  const found = finding === undefined ? `${path}: ${file?.kind ?? ''}` : describe(path, finding);
  throw new ImportRefused('previous-unreadable', found);
}

/** Beside the file first: whoever reads it never sees half of it. */
async function write(document: Imported['document'], out: string | undefined): Promise<void> {
  const json = `${JSON.stringify(document, undefined, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(json);
    return;
  }
  await writeFile(`${out}.part`, json);
  await rename(`${out}.part`, out);
}
