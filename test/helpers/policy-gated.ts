/** Policies at the gate: the sample site, its versions, and what the gate says of a changed one. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formDefinitionSchema } from '../../src/protocol/form-definition.schema.ts';
import { withLibrary } from '../../src/protocol/form-library.ts';
import type { GateFinding, GatePlace } from '../../src/protocol/gate/finding.ts';
import { gatePolicy } from '../../src/protocol/gate/policy-gate.ts';
import type { GateResult } from '../../src/protocol/gate/policy-gate.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import type { PolicyText, Run } from '../../src/protocol/policy-text.schema.ts';
import { policyVersionSchema } from '../../src/protocol/policy.schema.ts';
import type { PolicyVersionDocument } from '../../src/protocol/policy.schema.ts';
import { siteSchema } from '../../src/protocol/site.schema.ts';

export const ROOT = join(import.meta.dirname, '../..');
const SAMPLE = join(ROOT, 'src/server/sample/smartxpo');

export function readVersion(path: string): PolicyVersionDocument {
  const { value, findings } = parseAuthored(
    policyVersionSchema,
    JSON.parse(readFileSync(join(ROOT, path), 'utf8')),
  );
  if (value === undefined) throw new Error(`${path}: ${JSON.stringify(findings)}`);
  return value;
}

/** The sample in force, which passes, and the same policy with every mistake of T1 to T14. */
export const CORRECTED = readVersion('src/server/sample/smartxpo/policies/privacy/2026-11-01.json');
export const WITH_MISTAKES = readVersion('test/fixtures/policies/2018-01-01-with-mistakes.json');

const site = parseAuthored(siteSchema, JSON.parse(readFileSync(join(SAMPLE, 'site.json'), 'utf8'))).value;
if (site === undefined) throw new Error('The sample site does not fit its schema');

export const PLACE: GatePlace = {
  site,
  forms: readdirSync(join(SAMPLE, 'forms')).map((name) => {
    const { document } = withLibrary(JSON.parse(readFileSync(join(SAMPLE, 'forms', name), 'utf8')));
    const { value } = parseAuthored(formDefinitionSchema, document);
    if (value === undefined) throw new Error(`${name} does not fit its schema`);
    return value;
  }),
};

export function findingsOf({ stops, questions }: GateResult): GateFinding[] {
  return [...stops, ...questions];
}

/** The corrected version with other words in it; each of them has to be there. */
export function reworded(
  ...changes: readonly (readonly [from: string, to: string])[]
): PolicyVersionDocument {
  // Without the cuts that stress and links make, so that a sentence is one string.
  let text = JSON.stringify(CORRECTED, (_, value: unknown) => (isRuns(value) ? joined(value) : value));
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`The sample does not say: ${from}`);
    text = text.replaceAll(from, to);
  }
  return JSON.parse(text) as PolicyVersionDocument;
}

function isRuns(value: unknown): value is Run[] {
  const parts: unknown[] = Array.isArray(value) ? value : [];
  return (
    parts.length > 1 &&
    parts.every(
      (part) => typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string',
    )
  );
}

function joined(runs: readonly Run[]): Run[] {
  return [{ text: runs.map(({ text }) => text).join('') }];
}

/** `code found`, or `code` alone, of everything the gate says, each once. */
export function said(version: PolicyVersionDocument, place: GatePlace = PLACE): string[] {
  return codesOf(findingsOf(gatePolicy(version, place)));
}

export function codesOf(findings: readonly GateFinding[]): string[] {
  return [...new Set(findings.map(({ code, found }) => (found === undefined ? code : `${code} ${found}`)))];
}

/** A version that says one thing in one section. */
export function saying(
  language: string,
  words: string | string[],
  heading = 'Words',
  over: Partial<PolicyText['sections'][number]> = {},
): PolicyVersionDocument {
  const blocks = [words].flat().map((text) => ({ kind: 'paragraph' as const, text: [{ text }] }));
  const sections = [{ id: 'words', heading, blocks, ...over }];
  return { ...CORRECTED, texts: { [language]: { title: 'Policy', sections } } };
}
