/** Turns unknown JSON into a typed document, or into findings that say where, what was expected and what came. */
import * as v from 'valibot';
import { nearest } from './nearest.ts';
import { escaped, shown } from './problem.ts';
import type { Finding } from './problem.ts';

export type Parsed<T> = { value: T; findings?: undefined } | { value?: undefined; findings: Finding[] };

/** A document that people write: its `x-…` keys are the author's own and are let through unread. */
export function parseAuthored<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Parsed<T> {
  return parse(schema, withoutPrivateKeys(input));
}

/** Checks `input` against `schema`. */
export function parse<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Parsed<T> {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    return { findings: [{ pointer: '', code: 'wrong-type', expected: 'an object', found: shown(input) }] };
  }
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return { value: result.output };
  return { findings: result.issues.slice(0, MOST_FINDINGS).map(findingOf) };
}

/** Nobody reads more, and making them takes time. */
const MOST_FINDINGS = 200;

type Issue = v.BaseIssue<unknown>;

function findingOf(issue: Issue): Finding {
  const path = (issue.path ?? []).map((part) => String(part.key));
  const pointer = path.map((part) => `/${escaped(part)}`).join('');
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(issue, pointer, path);
  if (issue.received === 'undefined')
    return { pointer, code: 'missing', expected: 'a value', found: 'nothing' };
  const choices = choicesOf(issue);
  const expected = choices.length > 0 ? `one of ${choices.join(', ')}` : expectation(issue);
  const suggestion = typeof issue.input === 'string' ? nearest(issue.input, choices) : undefined;
  const code = issue.kind === 'validation' || choices.length > 0 ? 'not-allowed' : 'wrong-type';
  return { pointer, code, expected, found: shown(issue.input), suggestion };
}

/** What a checked or required opt-in is told: not that a key is unknown, but why it cannot be. */
const NEVER: Record<string, string> = {
  required: 'an opt-in that may be left: consent that is required is not free (L-03)',
  checked: 'an opt-in that starts unticked: silence is not consent (L-01)',
  ticked: 'an opt-in that starts unticked: silence is not consent (L-01)',
  default: 'an opt-in that starts unticked: silence is not consent (L-01)',
};

/** The same for questions: a box is never ticked in advance, and one that must be ticked is a statement. */
const NEVER_ASKED: Record<string, string> = {
  required: 'a consent block of kind acknowledge: what must be ticked is a statement to confirm',
  checked: 'a question nobody has answered yet',
  ticked: 'a question nobody has answered yet',
  default: 'a question nobody has answered yet',
};

function unknownKey(issue: Issue, pointer: string, path: string[]): Finding {
  const key = path.at(-1) ?? '';
  const reasons = path[0] === 'consents' ? NEVER : path[0] === 'items' ? NEVER_ASKED : {};
  const never = Object.hasOwn(reasons, key) ? reasons[key] : undefined;
  if (never !== undefined)
    return { pointer, code: `never-${key}`, expected: never, found: shown(issue.input) };
  const parent = issue.path?.at(-1)?.input;
  const taken = parent !== null && typeof parent === 'object' ? Object.keys(parent) : [];
  const suggestion = nearest(key, KNOWN_KEYS.filter((candidate) => !taken.includes(candidate))); // prettier-ignore
  return {
    pointer,
    code: 'unknown-key',
    expected: 'a known key, or one that starts with x-',
    found: shown(key),
    suggestion,
  };
}

/** The members of a closed list, which valibot prints as `("email" | "post")`. */
function choicesOf({ expected }: Issue): string[] {
  return expected?.includes('"') === true
    ? [...expected.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')
    : [];
}

/** Regular expressions and checks carry their meaning as message; sizes are said in words. */
function expectation({ type, message, expected, kind }: Issue): string {
  if (type === 'min_length')
    return expected === '>=1' ? 'something, not an empty value' : `length ${expected ?? ''}`;
  if (type === 'max_length') return `at most ${expected?.replace('<=', '') ?? ''} characters or entries`;
  if (kind === 'validation' && (type === 'regex' || type === 'check')) return message;
  return (expected ?? message).replace(/^Object$/, 'an object').replace(/^Array$/, 'a list');
}

/** Keys of the documents people write by hand. */
const KNOWN_KEYS =
  `form kind version languages title intro purpose items consents submit after translations id type label hint
   required why autocomplete maxLength rows options say ask heading channel needs reveal text message site name
   controller address email url jurisdiction authority purposes policy origins lawfulBasis description retention
   interest assessment policyUrl myDataUrl doubleOptIn sections blocks texts collects use showIf data prefillFrom
   options columns accept maxBytes min max whole earliest latest from to low high step capture anonymous spam
   keepDraftDays field is isNot isOneOf filled all any theme accent onAccent
   surface danger success light dark radius space font`.split(/\s+/);

function withoutPrivateKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrivateKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith('x-'))
      .map(([key, inner]) => [key, withoutPrivateKeys(inner)]),
  );
}
