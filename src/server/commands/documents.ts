/** Documents on disk: which kind a file holds, and what is wrong with it. */
import { readFile } from 'node:fs/promises';
import type { FormPlace } from '../../protocol/form-check.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { formIn } from '../../protocol/form-text.schema.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import type { JsonText } from '../../protocol/json-text.ts';
import { parseAuthored } from '../../protocol/parse.schema.ts';
import { checkPolicy } from '../../protocol/policy-check.ts';
import { policyVersionSchema } from '../../protocol/policy.schema.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import { isHolidayCalendar } from '../requests/holidays.ts';
import { checkSite } from '../../protocol/site-check.ts';
import { siteSchema } from '../../protocol/site.schema.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';

export type SiteFile =
  | { kind: 'site'; document: SiteDocument }
  /** `source`: the file as it was written, byte for byte. */
  | { kind: 'form'; document: FormDefinition; source: string }
  | { kind: 'policy'; document: PolicyVersionDocument };

export type ReadFile =
  { file: SiteFile; warnings: Finding[]; findings?: undefined } | { file?: undefined; findings: Finding[] };

/** Far above any document people write, bytes. */
const LARGEST_DOCUMENT = 1024 * 1024;

/** Reads a file; a form is also held against `place` when that is given. */
export async function readDocument(path: string, place?: FormPlace): Promise<ReadFile> {
  const read = await readText(path);
  if (read.findings !== undefined) return read;
  const json = readJsonText(read.source);
  if (json.findings.length > 0) return { findings: json.findings };
  const checked = documentIn(json.value, read.source, place);
  return checked.findings === undefined ? checked : { ...checked, findings: located(checked.findings, json) };
}

/** The same for a file that is meant to be a form. */
export async function readFormFile(path: string, place?: FormPlace): Promise<ReadFile> {
  const read = await readDocument(path, place);
  const isOther = read.file !== undefined && read.file.kind !== 'form';
  const isUnknown = read.findings?.[0]?.code === 'unknown-document';
  if (!isOther && !isUnknown) return read;
  const text = await readText(path);
  if (text.findings !== undefined) return text;
  const json = readJsonText(text.source);
  const form = formFile(json.value, text.source, place);
  return form.findings === undefined ? form : { ...form, findings: located(form.findings, json) };
}

export async function readText(
  path: string,
): Promise<{ source: string; findings?: undefined } | { source?: undefined; findings: Finding[] }> {
  const refused = (code: string, expected: string, found: string): { findings: Finding[] } => ({
    findings: [{ pointer: '', code, expected, found }],
  });
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return refused('unreadable', 'a file with a JSON document', error instanceof Error ? error.message : '');
  }
  if (bytes.byteLength > LARGEST_DOCUMENT) {
    return refused('too-large', `at most ${String(LARGEST_DOCUMENT)} bytes`, String(bytes.byteLength));
  }
  try {
    return { source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refused('not-utf8', 'text in UTF-8', 'bytes that are none');
  }
}

/** What a file is meant to be, right or wrong; undefined where that cannot be seen. */
export function kindOf(json: unknown): SiteFile['kind'] | undefined {
  if (hasKey(json, 'form')) return 'form';
  if (hasKey(json, 'texts')) return 'policy';
  return hasKey(json, 'controller') ? 'site' : undefined;
}

function documentIn(json: unknown, source: string, place?: FormPlace): ReadFile {
  const kind = kindOf(json);
  if (kind === 'form') return formFile(json, source, place);
  if (kind === 'policy') {
    const { value, findings } = parseAuthored(policyVersionSchema, json);
    if (value === undefined) return { findings };
    return checked(checkPolicy(value), { kind: 'policy', document: value });
  }
  if (kind === 'site') {
    const { value, findings } = parseAuthored(siteSchema, json);
    if (value === undefined) return { findings };
    return checked([...checkSite(value), ...unknownHolidays(value)], { kind: 'site', document: value });
  }
  const expected = 'a form (with "form"), a policy version (with "texts") or a site (with "controller")';
  return { findings: [{ pointer: '', code: 'unknown-document', expected }] };
}

/** Only the library of holidays knows which there are. */
function unknownHolidays({ workingDays }: SiteDocument): Finding[] {
  const calendar = workingDays?.holidays;
  if (calendar === undefined || isHolidayCalendar(calendar)) return [];
  const expected = 'a country with its part, by ISO 3166, such as GB-ENG or DE-BY';
  return [{ pointer: '/workingDays/holidays', code: 'unknown-calendar', expected, found: calendar }];
}

function formFile(json: unknown, source: string, place?: FormPlace): ReadFile {
  const { definition, findings } = formIn(json, place);
  return definition === undefined
    ? { findings }
    : checked(findings, { kind: 'form', document: definition, source });
}

/** Warnings go along with the document; anything else keeps it back. */
function checked(findings: Finding[], file: SiteFile): ReadFile {
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return warnings.length === findings.length ? { file, warnings } : { findings };
}

function located(findings: Finding[], { lineOf }: JsonText): Finding[] {
  return findings.map((finding) => ({ ...finding, line: lineOf(finding.pointer) }));
}

function hasKey(json: unknown, key: string): boolean {
  return json !== null && typeof json === 'object' && key in json;
}

/** One line a finding: where, what was expected, what came, what was probably meant. */
export function describe(
  path: string,
  { pointer, line, code, severity, expected, found, suggestion }: Finding,
): string {
  return [
    `${path}${line === undefined ? '' : `:${String(line)}`}${pointer === '' ? '' : ` ${pointer}`}: `,
    `${severity === undefined ? '' : `${severity}: `}${code}`,
    expected === undefined ? '' : `; expected ${expected}`,
    found === undefined ? '' : `; found ${found}`,
    suggestion === undefined ? '' : `; did you mean "${suggestion}"?`,
  ].join('');
}
