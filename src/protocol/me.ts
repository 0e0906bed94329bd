/** What a signed-in subject reads under `/v1/me`. */
import type { AnswerValue } from './answers.ts';
import type { ConsentState } from './consent.ts';
import type { Question, QuestionType } from './question.schema.ts';
import type { Receipt } from './receipt.ts';
import type { DelayCode, RefusalCode, RequestActor, RequestState } from './request.ts';
import type { Channel, ObjectionScope, RequestKind } from './terms.ts';

/** GET /v1/me */
export interface Me {
  site: string;
  contacts: { channel: Channel; value: string }[];
  /** When the session ends unless it is used, ISO 8601. */
  expiresAt: string;
}

/** One answer. `lines` are words to show, but for a date, a number and a checkbox, which are JSON's own. */
export interface HeldAnswer {
  item: string;
  type: QuestionType;
  label: string;
  lines: string[];
}

/** An answer that is held, with what it takes to put it right. */
export interface HeldDetail extends HeldAnswer {
  /** How often it has been corrected. */
  revision: number;
  /** When it was corrected last, ISO 8601. */
  correctedAt?: string;
  /** There where the visitor can correct it: the question in the submission's language, and the answer as it is kept. */
  correctable?: { question: Question; value: AnswerValue };
}

/** GET /v1/me/details: everything that was left with the site, as it was asked. */
export interface HeldSubmission {
  operation: string;
  form: string;
  title: string;
  /** The language of title and labels. */
  language: string;
  receivedAt: string;
  answers: HeldDetail[];
  /** What was read of the page's address: `page`, or a query parameter. */
  captured?: Record<string, string>;
}

/** GET /v1/me/permissions: one entry per purpose × channel that was ever asked. */
export interface HeldPermission {
  /** Its title stands in the site document. */
  purpose: string;
  channel: Channel;
  state: ConsentState;
  /** When it took this state, ISO 8601. */
  since: string;
  /** Where it waits for its confirmation: the operation that gave it. */
  grant?: string;
  /** The words that were shown when it was last asked. */
  words?: string;
  /** The language of the words. */
  language?: string;
  policyVersion?: string;
}

/** GET /v1/me/objections: the two switches (S-30). */
export interface HeldObjection {
  scope: ObjectionScope;
  objects: boolean;
  /** When the switch was last used, ISO 8601; absent where it never was. */
  since?: string;
}

/** Something that happened to a request. */
export interface RequestEvent {
  number: number;
  /** ISO 8601. */
  at: string;
  by: RequestActor;
  /** Absent: a message. */
  state?: RequestState;
  /** Why; 'lifted': data that was restricted is used again. */
  code?: RefusalCode | DelayCode | 'lifted';
  words?: string;
}

/** GET /v1/me/requests: everything they asked for under their rights, newest first. */
export interface HeldRequest {
  /** Of the operation that made it. */
  request: string;
  kind: RequestKind;
  reference: string;
  state: RequestState;
  /** When it took that state, ISO 8601. */
  since: string;
  /** Days where the controller is. */
  receivedOn: string;
  /** The last day for an answer, or for a complaint's acknowledgement. */
  dueOn?: string;
  /** False: made without signing in, and not confirmed since. */
  isProved: boolean;
  /** What they can do with it now. */
  next: RequestState[];
  previous?: string;
  events: RequestEvent[];
}

/** GET /v1/me/receipts */
export type HeldReceipt = Omit<Receipt, 'capability'>;

/** POST /v1/permissions/check, a line of the answer (S-08). */
export interface PermissionAnswer {
  contact: string;
  purpose: string;
  channel: Channel;
  permitted: boolean;
  /** Why: the consent state the answer rests on. */
  reason: ConsentState;
  asOf: string;
  /** Who that is, as webhooks say it: a random id; absent for somebody nobody knows. */
  subject?: string;
  /** Their data is kept and not used at the moment (Art. 18 GDPR): nothing is permitted, whatever the reason says. */
  restricted?: true;
  /** What they have asked for once and for all, whatever the purpose (S-30); absent where it is nothing. */
  objections?: ObjectionScope[];
  /** Where they were asked for and it is permitted: what the mail has to carry (RFC 8058). */
  headers?: Record<string, string>;
  /** The address behind them, to be linked in the mail as well. */
  unsubscribe?: string;
}
