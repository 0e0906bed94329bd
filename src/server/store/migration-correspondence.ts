/** The migration that brought correspondence, and to submissions the kind of their form. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Engine } from './migrations.ts';
import type { Tables } from './schema.ts';

/**
 * What reached a site in other ways than its forms, which grants no consent (S-03); and with every submission
 * the kind of its form (S-02), so that staff find those that are theirs to read.
 */
export function correspondence(engine: Engine): Migration {
  const statements = [
    // An export of a rare form reads its own rows, not the whole table once a batch.
    `create index submission_of_form on submission (site, form, received_at, operation)`,
    // A search by address as well: without this SQLite walks all of the site's in the order of the next one.
    `create index submission_of_person on submission (site, subject, received_at, operation)`,
    `create index submission_newest on submission (site, received_at, operation)`,
    `create table correspondence (
       operation text primary key references operation, site text not null references site,
       subject text not null references subject,
       method text not null check (method in ('email','post','phone','in-person')),
       kind text not null check (kind in ('message','access','portability','rectification','erasure',
         'restriction','objection','marketing-objection','consent-withdrawal','client-offboarding','complaint')),
       received text not null, received_at bigint not null, contact text not null, about text,
       message text not null, entered_at bigint not null, entered_by text not null)`,
    `create index correspondence_newest on correspondence (site, received_at, operation)`,
    `create index correspondence_subject on correspondence (subject)`,
    ...refuseEnteredGrants(engine),
    ...refuseOthersOperations(engine),
  ];
  return {
    async up(db: Kysely<unknown>) {
      await sql.raw(`alter table submission add column kind text not null default ''`).execute(db);
      await describeSubmissions(db);
      for (const statement of [...onlyKnownKinds(engine), ...statements])
        await sql.raw(statement).execute(db);
    },
  };
}

/** Submissions from before this migration. */
async function describeSubmissions(db: Kysely<unknown>): Promise<void> {
  const tables = db as Kysely<Tables>;
  const versions = await tables
    .selectFrom('form_version as f')
    .select(['f.site', 'f.form', 'f.version', 'f.document'])
    .where((has) =>
      has.exists(
        has
          .selectFrom('submission as s')
          .select('s.operation')
          .whereRef('s.site', '=', 'f.site')
          .whereRef('s.form', '=', 'f.form')
          .whereRef('s.version', '=', 'f.version'),
      ),
    )
    .execute();
  for (const { site, form, version, document } of versions) {
    const { kind } = JSON.parse(document) as { kind: string };
    await tables
      .updateTable('submission')
      .set({ kind })
      .where('site', '=', site)
      .where('form', '=', form)
      .where('version', '=', version)
      .execute();
  }
}

/** SQLite gives a table no new constraint once it stands; a trigger does the same. */
function onlyKnownKinds(engine: Engine): string[] {
  const kinds = `('contact','information-request','callback','employment-application','subscription',
    'consulting-inquiry','survey')`;
  if (engine === 'sqlite') {
    return ['insert', 'update'].map(
      (act) =>
        `create trigger submission_kind_${act} before ${act} on submission when new.kind not in ${kinds}
         begin select raise(abort, 'no kind of form'); end`,
    );
  }
  return [
    `alter table submission alter column kind drop default`,
    `alter table submission add constraint submission_kind check (kind in ${kinds})`,
  ];
}

/** A grant is a visitor's own act, and so is the proof of one. An end may be entered by staff. */
function refuseEnteredGrants(engine: Engine): string[] {
  const entered = `exists (select 1 from operation where id = new.operation and kind = 'correspondence')`;
  const message = 'correspondence grants no consent';
  if (engine === 'sqlite') {
    return [
      `create trigger consent_event_entered before insert on consent_event
       when new.type in ('grant','confirm') and ${entered}
       begin select raise(abort, '${message}'); end`,
    ];
  }
  return [
    `create function consent_event_entered() returns trigger language plpgsql as
     $$ begin
       if ${entered} then raise exception '${message}'; end if;
       return new;
     end $$`,
    `create trigger consent_event_entered before insert on consent_event
     for each row when (new.type in ('grant','confirm')) execute function consent_event_entered()`,
  ];
}

/** Nor is a letter hung on what a visitor did, which may have granted something. */
function refuseOthersOperations(engine: Engine): string[] {
  const foreign = `not exists (select 1 from operation where id = new.operation and kind = 'correspondence')`;
  const message = 'correspondence is an operation of its own';
  if (engine === 'sqlite') {
    return ['insert', 'update'].map(
      (act) =>
        `create trigger correspondence_own_${act} before ${act} on correspondence when ${foreign}
         begin select raise(abort, '${message}'); end`,
    );
  }
  return [
    `create function correspondence_own() returns trigger language plpgsql as
     $$ begin
       if ${foreign} then raise exception '${message}'; end if;
       return new;
     end $$`,
    `create trigger correspondence_own before insert or update on correspondence
     for each row execute function correspondence_own()`,
  ];
}
