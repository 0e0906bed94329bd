/**
 * A copy of everything that is held about a person (Art. 15 and 20 GDPR, L-22): one document, which the archive holds
 * as JSON with its schema, as tables, and as a page to read. Readers ignore what they do not know.
 */
import * as v from 'valibot';
import { moment, uuid } from './parts.schema.ts';
import { REFUSAL_CODES } from './request.ts';
import { CHANNELS, JURISDICTIONS, LAWFUL_BASES, REQUEST_KINDS } from './terms.ts';

export const COPY_FORMAT = 'smartxpo-consent-copy/1';

const text = v.string();

const answered = v.looseObject({ item: text, label: text, lines: v.array(text) });

const submission = v.looseObject({
  operation: uuid,
  form: text,
  title: text,
  receivedAt: moment,
  language: text,
  answers: v.array(answered),
});

const letter = v.looseObject({
  id: uuid,
  method: text,
  kind: text,
  receivedAt: text,
  subject: v.optional(text),
  message: text,
  contact: v.record(text, text),
});

/** Something that was said about a permission, in the words that were shown. */
const consentEvent = v.looseObject({
  at: moment,
  type: v.picklist(['grant', 'refuse', 'confirm', 'end']),
  purpose: text,
  channel: v.picklist(CHANNELS),
  method: text,
  words: v.optional(text),
  language: v.optional(text),
  policyVersion: v.optional(text),
});

const purpose = v.looseObject({
  id: text,
  title: text,
  description: text,
  lawfulBasis: v.picklist(LAWFUL_BASES),
  interest: v.optional(text),
  keep: v.pipe(text, v.description('ISO 8601 duration.')),
  after: v.pipe(text, v.description('What the duration begins with.')),
});

const file = v.looseObject({
  operation: uuid,
  item: text,
  name: text,
  size: v.number(),
  hash: text,
  path: v.pipe(text, v.description('In the archive.')),
});

export const personalCopySchema = v.pipe(
  v.looseObject({
    format: v.literal(COPY_FORMAT),
    madeAt: moment,
    language: text,
    site: text,
    controller: v.looseObject({ name: text, address: text, email: text, url: text }),
    jurisdiction: v.picklist(JURISDICTIONS),
    authority: v.looseObject({ name: text, url: text }),
    /** A random id. */
    subject: uuid,
    contacts: v.array(v.looseObject({ channel: v.picklist(CHANNELS), value: text })),
    purposes: v.array(purpose),
    source: v.pipe(v.array(text), v.description('Where the data came from: ways in which it was collected.')),
    rights: v.array(v.picklist(REQUEST_KINDS)),
    submissions: v.array(submission),
    letters: v.array(letter),
    permissions: v.array(v.looseObject({ purpose: text, channel: v.picklist(CHANNELS), state: text, since: moment })), // prettier-ignore
    consentHistory: v.array(consentEvent),
    objections: v.array(v.looseObject({ scope: text, objects: v.boolean() })),
    requests: v.array(v.looseObject({ request: uuid, reference: text, kind: v.picklist(REQUEST_KINDS), state: text })), // prettier-ignore
    receipts: v.array(v.looseObject({ id: uuid, signature: text })),
    files: v.array(file),
    /** Data in stores that this copy does not reach. */
    elsewhere: v.array(v.looseObject({ title: text, why: v.optional(text) })),
    /** What the rights of others keep out of the copy. */
    withheld: v.optional(
      v.looseObject({ records: v.number(), code: v.picklist(REFUSAL_CODES), words: text }),
    ),
    /** Every row about the person, store by store, without keys and secrets. */
    records: v.record(text, v.array(v.record(text, v.unknown()))),
  }),
  v.title('Copy of the data held about a person'),
);

export type PersonalCopy = v.InferOutput<typeof personalCopySchema>;
