/**
 * The form definition: one JSON file a marketer can read. `items` is the reading order; consents
 * are objects of their own. A pre-ticked box and a required opt-in cannot be expressed: there is no
 * key for either (L-01, L-03, L-04).
 */
import * as v from 'valibot';
import { conditionSchema } from './condition.schema.ts';
import { identifier, languageTag, LARGEST_VERSION, translations, words } from './parts.schema.ts';
import { questionSchema } from './question.schema.ts';
import type { Question } from './question.schema.ts';
import { CHANNELS, FORM_KINDS, HURDLES, MOST_CONSENTS, MOST_ITEMS } from './terms.ts';

const saySchema = v.strictObject({
  id: identifier,
  say: v.pipe(words, v.description('Text between questions.')),
  showIf: v.optional(conditionSchema),
});
const askSchema = v.strictObject({
  id: identifier,
  ask: v.pipe(v.array(identifier), v.minLength(1), v.description('The consent blocks that stand here.')),
  heading: v.optional(words),
});
const stepSchema = v.strictObject({
  id: identifier,
  step: v.pipe(words, v.description('The title of a page; it holds all items up to the next step.')),
  showIf: v.optional(conditionSchema),
});

/** The kinds of item; JSON Schema shows them as alternatives. */
export const ITEM_SCHEMAS = [questionSchema, saySchema, askSchema, stepSchema] as const;

/** One item. Its keys say which kind it is, so that findings speak of that kind only. */
export const itemSchema = v.lazy((input): (typeof ITEM_SCHEMAS)[number] => {
  if (input !== null && typeof input === 'object') {
    if ('say' in input) return saySchema;
    if ('ask' in input) return askSchema;
    if ('step' in input) return stepSchema;
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
          v.minLength(1),
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

const submit = v.strictObject({
  label: words,
  spam: v.optional(
    v.pipe(
      v.array(v.picklist(HURDLES)),
      v.description('Hurdles for programs; default: honeypot and time. No puzzle for people (A-07).'),
    ),
  ),
  keepDraftDays: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(30),
      v.description('Offers to keep unsent answers on the device for so many days; absent: never.'),
    ),
  ),
});

const capture = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'page, or the name of a query parameter such as utm_source'),
    ),
  ),
  v.maxLength(10),
  v.description('All that is read from the page’s address: its path as “page”, and query parameters.'),
);

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
    anonymous: v.optional(
      v.pipe(
        v.boolean(),
        v.description('No device number, no contact, no link to anything else a visitor sent.'),
      ),
    ),
    items: v.pipe(v.array(itemSchema), v.minLength(1), v.maxLength(MOST_ITEMS)),
    consents: v.pipe(
      v.record(identifier, consentSchema),
      v.check(
        (blocks) => Object.keys(blocks).length <= MOST_CONSENTS,
        `at most ${String(MOST_CONSENTS)} consents`,
      ),
    ),
    capture: v.optional(capture),
    submit,
    after: v.strictObject({ title: words, message: words }),
    translations,
  }),
  v.title('Form definition'),
);

export type { Question } from './question.schema.ts';
export type FormDefinition = v.InferOutput<typeof formDefinitionSchema>;
export type FormItem = v.InferOutput<typeof itemSchema>;
export type StepItem = Extract<FormItem, { step: string }>;
export type QuestionOf<Type extends Question['type']> = Extract<Question, { type: Type }>;
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
