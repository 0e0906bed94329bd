/** Conditions as the designer edits them: one test, or a group of tests of which all or any must hold. */
import type { Json } from '../text/json-edit.ts';
import { asFields, listOf, textOf } from './authored.ts';
import type { Fields } from './authored.ts';

export const TESTS = ['is', 'isNot', 'isOneOf', 'filled', 'empty'] as const;
export type TestName = (typeof TESTS)[number];

export interface Test {
  field: string;
  test: TestName;
  value: Json;
}

export interface Group {
  join: 'all' | 'any';
  members: readonly (Test | Group)[];
}

/** Undefined where nothing is said; what cannot be read is a test of nothing. */
export function conditionIn(json: Json | undefined): Test | Group | undefined {
  if (json === undefined) return undefined;
  const fields = asFields(json);
  for (const join of ['all', 'any'] as const) {
    if (join in fields)
      return { join, members: listOf(fields[join]).flatMap((member) => conditionIn(member) ?? []) };
  }
  return testIn(fields);
}

export function isGroup(condition: Test | Group): condition is Group {
  return 'join' in condition;
}

function testIn(fields: Fields): Test {
  const field = textOf(fields['field']);
  if ('filled' in fields)
    return { field, test: fields['filled'] === false ? 'empty' : 'filled', value: true };
  if ('isNot' in fields) return { field, test: 'isNot', value: fields['isNot'] ?? '' };
  if ('isOneOf' in fields) return { field, test: 'isOneOf', value: listOf(fields['isOneOf']) };
  return { field, test: 'is', value: fields['is'] ?? '' };
}

/** As it stands in the file. A group of one is that one; of none, nothing. */
export function conditionJson(condition: Test | Group | undefined): Json | undefined {
  if (condition === undefined) return undefined;
  if (!isGroup(condition)) return testJson(condition);
  const members = condition.members.flatMap((member) => conditionJson(member) ?? []);
  const [only] = members;
  if (only === undefined) return undefined;
  return members.length === 1 ? only : { [condition.join]: members };
}

function testJson({ field, test, value }: Test): Json {
  switch (test) {
    case 'filled':
      return { field, filled: true };
    case 'empty':
      return { field, filled: false };
    case 'isOneOf':
      return { field, isOneOf: Array.isArray(value) ? value : [value] };
    default:
      return { field, [test]: value };
  }
}

/** The condition as a list of members, which is how it is shown. */
export function membersOf(condition: Test | Group | undefined): Group {
  if (condition === undefined) return { join: 'all', members: [] };
  return isGroup(condition) ? condition : { join: 'all', members: [condition] };
}
