/**
 * The form definition: one JSON file a marketer can read. `items` is the reading order; consents
 * are objects of their own. A pre-ticked box and a required opt-in cannot be expressed: there is no
 * key for either (L-01, L-03, L-04).
 */
import * as v from 'valibot';
import { CHANNELS, FORM_KINDS } from './terms.ts';
import { identifier, languageTag, LARGEST_VERSION, translations, words } from './parts.schema.ts';

const question = {
  id: v.pipe(identifier, v.description('Stable id; renaming the label never changes it.')),
  label: words,
  hint: v.optional(words),
  required: v.optional(v.boolean()),
  why: v.optional(
    v.pipe(words, v.description('Shown beside a required question: what it is needed for (S-05).')),
  ),
  autocomplete: v.optional(v.pipe(words, v.description('HTML autocomplete token (WCAG 1.3.5).'))),
};

const option = v.strictObject({ id: identifier, label: words });

const questionSchema = v.variant('type', [
  v.strictObject({
    ...question,
    type: v.literal('text'),
    maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
  }),
  v.strictObject({ ...question, type: v.literal('email') }),
  v.strictObject({
    ...question,
    type: v.literal('textarea'),
    maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000))),
    rows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20))),
  }),
  v.strictObject({
    ...question,
    type: v.literal('select'),
    options: v.pipe(v.array(option), v.minLength(2)),
  }),
]);
const saySchema = v.strictObject({
  id: identifier,
  say: v.pipe(words, v.description('Text between questions.')),
});
const askSchema = v.strictObject({
  id: identifier,
  ask: v.pipe(v.array(identifier), v.minLength(1), v.description('The consent blocks that stand here.')),
  heading: v.optional(words),
});

/** The three kinds of item; JSON Schema shows them as alternatives. */
export const ITEM_SCHEMAS = [questionSchema, saySchema, askSchema] as const;

/** One item. Its keys say which kind it is, so that findings speak of that kind only. */
export const itemSchema = v.lazy((input): (typeof ITEM_SCHEMAS)[number] => {
  if (input !== null && typeof input === 'object') {
    if ('say' in input) return saySchema;
    if ('ask' in input) return askSchema;
  }
  return questionSchema;
});

const consentText = v.pipe(
  words,
  v.description('The exact words. `[text](policy:privacy)` links to the policy.'),
);

export const consentSchema = v.variant('kind', [
  v.pipe(
    v.strictObject({
      kind: v.literal('opt-in'),
      purpose: identifier,
      channel: v.picklist(CHANNELS),
      needs: v.optional(
        v.pipe(identifier, v.description('The question that says how to reach the visitor.')),
      ),
      reveal: v.optional(
        v.pipe(
          v.array(identifier),
          v.description('Questions that exist only while this box is ticked (S-15).'),
        ),
      ),
      text: consentText,
    }),
    v.description('A choice. Never ticked in advance, never required.'),
  ),
  v.pipe(
    v.strictObject({ kind: v.literal('acknowledge'), text: consentText }),
    v.description('A statement the visitor confirms before sending.'),
  ),
  v.pipe(
    v.strictObject({ kind: v.literal('notice'), text: consentText }),
    v.description('Information; nothing to tick.'),
  ),
]);

export const formDefinitionSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.string()),
    form: identifier,
    kind: v.picklist(FORM_KINDS),
    version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_VERSION)),
    languages: v.pipe(v.array(languageTag), v.minLength(1)),
    title: words,
    intro: v.optional(words),
    purpose: v.pipe(identifier, v.description('What the answers themselves are used for (S-07).')),
    items: v.pipe(v.array(itemSchema), v.minLength(1)),
    consents: v.record(identifier, consentSchema),
    submit: v.strictObject({ label: words }),
    after: v.strictObject({ title: words, message: words }),
    translations,
  }),
  v.title('Form definition'),
);

export type FormDefinition = v.InferOutput<typeof formDefinitionSchema>;
export type FormItem = v.InferOutput<typeof itemSchema>;
export type Question = Extract<FormItem, { type: string }>;
export type ConsentBlock = v.InferOutput<typeof consentSchema>;
export type OptIn = Extract<ConsentBlock, { kind: 'opt-in' }>;

/** What `GET /v1/sites/{site}/forms/{form}` answers. */
export interface PublishedForm {
  definition: FormDefinition;
  /** consent id → language → hash of the exact words in that language (L-07). */
  wordings: Record<string, Record<string, string>>;
  /** The policy version in force; it is what the form links to and what operations name. */
  policy: { policy: string; version: string; hash: string };
}
