/** What people and staff say of a request: asking, going a step further, writing to each other. */
import * as v from 'valibot';
import { languageTag, plainText, uuid, words } from './parts.schema.ts';
import { DELAY_CODES, REFUSAL_CODES, REQUEST_STATES } from './request.ts';
import { REQUEST_KINDS } from './terms.ts';

/** Characters of one message. */
export const LONGEST_MESSAGE = 5_000;

const message = v.pipe(plainText, v.maxLength(LONGEST_MESSAGE));
const saying = v.pipe(message, v.minLength(1));
const email = v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254));
const name = v.pipe(words, v.maxLength(300));

/** Nobody signs in to ask or to complain; who does not says where the answer goes (L-17, L-33). */
export const requestPayload = v.strictObject({
  kind: v.picklist(REQUEST_KINDS),
  words: v.optional(message, ''),
  language: v.pipe(languageTag, v.description('Of the panel it was made in; answers come in it.')),
  contact: v.optional(
    v.pipe(
      v.strictObject({ email, name: v.optional(name) }),
      v.description('Without a session: where the answer goes. It proves nothing.'),
    ),
  ),
  previous: v.optional(v.pipe(uuid, v.description('An earlier request of theirs that it goes back to.'))),
});

/** What a person does with a request of theirs. Without `to` it is a message and changes no state. */
export const requestStepPayload = v.strictObject({
  request: uuid,
  to: v.optional(v.picklist(REQUEST_STATES)),
  words: v.optional(message, ''),
});

/** POST /v1/staff/requests/{request}/steps */
export const staffStepSchema = v.strictObject({
  to: v.picklist(REQUEST_STATES),
  code: v.optional(v.picklist([...REFUSAL_CODES, ...DELAY_CODES])),
  words: v.pipe(
    v.optional(message, ''),
    v.description('Goes to the person, with what the law wants said beside it.'),
  ),
  withhold: v.optional(
    v.pipe(
      v.array(uuid),
      v.maxLength(500),
      v.description(
        'With `ready`: submissions and letters that the copy leaves out; the code and words say why.',
      ),
    ),
    [],
  ),
});
export type StaffStep = v.InferOutput<typeof staffStepSchema>;

/** POST /v1/staff/requests/{request}/messages: to the person, or a note that stays with the staff. */
export const staffMessageSchema = v.strictObject({
  words: saying,
  internal: v.optional(v.boolean(), false),
});
export type StaffMessage = v.InferOutput<typeof staffMessageSchema>;

/** POST /v1/staff/requests/{request}/lift: why data that was restricted is used again; the person is told (Art. 18(3)). */
export const liftSchema = v.strictObject({ words: saying });

/** POST /v1/staff/requests/{request}/searches: where was looked, and for what (Art. 15(1A) UK GDPR, L-23). */
export const searchSchema = v.strictObject({
  system: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  terms: v.pipe(words, v.maxLength(1000)),
});
export type Search = v.InferOutput<typeof searchSchema>;
