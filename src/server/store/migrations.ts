/** The schema's history. A migration that has shipped is never edited; a change is a new one. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { correspondence } from './migration-correspondence.ts';
import { erasure } from './migration-erasure.ts';
import { requests } from './migration-requests.ts';
import { selfService } from './migration-self-service.ts';
import { unsubscribe } from './migration-unsubscribe.ts';
import { webhooks } from './migration-webhooks.ts';
import type { Tables } from './schema.ts';

export type Engine = 'sqlite' | 'postgres' | 'memory';

export function migrationsFor(engine: Engine): MigrationProvider {
  const migrations = {
    '001-first': first(engine),
    '002-files': files(engine),
    '003-policies': policies(engine),
    '004-announcements': announcements(),
    '005-staff': staff(),
    '006-acknowledgements': acknowledgements(),
    '007-people': people(engine),
    '008-correspondence': correspondence(engine),
    '009-unsubscribe': unsubscribe(),
    '010-self-service': selfService((table) => refuseUpdates(engine, table)),
    '011-webhooks': webhooks(),
    '012-requests': requests(engine),
    '015-erasure': erasure(engine, (table) => [
      ...refuseUpdates(engine, table),
      ...refuseDeletes(engine, table),
    ]),
  };
  return { getMigrations: () => Promise.resolve(migrations) };
}

/** The people who run a site, how they sign in, and what they did. A key made before this has one role. */
function people(engine: Engine): Migration {
  const bytes = engine === 'postgres' ? 'bytea' : 'blob';
  const statements = [
    `alter table staff_key add column roles text not null default '["privacy-admin"]'`,
    `create table staff_person (
       id text primary key, site text not null references site, email text not null, name text not null,
       roles text not null, revision integer not null, added_at bigint not null, added_by text not null,
       removed_at bigint, unique (site, email))`,
    `create table staff_link (
       token_hash text primary key, site text not null references site, email text not null,
       created_at bigint not null, expires_at bigint not null, used_at bigint)`,
    `create table staff_session (
       token_hash text primary key, person text not null references staff_person,
       created_at bigint not null, last_used_at bigint not null, passkey_at bigint,
       challenge text, challenge_until bigint)`,
    `create index staff_session_person on staff_session (person)`,
    `create table staff_passkey (
       credential text primary key, person text not null references staff_person, name text not null,
       public_key ${bytes} not null, uses bigint not null, transports text not null,
       added_at bigint not null, last_used_at bigint)`,
    `create index staff_passkey_person on staff_passkey (person)`,
    `create table audit_entry (
       site text not null references site, number integer not null, at bigint not null, person text not null,
       action text not null, object text not null, details text not null, previous text not null,
       hash text not null, primary key (site, number))`,
    `create table form_draft (
       site text not null references site, form text not null, source text not null, revision integer not null,
       saved_by text not null, saved_at bigint not null, primary key (site, form))`,
    `create table form_publication (
       site text not null, form text not null, version integer not null, published_by text not null,
       approved_by text, note text not null, rewordings text not null, primary key (site, form, version),
       foreign key (site, form, version) references form_version)`,
    ...['audit_entry', 'form_publication'].flatMap((table) => [
      ...refuseUpdates(engine, table),
      ...refuseDeletes(engine, table),
    ]),
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/** Tables whose rows never change once written; the database itself refuses. */
const IMMUTABLE = ['form_version', 'policy_version', 'wording', 'consent_event'];

function first(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of TABLES) await sql.raw(statement).execute(db);
      for (const table of IMMUTABLE) {
        for (const statement of refuseUpdates(engine, table)) await sql.raw(statement).execute(db);
      }
    },
  };
}

/** Files of submissions, and forms as they were written. */
function files(engine: Engine): Migration {
  const bytes = engine === 'postgres' ? 'bytea' : 'blob';
  return {
    async up(db: Kysely<unknown>) {
      await sql.raw('alter table form_version add column source text').execute(db);
      await sql.raw('alter table submission add column captured text').execute(db);
      await sql
        .raw(
          `create table file (
             operation text not null references operation, item text not null, name text not null,
             kind text not null, size integer not null, hash text not null, content ${bytes} not null,
             primary key (operation, item))`,
        )
        .execute(db);
    },
  };
}

/** Who published a policy version; which was withdrawn. What was published before is taken as it is. */
function policies(engine: Engine): Migration {
  const version = `site text not null, policy text not null, version text not null,
     primary key (site, policy, version),
     foreign key (site, policy, version) references policy_version`;
  return {
    async up(db: Kysely<unknown>) {
      const statements = [
        `create table policy_publication (
           languages text not null, material integer not null, renews text not null,
           published_by text not null, approved_by text, answers text not null, ${version})`,
        `create table policy_withdrawal (
           withdrawn_at bigint not null, withdrawn_by text not null, reason text not null, ${version})`,
        `create index policy_version_effect on policy_version (site, policy, effective_from, published_at)`,
        ...['policy_publication', 'policy_withdrawal'].flatMap((table) => refuseUpdates(engine, table)),
        ...['policy_version', 'policy_publication', 'policy_withdrawal'].flatMap((table) =>
          refuseDeletes(engine, table),
        ),
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
      await describePublished(db);
    },
  };
}

/** How far known contacts have been told of a change. */
function announcements(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const statements = [
        `create table policy_announcement (
           site text not null, policy text not null, version text not null, previous text,
           cursor text not null, finished_at bigint,
           primary key (site, policy, version),
           foreign key (site, policy, version) references policy_version)`,
        `create index contact_order on contact (site, channel, subject)`,
        `create index sign_in_link_subject on sign_in_link (subject)`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/** People who run a site, and the policy versions they work on. */
function staff(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const statements = [
        `create table staff_key (
           key_hash text primary key, site text not null references site, person text not null,
           created_at bigint not null)`,
        `create table policy_draft (
           site text not null references site, policy text not null, version text not null,
           content text not null, revision integer not null,
           saved_by text not null, saved_at bigint not null, approved_by text,
           primary key (site, policy, version))`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/** How often the changes of a version were said to be read, by day: a number, nobody's row. */
function acknowledgements(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table policy_acknowledgement (
             site text not null, policy text not null, version text not null, hash text not null,
             day text not null, readers bigint not null,
             primary key (site, policy, version, day),
             foreign key (site, policy, version) references policy_version)`,
        )
        .execute(db);
    },
  };
}

/** Versions from before this migration. */
async function describePublished(db: Kysely<unknown>): Promise<void> {
  const tables = db as Kysely<Tables>;
  const rows = await tables.selectFrom('policy_version').selectAll().execute();
  for (const { site, policy, version, document } of rows) {
    const { texts } = JSON.parse(document) as { texts: Record<string, unknown> };
    const languages = JSON.stringify(Object.keys(texts));
    const unknown = { published_by: '', approved_by: null, answers: '[]' };
    const row = { site, policy, version, languages, material: 0, renews: '[]', ...unknown };
    await tables.insertInto('policy_publication').values(row).execute();
  }
}

/** Records refer to what was published: no version is ever deleted. The function is that of `refuseUpdates`. */
function refuseDeletes(engine: Engine, table: string): string[] {
  return [
    engine === 'sqlite'
      ? `create trigger ${table}_kept before delete on ${table}
         begin select raise(abort, '${table} rows never change'); end`
      : `create trigger ${table}_kept before delete on ${table}
         for each row execute function ${table}_refuse()`,
  ];
}

/** Deletion is another matter: retention and erasure need it. */
function refuseUpdates(engine: Engine, table: string): string[] {
  if (engine === 'sqlite') {
    return [
      `create trigger ${table}_immutable before update on ${table}
       begin select raise(abort, '${table} rows never change'); end`,
    ];
  }
  return [
    `create function ${table}_refuse() returns trigger language plpgsql as
     $$ begin raise exception '${table} rows never change'; end $$`,
    `create trigger ${table}_immutable before update on ${table}
     for each row execute function ${table}_refuse()`,
  ];
}

/** Written in the SQL that SQLite and PostgreSQL share. */
const TABLES = [
  `create table site (site text primary key, document text not null, updated_at bigint not null)`,
  `create table form_version (
     site text not null references site, form text not null, version integer not null,
     document text not null, published_at bigint not null, primary key (site, form, version))`,
  `create table wording (hash text primary key, words text not null)`,
  `create table policy_version (
     site text not null references site, policy text not null, version text not null,
     document text not null, hash text not null, last_updated text not null,
     effective_from text not null, published_at bigint not null,
     primary key (site, policy, version))`,
  `create table subject (id text primary key, site text not null references site, created_at bigint not null)`,
  `create table contact (
     site text not null references site, channel text not null, key text not null, value text not null,
     subject text not null references subject, primary key (site, channel, key))`,
  `create index contact_subject on contact (subject)`,
  `create table operation (
     id text primary key, site text not null references site, kind text not null,
     fingerprint text not null, received_at bigint not null, age bigint not null,
     device text, act bigint, subject text references subject, content text, receipt text)`,
  `create index operation_subject on operation (subject)`,
  `create table submission (
     operation text primary key references operation, site text not null, subject text not null references subject,
     form text not null, version integer not null, language text not null, answers text not null,
     received_at bigint not null, foreign key (site, form, version) references form_version)`,
  `create index submission_subject on submission (subject)`,
  `create table consent_event (
     id text primary key, site text not null references site, subject text not null references subject,
     purpose text not null, channel text not null, type text not null check (type in ('grant','refuse','confirm','end')),
     operation text not null references operation, consent text, refers_to text references operation,
     device text, act bigint, received_at bigint not null, age bigint not null,
     timely integer not null, proved integer not null, needs_proof integer not null, valid_until bigint,
     wording text references wording, form text, form_version integer,
     policy_version text, policy_hash text, language text, touched integer,
     actor text not null check (actor in ('subject','staff','system')), method text not null,
     unique (operation, purpose, channel, type),
     check (type <> 'grant' or (valid_until is not null and wording is not null)))`,
  `create index consent_event_key on consent_event (subject, purpose, channel)`,
  `create table confirmation (
     token_hash text primary key, site text not null references site,
     grant_operation text not null references operation, operation text not null,
     language text not null, expires_at bigint not null)`,
  `create table sign_in_link (
     token_hash text primary key, site text not null references site, subject text not null references subject,
     created_at bigint not null, expires_at bigint not null, used_at bigint)`,
  `create table session (
     token_hash text primary key, site text not null references site, subject text not null references subject,
     created_at bigint not null, last_used_at bigint not null)`,
  `create table mail (
     id text primary key, site text not null references site, kind text not null, recipient text not null, recipient_key text not null,
     subject text not null, text text not null, created_at bigint not null,
     attempts integer not null, next_attempt_at bigint not null,
     expires_at bigint not null, sent_at bigint)`,
  `create index mail_due on mail (sent_at, next_attempt_at)`,
  `create index mail_recipient on mail (recipient_key, kind, created_at)`,
  `create table service_key (
     key_hash text primary key, site text not null references site, name text not null, created_at bigint not null)`,
  `create table secret (name text primary key, value text not null)`,
];
