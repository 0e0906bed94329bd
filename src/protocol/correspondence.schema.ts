/** What reached a site in other ways than its forms, as staff enter it (S-03, S-13, S-29). */
import * as v from 'valibot';
import { isRealDay } from './calendar.ts';
import { languageTag, moment, uuid, words } from './parts.schema.ts';
import { REQUEST_KINDS } from './terms.ts';
import { uuidTime } from './uuid.ts';

/** How it came; never by a form of the site. */
export const CORRESPONDENCE_METHODS = ['email', 'post', 'phone', 'in-person'] as const;
export type CorrespondenceMethod = (typeof CORRESPONDENCE_METHODS)[number];

/** What asks for something under a right becomes a request, whose clock runs from the true receipt (S-29). */
export const CORRESPONDENCE_KINDS = ['message', ...REQUEST_KINDS] as const;
export type CorrespondenceKind = (typeof CORRESPONDENCE_KINDS)[number];

function isDayOrMoment(text: string): boolean {
  return (
    isRealDay(text) || (v.is(moment, text) && isRealDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)))
  );
}

const line = v.pipe(words, v.maxLength(300));

/** At least one way to answer is worth having, but a letter without a sender is still a letter. */
const contact = v.strictObject({
  name: v.exactOptional(line),
  email: v.exactOptional(v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))),
  postal: v.exactOptional(v.pipe(words, v.maxLength(1000))),
  phone: v.exactOptional(v.pipe(words, v.maxLength(60))),
});

export const correspondenceSchema = v.strictObject({
  id: v.pipe(
    uuid,
    v.check((id) => uuidTime(id) !== undefined, 'a UUID of version 7'),
    v.description('UUIDv7, chosen by whoever sends it; also the Idempotency-Key.'),
  ),
  method: v.picklist(CORRESPONDENCE_METHODS),
  receivedAt: v.pipe(
    v.string(),
    v.check(isDayOrMoment, 'a day such as 2026-11-22, or a UTC time with ms'),
    v.description('When it truly came: a day, or a UTC time with ms. Not when it was entered.'),
  ),
  contact,
  subject: v.exactOptional(line),
  message: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20_000)),
  kind: v.picklist(CORRESPONDENCE_KINDS),
  language: v.exactOptional(
    v.pipe(languageTag, v.description('In which a request is answered; the site’s first unless given.')),
  ),
});
export type NewCorrespondence = v.InferOutput<typeof correspondenceSchema>;

export interface Correspondence extends Omit<NewCorrespondence, 'language'> {
  /** Random id of the person. */
  person: string;
  enteredAt: string;
  enteredBy: string;
}

/** What `GET /v1/staff/correspondence` answers, by the day it came, newest first. */
export interface CorrespondencePage {
  correspondence: Correspondence[];
  /** For `cursor`; absent on the last page. */
  next?: string;
}
