/** What staff read of submissions: a list, one in full, many as a file. Each role gets its own part (S-11). */
import * as v from 'valibot';
import type { ConsentState } from './consent.ts';
import type { HeldAnswer } from './me.ts';
import { day, identifier } from './parts.schema.ts';
import { FORM_KINDS } from './terms.ts';
import type { Channel, FileKind, FormKind } from './terms.ts';

const days = {
  from: v.exactOptional(v.pipe(day, v.description('The first day, UTC.'))),
  to: v.exactOptional(v.pipe(day, v.description('The last day, UTC; it belongs to the period.'))),
};

/** Submissions in one answer, unless fewer are asked for. */
const MOST_LISTED = 100;

/** Posted, because an address must not stand in the address of a request (S-17). */
export const submissionSearchSchema = v.strictObject({
  email: v.exactOptional(
    v.pipe(
      v.string(),
      v.trim(),
      v.minLength(3),
      v.maxLength(254),
      v.description('The whole address; parts of one find nothing.'),
    ),
  ),
  form: v.exactOptional(identifier),
  kind: v.exactOptional(v.picklist(FORM_KINDS)),
  ...days,
  cursor: v.exactOptional(
    v.pipe(v.string(), v.maxLength(200), v.description('`next` of the answer before.')),
  ),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_LISTED)), 50),
});
export type SubmissionSearch = v.InferOutput<typeof submissionSearchSchema>;

export const submissionExportSchema = v.strictObject({
  format: v.picklist(['csv', 'json']),
  form: identifier,
  ...days,
});
export type SubmissionExport = v.InferOutput<typeof submissionExportSchema>;

/** One line of the list. What a role does not see is absent. */
export interface ListedSubmission {
  operation: string;
  form: string;
  version: number;
  kind: FormKind;
  /** The language it was answered in. */
  language: string;
  /** ISO 8601; of an anonymous answer the day alone. */
  receivedAt: string;
  anonymous?: true;
  name?: string;
  email?: string;
}

/** What `POST /v1/staff/submissions/search` answers, newest first. */
export interface SubmissionPage {
  submissions: ListedSubmission[];
  /** For `cursor`; absent on the last page. */
  next?: string;
}

/** What was chosen in this form, in the words that were shown. It says nothing of what is permitted now. */
export interface ChosenConsent {
  consent: string;
  purpose: string;
  channel: Channel;
  choice: 'grant' | 'refuse';
  /** Hash of the words. */
  hash: string;
  words?: string;
  /** A later version of the form asks for something else in its place. */
  olderWording?: true;
}

/** What is permitted now: the fold over all consent events of the person. */
export interface FoldedPermission {
  purpose: string;
  channel: Channel;
  state: ConsentState;
  permitted: boolean;
  /** ISO 8601; absent where nothing ever happened. */
  since?: string;
}

export interface SubmittedFile {
  item: string;
  /** As the visitor called it. */
  name: string;
  kind: FileKind;
  /** Bytes. */
  size: number;
  hash: string;
}

/** What `GET /v1/staff/submissions/{operation}` answers. What a role does not see is absent. */
export interface StaffSubmission extends ListedSubmission {
  /** The form's title in its language. */
  title: string;
  /** Random id of the person; absent where the answer is anonymous. */
  subject?: string;
  answers: HeldAnswer[];
  /** How many answers there are that this role does not see. */
  withheld: number;
  files?: SubmittedFile[];
  /** What was read of the page's address: `page`, or a query parameter. */
  captured?: Record<string, string>;
  consents?: ChosenConsent[];
  permissions?: FoldedPermission[];
}
