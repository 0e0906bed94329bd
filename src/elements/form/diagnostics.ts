/**
 * Tells the web developer what is wrong with a document, in the console. Loaded only when something
 * is; the one file of the visitor elements that brings the validator.
 */
import { LoadError } from '../../client/documents.ts';
import { checkForm } from '../../protocol/form-check.ts';
import { formDefinitionSchema } from '../../protocol/form-definition.schema.ts';
import type { PublishedForm } from '../../protocol/form-definition.schema.ts';
import { parseAuthored } from '../../protocol/parse.schema.ts';
import type { Finding } from '../../protocol/problem.ts';

/** Prints every finding about a published form. */
export function explainForm(form: PublishedForm): void {
  const read = parseAuthored(formDefinitionSchema, form.definition);
  const findings = read.findings ?? checkForm(read.value);
  const wordless = Object.keys((form.definition.consents as object | undefined) ?? {})
    .filter((id) => !(id in form.wordings))
    .map((id): Finding => ({
      pointer: `/wordings/${id}`,
      code: 'missing',
      expected: 'a hash for each language',
    }));
  print(form.definition.form, [...findings, ...wordless]);
}

/** Prints what a document that could not be read looked like. */
export function explainLoad(cause: unknown): void {
  if (cause instanceof LoadError) {
    console.error(`smartxpo-consent: ${cause.code} at ${cause.url}`, cause.body);
  } else {
    console.error('smartxpo-consent: the form could not be shown', cause);
  }
}

function print(form: string, findings: readonly Finding[]): void {
  const lines = findings.map(({ pointer, code, expected, found, suggestion }) =>
    [
      `  ${pointer}: ${code}`,
      ...(expected === undefined ? [] : [`    expected ${expected}`]),
      ...(found === undefined ? [] : [`    found ${found}`]),
      ...(suggestion === undefined ? [] : [`    did you mean ${suggestion}?`]),
    ].join('\n'),
  );
  console.error(`smartxpo-consent: the form "${form}" cannot be shown\n${lines.join('\n')}`);
}
