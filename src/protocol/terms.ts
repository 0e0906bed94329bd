/**
 * The closed word lists that widget and backend share (glossary: CONTRIBUTING.md).
 * One word for one thing: code, API, database and text use exactly these.
 */

/** The seven form kinds of the policy (S-02). */
export const FORM_KINDS = [
  'contact',
  'information-request',
  'callback',
  'employment-application',
  'subscription',
  'consulting-inquiry',
  'survey',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** The ways to contact a subject; a permission is always for one of them (L-04). */
export const CHANNELS = ['email', 'post', 'phone', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a person can ask for once and for all, whatever was allowed before: two switches (S-30). */
export const OBJECTION_SCOPES = ['marketing', 'sharing'] as const;
export type ObjectionScope = (typeof OBJECTION_SCOPES)[number];

/** What a person can ask for under a right of theirs, and a complaint (requirements.md, section 5). */
export const REQUEST_KINDS = [
  'access',
  'portability',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'marketing-objection',
  'consent-withdrawal',
  'client-offboarding',
  'complaint',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** The six lawful bases of Art. 6(1) GDPR; a purpose has exactly one (S-06). */
export const LAWFUL_BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const;
export type LawfulBasis = (typeof LAWFUL_BASES)[number];

/** Which rule set applies to deadlines and notices (F1). */
export const JURISDICTIONS = ['gb', 'eu'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

/** The kinds of file a form may ask for; the server tells them by their content. */
export const FILE_KINDS = ['pdf', 'docx', 'odt', 'png', 'jpg'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Bytes of the largest file a form may take, and of all files of one submission together. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** Bytes a file question takes unless its definition says otherwise. */
export const USUAL_FILE = 5 * 1024 * 1024;

/** S-10, and the one who answers for privacy. */
export const ROLES = [
  'operations',
  'senior-management',
  'marketing',
  'support',
  'accounts',
  'privacy-admin',
] as const;
export type Role = (typeof ROLES)[number];

/** What a program has to get over before a submission is taken; none of them is a puzzle. */
export const HURDLES = ['honeypot', 'time', 'challenge'] as const;
export type Hurdle = (typeof HURDLES)[number];

/** Items a form may have; more is no form but a mistake, or an attack on whoever renders it. */
export const MOST_ITEMS = 500;

/** Characters all text questions of a form may take together; a request holds them in any script. */
export const MOST_LETTERS = 400_000;

/** Consents a form may ask for; an operation reports each of them. */
export const MOST_CONSENTS = 40;

/** What a visitor can do; each is sent as one operation. */
export const OPERATION_KINDS = [
  'submission',
  'withdrawal',
  'permission-change',
  'acknowledgement',
  'correction',
  'objection',
  'request',
  'request-step',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** Lanes drain in this order; inside a lane the order of acts is kept. */
export const LANES = ['choices', 'forms', 'requests'] as const;
export type Lane = (typeof LANES)[number];

/** The lane an operation waits in, so that a stuck form never delays a withdrawal. */
export function laneOf(kind: OperationKind): Lane {
  switch (kind) {
    case 'withdrawal':
    case 'permission-change':
    case 'objection':
      return 'choices';
    case 'submission':
      return 'forms';
    case 'correction':
    case 'request':
    case 'request-step':
      return 'requests';
    case 'acknowledgement':
      // Nothing depends on it, so it goes last.
      return 'requests';
    default:
      // A kind that a later version of this script saved on the same device.
      return 'requests';
  }
}

/** The hurdles of a form whose definition names none. */
export function hurdlesOf({
  spam = ['honeypot', 'time'],
}: {
  spam?: readonly Hurdle[] | undefined;
}): readonly Hurdle[] {
  return spam;
}

/** A person needs at least so long from seeing a form to sending it, seconds. */
export const LEAST_SECONDS = 2;

/** Milliseconds. */
export const MINUTE = 60_000;

/** Milliseconds in an hour; durations in documents are given in hours. */
export const HOUR = 60 * MINUTE;

/** Milliseconds in a day. */
export const DAY = 24 * HOUR;

/** The file of a form, characters: 500 items in 30 languages fit. */
export const LONGEST_FORM = 1_000_000;
