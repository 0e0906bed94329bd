/**
 * The operation: one thing a visitor did, in an envelope whose id is its idempotency key. Every
 * write a visitor makes has this shape and takes the same path (DESIGN, section 3).
 */
import * as v from 'valibot';
import { CHANNELS } from './terms.ts';
import { hash, identifier, languageTag, LARGEST_VERSION, moment, uuid, versionName } from './parts.schema.ts';

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

const submissionPayload = v.strictObject({
  form: identifier,
  formVersion: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_VERSION)),
  language: languageTag,
  policy: v.strictObject({ policy: identifier, version: versionName, hash }),
  answers: v.record(identifier, v.pipe(v.string(), v.maxLength(20_000))),
  consents: v.pipe(v.array(renderedConsentSchema), v.maxLength(40)),
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

const envelope = {
  id: v.pipe(uuid, v.description('UUIDv7; also the Idempotency-Key.')),
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
});

export type Operation = v.InferOutput<typeof operationSchema>;
export type Delivery = v.InferOutput<typeof deliverySchema>;
export type RenderedConsent = v.InferOutput<typeof renderedConsentSchema>;
export type SubmissionOperation = Extract<Operation, { kind: 'submission' }>;
export type WithdrawalOperation = Extract<Operation, { kind: 'withdrawal' }>;
export type PermissionChangeOperation = Extract<Operation, { kind: 'permission-change' }>;
export type SubmissionPayload = SubmissionOperation['payload'];
