/** What people do in their own panel: answers that were put right, switches that were used. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export function selfService(refuseChanges: (table: string) => string[]): Migration {
  const statements = [
    `create table correction (
       operation text primary key references operation, site text not null references site,
       subject text not null references subject, submission text not null references submission,
       item text not null, earlier text not null, received_at bigint not null)`,
    `create index correction_submission on correction (submission)`,
    `create index correction_subject on correction (subject)`,
    `create table objection_event (
       operation text primary key references operation, site text not null references site,
       subject text not null references subject, scope text not null, objects integer not null,
       device text, act bigint, received_at bigint not null, age bigint not null, timely integer not null,
       gpc integer not null, method text not null)`,
    `create index objection_event_subject on objection_event (subject)`,
    `create index confirmation_grant on confirmation (grant_operation)`,
    ...refuseChanges('objection_event'),
    `alter table consent_event add column gpc integer not null default 0`,
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
