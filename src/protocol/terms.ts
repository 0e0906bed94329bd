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

/** What a visitor can do; each is sent as one operation. */
export const OPERATION_KINDS = ['submission', 'withdrawal', 'permission-change'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** Lanes drain in this order; inside a lane the order of acts is kept. */
export const LANES = ['choices', 'forms', 'requests'] as const;
export type Lane = (typeof LANES)[number];

/** The lane an operation waits in, so that a stuck form never delays a withdrawal. */
export function laneOf(kind: OperationKind): Lane {
  switch (kind) {
    case 'withdrawal':
    case 'permission-change':
      return 'choices';
    case 'submission':
      return 'forms';
  }
}

/** Milliseconds in an hour; durations in documents are given in hours. */
export const HOUR = 3_600_000;
