/** Documents on disk: which kind a file holds, and what is wrong with it. */
import { readFile } from 'node:fs/promises';
import { checkForm } from '../../protocol/form-check.ts';
import { formDefinitionSchema } from '../../protocol/form-definition.schema.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { parseAuthored } from '../../protocol/parse.schema.ts';
import { checkPolicy } from '../../protocol/policy-check.ts';
import { policyVersionSchema } from '../../protocol/policy.schema.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import { checkSite } from '../../protocol/site-check.ts';
import { siteSchema } from '../../protocol/site.schema.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';

export type SiteFile =
  | { kind: 'site'; document: SiteDocument }
  | { kind: 'form'; document: FormDefinition }
  | { kind: 'policy'; document: PolicyVersionDocument };

export type ReadFile = { file: SiteFile; findings?: undefined } | { file?: undefined; findings: Finding[] };

/** Reads a file; a form is also held against `site` when that is given. */
export async function readDocument(path: string, site?: SiteDocument): Promise<ReadFile> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const code = error instanceof SyntaxError ? 'not-json' : 'unreadable';
    const found = error instanceof Error ? error.message : '';
    return { findings: [{ pointer: '', code, expected: 'a file with a JSON document', found }] };
  }
  if (hasKey(json, 'form')) return readForm(json, site);
  if (hasKey(json, 'texts')) {
    const { value, findings } = parseAuthored(policyVersionSchema, json);
    return checked(findings ?? checkPolicy(value), () => ({
      kind: 'policy',
      document: value as PolicyVersionDocument,
    }));
  }
  if (hasKey(json, 'controller')) {
    const { value, findings } = parseAuthored(siteSchema, json);
    return checked(findings ?? checkSite(value), () => ({ kind: 'site', document: value as SiteDocument }));
  }
  const expected = 'a form (with "form"), a policy version (with "texts") or a site (with "controller")';
  return { findings: [{ pointer: '', code: 'unknown-document', expected }] };
}

/** The same for a file that is meant to be a form. */
export async function readFormFile(path: string): Promise<ReadFile> {
  const read = await readDocument(path);
  const isOther = read.file !== undefined && read.file.kind !== 'form';
  const isUnknown = read.findings?.[0]?.code === 'unknown-document';
  if (!isOther && !isUnknown) return read;
  return readForm(JSON.parse(await readFile(path, 'utf8')));
}

function readForm(json: unknown, site?: SiteDocument): ReadFile {
  const { value, findings } = parseAuthored(formDefinitionSchema, json);
  return checked(findings ?? checkForm(value, site), () => ({
    kind: 'form',
    document: value as FormDefinition,
  }));
}

function checked(findings: Finding[], file: () => SiteFile): ReadFile {
  return findings.length > 0 ? { findings } : { file: file() };
}

function hasKey(json: unknown, key: string): boolean {
  return json !== null && typeof json === 'object' && key in json;
}

/** One line a finding: where, what was expected, what came, what was probably meant. */
export function describe(path: string, { pointer, code, expected, found, suggestion }: Finding): string {
  return [
    `${path}${pointer === '' ? '' : ` ${pointer}`}: ${code}`,
    expected === undefined ? '' : `; expected ${expected}`,
    found === undefined ? '' : `; found ${found}`,
    suggestion === undefined ? '' : `; did you mean "${suggestion}"?`,
  ].join('');
}
