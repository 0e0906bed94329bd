/**
 * Conditions as data: when a question, a text or a step is shown. No expression text, so nothing is
 * ever evaluated and ids can be renamed mechanically. Groups nest two levels deep.
 */
import * as v from 'valibot';
import { identifier } from './parts.schema.ts';

const scalar = v.union([v.pipe(v.string(), v.maxLength(200)), v.pipe(v.number(), v.finite()), v.boolean()]);
const field = v.pipe(identifier, v.description('A question that stands earlier in the form.'));

const TESTS = {
  is: v.pipe(
    v.strictObject({ field, is: scalar }),
    v.description('The answer is this, or holds this option.'),
  ),
  isNot: v.pipe(v.strictObject({ field, isNot: scalar }), v.description('Answered, and not with this.')),
  isOneOf: v.strictObject({ field, isOneOf: v.pipe(v.array(scalar), v.minLength(1), v.maxLength(100)) }),
  filled: v.strictObject({ field, filled: v.boolean() }),
};

/** One test of one answer; told by its key, so that findings speak of that kind only. */
const testSchema = v.lazy((input): (typeof TESTS)[keyof typeof TESTS] => {
  const keys = input !== null && typeof input === 'object' ? Object.keys(input) : [];
  if (keys.includes('isNot')) return TESTS.isNot;
  if (keys.includes('isOneOf')) return TESTS.isOneOf;
  return keys.includes('filled') ? TESTS.filled : TESTS.is;
});

const groupOf = <T extends v.GenericSchema>(member: T) => {
  const members = v.pipe(v.array(member), v.minLength(1), v.maxLength(20));
  return { all: v.strictObject({ all: members }), any: v.strictObject({ any: members }) };
};

const inner = groupOf(testSchema);
const innerSchema = v.lazy((input): typeof testSchema | typeof inner.all | typeof inner.any =>
  has(input, 'all') ? inner.all : has(input, 'any') ? inner.any : testSchema,
);
const outer = groupOf(innerSchema);

export const conditionSchema = v.lazy((input): typeof testSchema | typeof outer.all | typeof outer.any =>
  has(input, 'all') ? outer.all : has(input, 'any') ? outer.any : testSchema,
);

/** What JSON Schema shows in place of each lazy schema: its alternatives. */
export const CONDITION_ALTERNATIVES: ReadonlyMap<v.GenericSchema, readonly v.GenericSchema[]> = new Map<
  v.GenericSchema,
  readonly v.GenericSchema[]
>([
  [testSchema, Object.values(TESTS)],
  [innerSchema, [...Object.values(TESTS), ...Object.values(inner)]],
  [conditionSchema, [...Object.values(TESTS), ...Object.values(outer)]],
]);

export type Condition = v.InferOutput<typeof conditionSchema>;

function has(input: unknown, key: string): boolean {
  return input !== null && typeof input === 'object' && key in input;
}
