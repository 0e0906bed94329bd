/**
 * The form that the canvas shows while somebody is in the middle of something: what has no words yet gets a mark
 * in their place, and what has not the shape of a form is left out. The file itself is not touched.
 */
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import { formIn } from '../../../protocol/form-text.schema.ts';
import type { Finding } from '../../../protocol/problem.ts';
import { asFields, listOf } from './authored.ts';
import type { Fields } from './authored.ts';
import type { Json } from '../text/json-edit.ts';

const UNSAID = '…';
/** Words that have to be there. */
const NEEDED = ['label', 'say', 'step', 'title', 'message', 'text', 'low', 'high'];
/** Each round leaves something out; what still has not the shape of a form then is none. */
const ROUNDS = 12;

export function showableForm(json: unknown): FormDefinition | undefined {
  let attempt = said(withEnds(json as Json));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { definition, findings } = formIn(attempt);
    if (definition !== undefined) return isComplete(definition) ? definition : undefined;
    const next = without(attempt, findings);
    if (next === attempt) return undefined;
    attempt = next;
  }
  return undefined;
}

/** A form that has no button yet, or nothing to say afterwards, can be looked at all the same. */
function withEnds(json: Json): Json {
  const form = asFields(json);
  if (!('items' in form)) return json;
  return { submit: { label: UNSAID }, after: { title: UNSAID, message: UNSAID }, ...form };
}

/** Consents that are asked and not there would stop the whole form. */
function isComplete({ items, consents }: FormDefinition): boolean {
  return items.every((item) => !('ask' in item) || item.ask.every((id) => Object.hasOwn(consents, id)));
}

function said(value: Json): Json {
  if (Array.isArray(value)) return value.map(said);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      NEEDED.includes(key) && typeof inner === 'string' && inner.trim() === '' ? UNSAID : said(inner),
    ]),
  );
}

/** Leaves out whole items, consents, languages and settings that something is wrong with. */
function without(json: Json, findings: readonly Finding[]): Json {
  const form = asFields(json);
  const parts = findings.map(({ pointer }) => pointer.split('/').slice(1));
  const at = (first: string): string[] =>
    parts.flatMap(([top, inner]) => (top === first && inner !== undefined ? [inner] : []));
  const [items, consents, languages] = [at('items'), at('consents'), at('translations')];
  const keys = parts.flatMap(([top, inner]) => (top !== undefined && inner === undefined ? [top] : []));
  const gone = keys.filter((key) => !['items', 'consents'].includes(key) && key in form);
  if (items.length + consents.length + languages.length + gone.length === 0) return json;
  const left = listOf(form['consents'] === undefined ? [] : Object.keys(asFields(form['consents']))).filter(
    (id) => typeof id === 'string' && !consents.includes(id),
  );
  const rest: Fields = {
    ...form,
    items: listOf(form['items'])
      .filter((_item, index) => !items.includes(String(index)))
      .flatMap((item) => withoutConsents(item, left)),
    consents: pick(asFields(form['consents']), (id) => !consents.includes(id)),
    ...(languages.length === 0
      ? {}
      : { translations: pick(asFields(form['translations']), (language) => !languages.includes(language)) }),
  };
  return pick(rest, (key) => !gone.includes(key));
}

function withoutConsents(item: Json, left: readonly Json[]): Json[] {
  const fields = asFields(item);
  if (!('ask' in fields)) return [item];
  const ask = listOf(fields['ask']).filter((id) => left.includes(id));
  return ask.length === 0 ? [] : [{ ...fields, ask }];
}

function pick(fields: Fields, isKept: (key: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => isKept(key)));
}
