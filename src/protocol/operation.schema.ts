/**
 * The operation: one thing a visitor did, in an envelope whose id is its idempotency key. Every
 * write a visitor makes has this shape and takes the same path (DESIGN, section 3).
 */
import * as v from 'valibot';
import { CHANNELS, FILE_KINDS, LARGEST_FILE, MOST_CONSENTS, MOST_ITEMS, OBJECTION_SCOPES } from './terms.ts';
import { hash, identifier, languageTag, LARGEST_VERSION, moment, uuid, versionName } from './parts.schema.ts';
import { requestPayload, requestStepPayload } from './request.schema.ts';

/** A consent block as it was rendered: the words, and what the visitor did with the box. */
export const renderedConsentSchema = v.strictObject({
  consent: identifier,
  words: v.pipe(v.string(), v.maxLength(4000)),
  hash,
  /** Absent for a notice: there is nothing to tick. */
  ticked: v.optional(v.boolean()),
  /** Whether the visitor moved the box at all; unticked and untouched is evidence too. */
  touched: v.optional(v.boolean()),
});

const fileAnswer = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LARGEST_FILE * 10)),
  kind: v.picklist([...FILE_KINDS, 'unknown']),
});
const textAnswer = v.pipe(v.string(), v.maxLength(20_000));
const choices = v.pipe(v.array(identifier), v.maxLength(100));
const answerParts = v.pipe(
  v.record(identifier, v.pipe(v.string(), v.maxLength(1000))),
  v.check((parts) => Object.keys(parts).length <= 30, 'at most 30 parts'),
);
const finite = v.pipe(v.number(), v.finite());

/** The kinds of answer; JSON Schema shows them as alternatives. */
export const ANSWER_SCHEMAS = [
  textAnswer,
  finite,
  v.literal(true),
  choices,
  answerParts,
  fileAnswer,
] as const;

/** One answer, told by its JSON type, so that findings speak of that kind only. */
export const answerSchema = v.lazy((input): (typeof ANSWER_SCHEMAS)[number] => {
  if (typeof input === 'number') return finite;
  if (typeof input === 'boolean') return v.literal(true);
  if (Array.isArray(input)) return choices;
  if (input !== null && typeof input === 'object')
    return typeof (input as { size?: unknown }).size === 'number' ? fileAnswer : answerParts;
  return textAnswer;
});

/** How a program is told from a person; no value of it says anything about the person. */
const hurdles = v.strictObject({
  /** The hidden field; people leave it empty. */
  trap: v.pipe(v.string(), v.maxLength(200)),
  /** Whole seconds from showing the form to sending it, 60 at most. */
  seconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
});

const submissionPayload = v.strictObject({
  form: identifier,
  formVersion: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_VERSION)),
  language: languageTag,
  policy: v.strictObject({ policy: identifier, version: versionName, hash }),
  answers: v.pipe(
    v.record(identifier, answerSchema),
    v.check((answers) => Object.keys(answers).length <= MOST_ITEMS, `at most ${String(MOST_ITEMS)} answers`),
  ),
  consents: v.pipe(v.array(renderedConsentSchema), v.maxLength(MOST_CONSENTS)),
  /** What the form’s `capture` allows to be read from the page’s address. */
  captured: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/)), v.pipe(v.string(), v.maxLength(300))),
  ),
  hurdles: v.optional(hurdles),
  hostForm: v.optional(
    v.pipe(
      v.literal(true),
      v.description(
        'Given in a form of the site’s own: its address is proved by mail, whatever the site’s rule.',
      ),
    ),
  ),
});

const withdrawalPayload = v.strictObject({
  purpose: identifier,
  channel: v.picklist(CHANNELS),
  /** With a capability: the operation whose grants are undone. Signed in: absent, all of them end. */
  grant: v.optional(uuid),
});

const permissionChangePayload = v.strictObject({
  /** The visitor proved the address from the confirmation mail. */
  change: v.literal('confirm'),
  /** The operation whose grants are confirmed, all of them: one mail, one confirmation. */
  grant: uuid,
});

/** That the changes of a policy were read. It permits nothing and says nothing of who read them. */
const acknowledgementPayload = v.strictObject({
  policy: identifier,
  version: versionName,
  hash,
  language: v.pipe(languageTag, v.description('The language of the text they were read in.')),
});

/** One answer that is held, put right by whoever gave it (Art. 16 GDPR, S-28). */
const correctionPayload = v.strictObject({
  submission: uuid,
  item: identifier,
  value: v.pipe(
    v.nullable(answerSchema),
    v.description('As in a submission; null takes an answer away that nobody has to give.'),
  ),
  revision: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.description('How often this answer had been corrected when it was shown; another number is refused.'),
  ),
});

/** One of the two switches (S-30). It ends what it covers at once, and what it ended comes back with it. */
const objectionPayload = v.strictObject({
  scope: v.picklist(OBJECTION_SCOPES),
  objects: v.boolean(),
});

const envelope = {
  id: v.pipe(
    uuid,
    v.description('UUIDv7, or version 4 where nothing may lead to a person; also the Idempotency-Key.'),
  ),
  site: identifier,
  /** The visitor's own clock: evidence only, never used for order or retention (P-13). */
  madeAt: moment,
  /** The device and the number of the act on it; null where no device was involved. */
  device: v.nullable(
    v.strictObject({
      number: uuid,
      act: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER)),
    }),
  ),
  widget: v.pipe(v.string(), v.maxLength(40), v.description('Version of the software that made it.')),
};

export const operationSchema = v.variant('kind', [
  v.strictObject({ ...envelope, kind: v.literal('submission'), payload: submissionPayload }),
  v.strictObject({ ...envelope, kind: v.literal('withdrawal'), payload: withdrawalPayload }),
  v.strictObject({ ...envelope, kind: v.literal('permission-change'), payload: permissionChangePayload }),
  v.strictObject({ ...envelope, kind: v.literal('acknowledgement'), payload: acknowledgementPayload }),
  v.strictObject({ ...envelope, kind: v.literal('correction'), payload: correctionPayload }),
  v.strictObject({ ...envelope, kind: v.literal('objection'), payload: objectionPayload }),
  v.strictObject({ ...envelope, kind: v.literal('request'), payload: requestPayload }),
  v.strictObject({ ...envelope, kind: v.literal('request-step'), payload: requestStepPayload }),
]);

/** What is POSTed: the operation, unchanged since it was made, and how old it is by now. */
export const deliverySchema = v.strictObject({
  operation: operationSchema,
  age: v.pipe(
    v.number(),
    v.integer(),
    v.description(
      'Milliseconds from the act to this request by the device’s clock; may be negative if it jumped.',
    ),
  ),
  /** The solution of the site's challenge, made for this attempt to send. */
  challenge: v.optional(v.pipe(v.string(), v.maxLength(4000))),
});

export type Operation = v.InferOutput<typeof operationSchema>;
export type Delivery = v.InferOutput<typeof deliverySchema>;
export type RenderedConsent = v.InferOutput<typeof renderedConsentSchema>;
export type SubmissionOperation = Extract<Operation, { kind: 'submission' }>;
export type WithdrawalOperation = Extract<Operation, { kind: 'withdrawal' }>;
export type PermissionChangeOperation = Extract<Operation, { kind: 'permission-change' }>;
export type AcknowledgementOperation = Extract<Operation, { kind: 'acknowledgement' }>;
export type AcknowledgementPayload = AcknowledgementOperation['payload'];
export type CorrectionOperation = Extract<Operation, { kind: 'correction' }>;
export type CorrectionPayload = CorrectionOperation['payload'];
export type ObjectionOperation = Extract<Operation, { kind: 'objection' }>;
export type ObjectionPayload = ObjectionOperation['payload'];
export type RequestOperation = Extract<Operation, { kind: 'request' }>;
export type RequestPayload = RequestOperation['payload'];
export type RequestStepOperation = Extract<Operation, { kind: 'request-step' }>;
export type RequestStepPayload = RequestStepOperation['payload'];
export type SubmissionPayload = SubmissionOperation['payload'];
