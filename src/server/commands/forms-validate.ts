/** `smartxpo-consent forms validate FILE`: says what is wrong with a form, where, and what was expected. */
import { readFile } from 'node:fs/promises';
import { checkForm } from '../../protocol/form-check.ts';
import { formDefinitionSchema } from '../../protocol/form-definition.schema.ts';
import { parse } from '../../protocol/parse.schema.ts';
import type { Finding } from '../../protocol/problem.ts';

export async function validateForm(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    console.error(`${file}: expected a file that can be read (${reason})`);
    return undefined;
  });
  if (text === undefined) return 1;
  const findings = findingsIn(text);
  for (const finding of findings) console.error(`${file}${describe(finding)}`);
  if (findings.length > 0) return 1;
  console.log(`${file}: no rule objected`);
  return 0;
}

function findingsIn(text: string): Finding[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return [
      {
        pointer: '',
        code: 'not-json',
        expected: 'a JSON document',
        found: error instanceof Error ? error.message : '',
      },
    ];
  }
  const { value, findings } = parse(formDefinitionSchema, document);
  return findings ?? checkForm(value);
}

function describe({ pointer, code, expected, found, suggestion }: Finding): string {
  const parts = [
    `${pointer === '' ? '' : ` ${pointer}`}: ${code}`,
    expected === undefined ? '' : `; expected ${expected}`,
    found === undefined ? '' : `; found ${found}`,
    suggestion === undefined ? '' : `; did you mean "${suggestion}"?`,
  ];
  return parts.join('');
}
