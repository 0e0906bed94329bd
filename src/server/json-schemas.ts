/** JSON Schema of the documents, made from the schemas that validate. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { CONDITION_ALTERNATIVES } from '../protocol/condition.schema.ts';
import { formDefinitionSchema, ITEM_SCHEMAS, itemSchema } from '../protocol/form-definition.schema.ts';
import { LIBRARY_IDS } from '../protocol/form-library.ts';
import { ANSWER_SCHEMAS, answerSchema } from '../protocol/operation.schema.ts';
import { COLOUR_SCHEMAS, colourSchema } from '../protocol/theme.schema.ts';

type JsonSchema = Record<string, unknown>;

/** Schemas that look at the value to choose; JSON Schema shows the alternatives. */
const ALTERNATIVES: ReadonlyMap<GenericSchema, readonly GenericSchema[]> = new Map<
  GenericSchema,
  readonly GenericSchema[]
>([
  ...CONDITION_ALTERNATIVES,
  [itemSchema, ITEM_SCHEMAS],
  [answerSchema, ANSWER_SCHEMAS],
  [colourSchema, COLOUR_SCHEMAS],
]);

/** A document, with what JSON Schema cannot say left to the words of the description. */
export function schemaOf(schema: GenericSchema): JsonSchema {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, {
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => {
      const kinds = ALTERNATIVES.get(valibotSchema);
      return kinds && { anyOf: kinds.map(schemaOf) };
    },
  });
  return rest;
}

/** For editors: a form as people write it, with questions of the library and keys of their own. */
export function formJsonSchema(): JsonSchema {
  const form = withPrivateKeys(schemaOf(formDefinitionSchema)) as { properties: { items: JsonSchema } };
  const { items } = form.properties;
  const { anyOf } = items['items'] as { anyOf: JsonSchema[] };
  const use: JsonSchema = {
    description: 'A question of the library; keys beside it override the library’s.',
    type: 'object',
    required: ['use', 'id'],
    properties: { ...overridesIn(anyOf), use: { enum: LIBRARY_IDS } },
    additionalProperties: false,
    patternProperties: { '^x-': {} },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...form,
    properties: { ...form.properties, items: { ...items, items: { anyOf: [...anyOf, use] } } },
  };
}

/** What may stand beside `use`: the keys of all types of question, each with what it may be. */
function overridesIn(kinds: readonly JsonSchema[]): JsonSchema {
  const questions = kinds.flatMap((kind) => (kind['oneOf'] as JsonSchema[] | undefined) ?? []);
  const entries = questions.flatMap(({ properties }) => Object.entries(properties as JsonSchema));
  const byKey = Map.groupBy(entries, ([key]) => key);
  return Object.fromEntries(
    [...byKey]
      .filter(([key]) => key !== 'type')
      .map(([key, found]) => {
        const texts = new Set(found.map(([, schema]) => JSON.stringify(schema)));
        return [key, { anyOf: [...texts].map((text) => JSON.parse(text) as JsonSchema) }];
      }),
  );
}

/** Keys that start with `x-` are the author's own. */
function withPrivateKeys(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withPrivateKeys);
  if (schema === null || typeof schema !== 'object') return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withPrivateKeys(value)]),
  );
  return inner['additionalProperties'] === false ? { ...inner, patternProperties: { '^x-': {} } } : inner;
}
