/**
 * The store: everything the server remembers, behind functions. Only this folder knows a database
 * driver. `transaction` is all or nothing; when it resolves, it is on the disk. Its work may run more than
 * once: what gave way to another transaction is done again.
 */
import type { Kysely } from 'kysely';
import type { Migrator } from 'kysely/migration';
import { announcementQueries } from './announcements.ts';
import { untilItStands } from './attempts.ts';
import { auditQueries } from './audit.ts';
import { contactQueries } from './contacts.ts';
import { consentQueries } from './consents.ts';
import { copyQueries } from './copies.ts';
import { correspondenceQueries } from './correspondence.ts';
import { documentQueries } from './documents.ts';
import { formQueries } from './forms.ts';
import { keyQueries } from './keys.ts';
import { ledgerQueries } from './ledger.ts';
import { mailQueries } from './mails.ts';
import type { Engine } from './migrations.ts';
import { operationQueries } from './operations.ts';
import { peopleQueries } from './people.ts';
import { personalQueries } from './personal.ts';
import { policyQueries } from './policies.ts';
import type { Tables } from './schema.ts';
import { requestQueries } from './requests.ts';
import { selfServiceQueries } from './self-service.ts';
import { sessionQueries } from './sessions.ts';
import { staffQueries } from './staff.ts';
import { submissionQueries } from './submissions.ts';
import { unsubscribeQueries } from './unsubscribe.ts';
import { webhookQueries } from './webhooks.ts';

export interface Queries {
  documents: ReturnType<typeof documentQueries>;
  forms: ReturnType<typeof formQueries>;
  policies: ReturnType<typeof policyQueries>;
  announcements: ReturnType<typeof announcementQueries>;
  operations: ReturnType<typeof operationQueries>;
  submissions: ReturnType<typeof submissionQueries>;
  correspondence: ReturnType<typeof correspondenceQueries>;
  contacts: ReturnType<typeof contactQueries>;
  consents: ReturnType<typeof consentQueries>;
  unsubscribe: ReturnType<typeof unsubscribeQueries>;
  selfService: ReturnType<typeof selfServiceQueries>;
  requests: ReturnType<typeof requestQueries>;
  personal: ReturnType<typeof personalQueries>;
  ledger: ReturnType<typeof ledgerQueries>;
  copies: ReturnType<typeof copyQueries>;
  webhooks: ReturnType<typeof webhookQueries>;
  sessions: ReturnType<typeof sessionQueries>;
  mails: ReturnType<typeof mailQueries>;
  keys: ReturnType<typeof keyQueries>;
  staff: ReturnType<typeof staffQueries>;
  people: ReturnType<typeof peopleQueries>;
  audit: ReturnType<typeof auditQueries>;
}

export interface Store extends Queries {
  readonly engine: Engine;
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

function queriesOn(db: Kysely<Tables>, engine: Engine): Queries {
  return {
    documents: documentQueries(db),
    forms: formQueries(db),
    policies: policyQueries(db),
    announcements: announcementQueries(db),
    operations: operationQueries(db, engine),
    submissions: submissionQueries(db),
    correspondence: correspondenceQueries(db),
    contacts: contactQueries(db, engine),
    consents: consentQueries(db),
    unsubscribe: unsubscribeQueries(db),
    selfService: selfServiceQueries(db),
    requests: requestQueries(db, engine),
    personal: personalQueries(db, engine),
    ledger: ledgerQueries(db, engine),
    copies: copyQueries(db),
    webhooks: webhookQueries(db, engine),
    sessions: sessionQueries(db),
    mails: mailQueries(db, engine),
    keys: keyQueries(db),
    staff: staffQueries(db),
    people: peopleQueries(db),
    audit: auditQueries(db, engine),
  };
}

/** A database that nothing stands in yet, to be filled with the rows of an earlier version of the schema. */
export interface EmptyDatabase {
  db: Kysely<Tables>;
  migrateTo: (migration: string) => Promise<void>;
  /** Up to date, as a store over the same connection. */
  toStore: () => Promise<Store>;
}

export function emptyDatabase(db: Kysely<Tables>, migrator: Migrator, engine: Engine): EmptyDatabase {
  return {
    db,
    migrateTo: async (migration) => {
      const { error } = await migrator.migrateTo(migration);
      if (error !== undefined)
        throw new Error(`the schema could not be brought to ${migration}`, { cause: error });
    },
    toStore: async () => {
      await bringUpToDate(migrator);
      return createStore(db, engine);
    },
  };
}

/** Brings the schema up to date. */
export async function bringUpToDate(migrator: Migrator): Promise<void> {
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new Error('the database schema could not be brought up to date', { cause: error });
}

export function createStore(db: Kysely<Tables>, engine: Engine): Store {
  return {
    engine,
    ...queriesOn(db, engine),
    transaction: (work) =>
      untilItStands(() => db.transaction().execute((transaction) => work(queriesOn(transaction, engine)))),
    close: () => db.destroy(),
  };
}
