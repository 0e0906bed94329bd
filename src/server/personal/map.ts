/**
 * Where data about people stands: every table of the store, and what becomes of its rows in a copy and in an erasure.
 * A table that is not listed does not compile; the tests put a mark in every column and look for it afterwards (S-24).
 * What is referred to stands before what refers to it: rows come back in this order, and go in the other.
 */
import type { Rows } from '../store/memory-rows.ts';

/** How rows are found that are about one person. */
export type Link = 'subject' | 'operation' | 'contact-key' | 'request';

export interface Personal<Row> {
  link: Link;
  /** Holds the id that the link leads to. */
  column: keyof Row & string;
  /** 'remove', or the columns that are emptied in rows that have to stay. */
  erase: 'remove' | Partial<Row>;
  /** Columns that no copy holds: secrets, and what says nothing about the person. */
  secret?: readonly (keyof Row & string)[];
}

/** Nothing about a visitor; in words, what it is instead. */
export interface Other {
  other: string;
}

type Map = { readonly [Name in keyof Rows]: Personal<Rows[Name][number]> | Other };

const PUBLISHED: Other = { other: 'what a site publishes' };
const STAFF: Other = { other: 'the people who run a site' };
const SECRETS: Other = { other: 'keys of the installation' };
const COUNTS: Other = { other: 'numbers and random ids that lead to nobody' };

export const TABLES: Map = {
  site: PUBLISHED,
  form_version: PUBLISHED,
  wording: PUBLISHED,
  policy_version: PUBLISHED,
  policy_publication: PUBLISHED,
  policy_withdrawal: PUBLISHED,
  policy_announcement: COUNTS,
  policy_acknowledgement: COUNTS,
  subject: { link: 'subject', column: 'id', erase: {} },
  // The id stays for ever, so that nothing is done twice; what it brought goes (DESIGN, section 6).
  operation: {
    link: 'subject',
    column: 'subject',
    erase: { content: null, receipt: null, fingerprint: '', device: null, act: null, age: 0 },
    secret: ['fingerprint'],
  },
  contact: { link: 'subject', column: 'subject', erase: 'remove', secret: ['key'] },
  submission: { link: 'subject', column: 'subject', erase: 'remove' },
  correspondence: { link: 'subject', column: 'subject', erase: 'remove', secret: ['entered_by'] },
  file: { link: 'operation', column: 'operation', erase: 'remove' },
  consent_event: { link: 'subject', column: 'subject', erase: 'remove' },
  confirmation: { link: 'operation', column: 'grant_operation', erase: 'remove', secret: ['token_hash'] },
  sign_in_link: { link: 'subject', column: 'subject', erase: 'remove', secret: ['token_hash', 'code_hash'] },
  session: { link: 'subject', column: 'subject', erase: 'remove', secret: ['token_hash'] },
  mail: { link: 'contact-key', column: 'recipient_key', erase: 'remove', secret: ['recipient_key'] },
  service_key: SECRETS,
  staff_key: STAFF,
  staff_person: STAFF,
  staff_link: STAFF,
  staff_session: STAFF,
  staff_passkey: STAFF,
  audit_entry: STAFF,
  policy_draft: STAFF,
  form_draft: STAFF,
  form_publication: STAFF,
  preference_link: { link: 'subject', column: 'subject', erase: 'remove', secret: ['token_hash'] },
  // Survives on purpose: a keyed hash, so that nobody is written to again from an old list (L-29).
  suppression: { other: 'keyed hashes of addresses that must not be written to' },
  correction: { link: 'subject', column: 'subject', erase: 'remove' },
  objection_event: { link: 'subject', column: 'subject', erase: 'remove' },
  request: { link: 'subject', column: 'subject', erase: { sender: null } },
  request_entry: { link: 'request', column: 'request', erase: { words: null }, secret: ['person'] },
  webhook_endpoint: { other: 'where other systems are told' },
  webhook_message: COUNTS,
  webhook_attempt: COUNTS,
  tombstone: COUNTS,
  ledger: COUNTS,
  restriction: { link: 'subject', column: 'subject', erase: 'remove' },
  external_task: STAFF,
  copy: { link: 'subject', column: 'subject', erase: 'remove', secret: ['token_hash', 'content'] },
  secret: SECRETS,
};

export type TableName = keyof Rows;

/** Rows as they are handled where it does not matter which table they stand in. */
export type AnyPersonal = Personal<Record<string, unknown>>;

/** Those with rows about people, in the order in which a copy shows them. */
export function personalTables(): [TableName, AnyPersonal][] {
  const tables = Object.entries(TABLES) as [TableName, AnyPersonal | Other][];
  return tables.filter((entry): entry is [TableName, AnyPersonal] => 'link' in entry[1]);
}
