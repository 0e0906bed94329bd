/** The tables, as Kysely sees them. Times are milliseconds since the epoch, documents are JSON text. */
import type { Kysely } from 'kysely';
import type { CorrespondenceTable } from './schema-correspondence.ts';
import type { CorrectionTable, ObjectionEventTable } from './schema-self-service.ts';
import type {
  CopyTable,
  ExternalTaskTable,
  LedgerTable,
  RestrictionTable,
  TombstoneTable,
} from './schema-erasure.ts';
import type { RequestEntryTable, RequestTable } from './schema-requests.ts';
import type {
  StaffKeyTable,
  StaffPersonTable,
  StaffLinkTable,
  StaffSessionTable,
  StaffPasskeyTable,
  AuditEntryTable,
} from './schema-staff.ts';
import type { PreferenceLinkTable, SuppressionTable } from './schema-unsubscribe.ts';
import type { WebhookAttemptTable, WebhookEndpointTable, WebhookMessageTable } from './schema-webhooks.ts';

interface SiteTable {
  site: string;
  document: string;
  updated_at: number;
}

/** Immutable: a published version never changes (DESIGN, section 7.6). */
interface FormVersionTable {
  site: string;
  form: string;
  version: number;
  document: string;
  /** The file its author wrote, byte for byte; null for what was published before it was kept. */
  source: string | null;
  published_at: number;
}

/** The exact words of every consent block ever published, by hash (L-07). */
interface WordingTable {
  hash: string;
  words: string;
}

interface PolicyVersionTable {
  site: string;
  policy: string;
  version: string;
  document: string;
  hash: string;
  last_updated: string;
  effective_from: string;
  published_at: number;
}

/** Who published a version, and what was found and answered on the way. Immutable like the version. */
interface PolicyPublicationTable {
  site: string;
  policy: string;
  version: string;
  /** Its languages, a JSON list; the first is the source. */
  languages: string;
  /** 1 when the change matters to people (WP260, paragraph 29). */
  material: number;
  /** Purposes whose permissions end until given again, a JSON list (L-12). */
  renews: string;
  published_by: string;
  /** The second person, where one was needed; null otherwise. */
  approved_by: string | null;
  /** The rules' questions with what was answered, JSON. */
  answers: string;
}

/** A version that no longer counts; its text stays, because records refer to it. */
interface PolicyWithdrawalTable {
  site: string;
  policy: string;
  version: string;
  withdrawn_at: number;
  withdrawn_by: string;
  reason: string;
}

/** A material change that known contacts are told of, one after the other. */
interface PolicyAnnouncementTable {
  site: string;
  policy: string;
  version: string;
  /** The version it is compared with; null for a first one. */
  previous: string | null;
  /** The last subject that was told; '' before the first. */
  cursor: string;
  finished_at: number | null;
}

/** How often its changes were said to be read on a day (UTC). The row says of nobody that it was them. */
interface PolicyAcknowledgementTable {
  site: string;
  policy: string;
  version: string;
  /** Of the text that was read, as the device named it. */
  hash: string;
  day: string;
  readers: number;
}

/** One row per operation for ever: the id is the idempotency key, `content` may be erased. */
interface OperationTable {
  id: string;
  site: string;
  kind: string;
  fingerprint: string;
  received_at: number;
  age: number;
  device: string | null;
  act: number | null;
  subject: string | null;
  content: string | null;
  /** The receipt as it was answered, less the capability; null once erased. */
  receipt: string | null;
}

interface SubjectTable {
  id: string;
  site: string;
  created_at: number;
}

/** How a subject can be reached. `key` is a keyed hash, so that looking up needs no plain address. */
interface ContactTable {
  site: string;
  channel: string;
  key: string;
  value: string;
  subject: string;
}

interface SubmissionTable {
  operation: string;
  site: string;
  subject: string;
  form: string;
  version: number;
  /** Of the form in that version (S-02). */
  kind: string;
  language: string;
  answers: string;
  /** What the form read of the page's address; null where it reads nothing. */
  captured: string | null;
  received_at: number;
}

/** What came along with a submission. */
interface FileTable {
  operation: string;
  item: string;
  name: string;
  kind: string;
  size: number;
  hash: string;
  content: Uint8Array;
}

/** Append-only: the current permission is a fold over these. */
interface ConsentEventTable {
  id: string;
  site: string;
  subject: string;
  purpose: string;
  channel: string;
  type: string;
  operation: string;
  consent: string | null;
  /** For confirmations and scoped withdrawals: the operation they refer to. */
  refers_to: string | null;
  device: string | null;
  act: number | null;
  received_at: number;
  age: number;
  /** For grants: whether the age was within the site's limit on arrival. */
  timely: number;
  proved: number;
  needs_proof: number;
  valid_until: number | null;
  wording: string | null;
  form: string | null;
  form_version: number | null;
  policy_version: string | null;
  policy_hash: string | null;
  language: string | null;
  touched: number | null;
  actor: string;
  method: string;
  /** 1 where the browser's Global Privacy Control said otherwise at that moment (G-04). */
  gpc: number;
}

/** A double opt-in that waits for its link. Only the token's hash is kept. */
interface ConfirmationTable {
  token_hash: string;
  site: string;
  grant_operation: string;
  /** The id its operation will have, so that a second press is the same operation. */
  operation: string;
  language: string;
  expires_at: number;
}

interface SignInLinkTable {
  token_hash: string;
  site: string;
  subject: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  /** Of the six digits in the same mail, as a keyed hash; '' where there are none. */
  code_hash: string;
  /** How often somebody has tried digits. */
  tries: number;
}

interface SessionTable {
  token_hash: string;
  site: string;
  subject: string;
  created_at: number;
  last_used_at: number;
}

/** Mail to be sent, written in the transaction that causes it. */
interface MailTable {
  id: string;
  site: string;
  /** Each kind has its own budget, so that one cannot use up another's. */
  kind: 'confirmation' | 'sign-in' | 'staff-sign-in' | 'service' | 'closing';
  recipient: string;
  recipient_key: string;
  subject: string;
  text: string;
  created_at: number;
  attempts: number;
  next_attempt_at: number;
  /** When its link ends; later it is not sent any more. */
  expires_at: number;
  sent_at: number | null;
}

interface ServiceKeyTable {
  key_hash: string;
  site: string;
  name: string;
  created_at: number;
}

/** A form that somebody works on. */
interface FormDraftTable {
  site: string;
  form: string;
  /** The file as it was written; it may be wrong in every way but one: it is text. */
  source: string;
  /** Counts changes, from 1. */
  revision: number;
  saved_by: string;
  saved_at: number;
}

/** Who published a form version in the studio, and why. */
interface FormPublicationTable {
  site: string;
  form: string;
  version: number;
  published_by: string;
  /** Who approved words of consent that mean something else than before. */
  approved_by: string | null;
  note: string;
  /** Consent id → 'typo' or 'meaning', JSON. */
  rewordings: string;
}

/** A policy version that somebody works on. */
interface PolicyDraftTable {
  site: string;
  policy: string;
  version: string;
  /** The document with what is asked for its publication, JSON. */
  content: string;
  /** Counts changes, from 1. */
  revision: number;
  saved_by: string;
  saved_at: number;
  approved_by: string | null;
}

/** Keys of the installation: signing, capabilities, contact hashes. */
interface SecretTable {
  name: string;
  value: string;
}

export interface Tables {
  site: SiteTable;
  form_version: FormVersionTable;
  wording: WordingTable;
  policy_version: PolicyVersionTable;
  policy_publication: PolicyPublicationTable;
  policy_withdrawal: PolicyWithdrawalTable;
  policy_announcement: PolicyAnnouncementTable;
  policy_acknowledgement: PolicyAcknowledgementTable;
  operation: OperationTable;
  subject: SubjectTable;
  contact: ContactTable;
  submission: SubmissionTable;
  correspondence: CorrespondenceTable;
  file: FileTable;
  consent_event: ConsentEventTable;
  confirmation: ConfirmationTable;
  sign_in_link: SignInLinkTable;
  session: SessionTable;
  mail: MailTable;
  service_key: ServiceKeyTable;
  staff_key: StaffKeyTable;
  staff_person: StaffPersonTable;
  staff_link: StaffLinkTable;
  staff_session: StaffSessionTable;
  staff_passkey: StaffPasskeyTable;
  audit_entry: AuditEntryTable;
  policy_draft: PolicyDraftTable;
  form_draft: FormDraftTable;
  form_publication: FormPublicationTable;
  preference_link: PreferenceLinkTable;
  suppression: SuppressionTable;
  correction: CorrectionTable;
  objection_event: ObjectionEventTable;
  request: RequestTable;
  request_entry: RequestEntryTable;
  tombstone: TombstoneTable;
  ledger: LedgerTable;
  restriction: RestrictionTable;
  external_task: ExternalTaskTable;
  copy: CopyTable;
  webhook_endpoint: WebhookEndpointTable;
  webhook_message: WebhookMessageTable;
  webhook_attempt: WebhookAttemptTable;
  secret: SecretTable;
}

export type Database = Kysely<Tables>;
