/** Files that are meant to hold a form: their text as it is, right or wrong, and which form it is. */
import * as v from 'valibot';
import { readForm } from '../../protocol/form-text.schema.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import { parse } from '../../protocol/parse.schema.ts';
import { identifier } from '../../protocol/parts.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import { LONGEST_FORM } from '../../protocol/terms.ts';
import { kindOf, readText } from './documents.ts';
import type { SiteFile } from './documents.ts';

export interface FormFile {
  path: string;
  form: string;
  /** Byte for byte. */
  source: string;
}

const NAMED = v.looseObject({ form: identifier });

/** The file once it says which form it is; what else is wrong with it is found in its place. */
export async function formAt(
  path: string,
): Promise<{ file: FormFile; findings?: undefined } | { file?: undefined; findings: Finding[] }> {
  const { source, findings } = await readText(path);
  if (source === undefined) return { findings };
  // No longer than what the studio opens.
  if (source.length > LONGEST_FORM) return { findings: [tooLong(source)] };
  const { value: json } = readJsonText(source);
  const kind = kindOf(json);
  if (kind === 'site' || kind === 'policy') return { findings: [otherDocument(kind)] };
  const { value: named } = parse(NAMED, json);
  return named === undefined
    ? { findings: readForm(source).findings }
    : { file: { path, form: named.form, source } };
}

/** What a file is meant to be; undefined where nobody can say. */
export async function kindAt(path: string): Promise<SiteFile['kind'] | undefined> {
  const { source } = await readText(path);
  return source === undefined ? undefined : kindOf(readJsonText(source).value);
}

/** What is asked of a person stands on no line of the file. */
const ASKED = /^$|^\/rewordings\/|^\/approvedBy$/;

/** With the lines of the file. */
export function located({ source }: Pick<FormFile, 'source'>, findings: readonly Finding[]): Finding[] {
  const { lineOf } = readJsonText(source);
  return findings.map((finding) =>
    ASKED.test(finding.pointer) ? finding : { line: lineOf(finding.pointer), ...finding },
  );
}

function tooLong(source: string): Finding {
  const expected = `at most ${String(LONGEST_FORM)} characters`;
  return { pointer: '', code: 'too-large', expected, found: String(source.length) };
}

function otherDocument(kind: string): Finding {
  return { pointer: '', code: 'other-document', expected: 'a form (with "form")', found: kind };
}
