/**
 * `smartxpo-consent forms pull [FORM…]`: writes forms into files as they were written, byte for byte, so that a team
 * can keep them in git. A file that says something else is somebody's work: only `--force` writes over it.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '../../protocol/nearest.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { Environment } from '../config.ts';
import { fileOf } from '../publishing.ts';
import type { Queries } from '../store/store.ts';
import { describe } from './documents.ts';
import { atSite } from './form-site.ts';

/** 1 where a form is not there, or a file was left alone. */
export async function pullForms(env: Environment, words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      site: { type: 'string' },
      into: { type: 'string' },
      draft: { type: 'boolean' },
      force: { type: 'boolean' },
    },
  });
  const { site: wanted, into = '.', draft = false, force = false } = values;
  return atSite(env, wanted, async (store, { site }) => {
    const texts = await textsOf(store, site, draft);
    const unknown = positionals.filter((form) => !texts.has(form));
    for (const form of unknown) console.error(describe(form, notThere(form, [...texts.keys()], draft)));
    if (unknown.length > 0) {
      console.error('Nothing was written.');
      return 1;
    }
    return writeAll(into, positionals.length === 0 ? texts : only(texts, positionals), force);
  });
}

/** By form. */
type Texts = ReadonlyMap<string, string>;

async function textsOf(queries: Queries, site: string, withDrafts: boolean): Promise<Texts> {
  const published = await queries.documents.currentForms(site);
  const drafts = withDrafts ? await queries.forms.drafts(site) : [];
  return new Map([
    ...published.map((row): [string, string] => [row.form, fileOf(row)]),
    ...drafts.map(({ form, source }): [string, string] => [form, source]),
  ]);
}

function only(texts: Texts, forms: readonly string[]): Texts {
  return new Map([...texts].filter(([form]) => forms.includes(form)));
}

function notThere(form: string, known: readonly string[], withDrafts: boolean): Finding {
  return {
    pointer: '',
    code: 'unknown-form',
    expected: withDrafts ? 'a form of the site' : 'a published form; --draft takes drafts too',
    found: form,
    suggestion: nearest(form, known),
  };
}

async function writeAll(folder: string, texts: Texts, isForced: boolean): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const [form, text] of texts) {
    const path = join(folder, `${form}.json`);
    const outcome = await write(path, Buffer.from(text), isForced);
    outcomes.push(outcome);
    if (outcome.finding === undefined) console.log(`${path}: ${outcome.said}`);
    else console.error(describe(path, outcome.finding));
  }
  if (outcomes.some(({ finding }) => finding?.code === 'differs'))
    console.error('Keep elsewhere what these files say, or write over them with --force.');
  return outcomes.every(({ finding }) => finding === undefined) ? 0 : 1;
}

type Outcome =
  { said: 'written' | 'written over' | 'already the same'; finding?: undefined } | { finding: Finding };

async function write(path: string, bytes: Buffer, isForced: boolean): Promise<Outcome> {
  try {
    const there = await readFile(path).catch(undefinedIfAbsent);
    if (there?.equals(bytes) === true) return { said: 'already the same' };
    if (there !== undefined && !isForced) return { finding: DIFFERS };
    await mkdir(dirname(path), { recursive: true });
    // Beside the file first: whoever reads it never sees half of it.
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
    return { said: there === undefined ? 'written' : 'written over' };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const expected = 'a file that can be written';
    return { finding: { pointer: '', code: 'not-written', expected, found: error.message } };
  }
}

const DIFFERS: Finding = { pointer: '', code: 'differs', expected: 'what the site has', found: 'other text' };

function undefinedIfAbsent(error: unknown): undefined {
  if (isSystemError(error) && error.code === 'ENOENT') return undefined;
  throw error;
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
