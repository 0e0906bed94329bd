/** A form as its author wrote it: what it says, and everything that is wrong with it, on which line. */
import { checkForm } from './form-check.ts';
import type { FormPlace } from './form-check.ts';
import { formDefinitionSchema } from './form-definition.schema.ts';
import type { FormDefinition } from './form-definition.schema.ts';
import { withLibrary } from './form-library.ts';
import { readJsonText } from './json-text.ts';
import { parseAuthored } from './parse.schema.ts';
import type { Finding } from './problem.ts';

export interface FormText {
  /** What the JSON says; undefined where the text is no JSON. */
  json: unknown;
  /** There once the text has the shape of a form, whatever else is wrong with it. */
  definition?: FormDefinition | undefined;
  /** Empty: no rule objected. Those with a severity keep nothing back. */
  findings: Finding[];
}

/** Reads a form; holds it against `place` too when that is given. */
export function readForm(source: string, place?: FormPlace): FormText {
  const { value: json, findings: broken, lineOf } = readJsonText(source);
  if (broken.length > 0) return { json, findings: broken };
  const { definition, findings } = formIn(json, place);
  return {
    json,
    definition,
    findings: findings.map((finding) => ({ ...finding, line: lineOf(finding.pointer) })),
  };
}

/** The same for what was read already. */
export function formIn(json: unknown, place?: FormPlace): Pick<FormText, 'definition' | 'findings'> {
  const { document, findings: unknown } = withLibrary(json);
  const { value, findings } = parseAuthored(formDefinitionSchema, document);
  if (value === undefined || unknown.length > 0) {
    // Of a question nobody knows there is nothing more to say.
    const about = unknown.map(({ pointer }) => pointer.replace(/use$/, ''));
    const others = (findings ?? []).filter(
      ({ pointer }) => !about.some((place) => pointer.startsWith(place)),
    );
    return { findings: [...unknown, ...others] };
  }
  return { definition: value, findings: checkForm(value, place) };
}

/** What keeps a form from being published; warnings do not. */
export function refusals(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === undefined);
}
