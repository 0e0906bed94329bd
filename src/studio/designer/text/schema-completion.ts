/** What may stand at a place of a form's file, read off its published JSON Schema. */
import { getLocation } from 'jsonc-parser';
import type { Json } from './json-edit.ts';

export interface Completion {
  label: string;
  detail?: string | undefined;
}

/** As much of a JSON Schema as is read here. */
export interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  enum?: readonly Json[];
  const?: Json;
  description?: string;
}

/** Keys where a key may stand, values where the schema has a closed list of them. */
export function completionsAt(text: string, at: number, schema: Schema): Completion[] {
  const { path, isAtPropertyKey } = getLocation(text, at);
  const holder = isAtPropertyKey ? path.slice(0, -1) : path;
  const schemas = holder.reduce<Schema[]>(
    (found, step) => found.flatMap((one) => inside(one, step)),
    spread(schema),
  );
  const found = isAtPropertyKey ? schemas.flatMap(keysOf) : schemas.flatMap(valuesOf);
  return [...new Map(found.map((one) => [one.label, one])).values()];
}

function inside({ properties = {}, additionalProperties, items }: Schema, step: string | number): Schema[] {
  if (typeof step === 'number') return items === undefined ? [] : spread(items);
  const own = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (own !== undefined) return spread(own);
  return typeof additionalProperties === 'object' ? spread(additionalProperties) : [];
}

/** A schema with all its alternatives. */
function spread(schema: Schema): Schema[] {
  const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [schema, ...others.flatMap(spread)];
}

function keysOf({ properties = {} }: Schema): Completion[] {
  return Object.entries(properties).map(([label, { description: detail }]) => ({ label, detail }));
}

function valuesOf({ enum: values = [], const: only, description: detail }: Schema): Completion[] {
  const texts = [...values, ...(only === undefined ? [] : [only])].filter(
    (value) => typeof value === 'string',
  );
  return texts.map((label) => ({ label, detail }));
}
