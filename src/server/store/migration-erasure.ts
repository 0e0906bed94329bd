/** What is left when a person is erased, what a restored database is told, and copies behind links. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Engine } from './migrations.ts';

export function erasure(engine: Engine, fixed: (table: string) => string[]): Migration {
  const bytes = engine === 'postgres' ? 'bytea' : 'blob';
  const statements = [
    `create table tombstone (
       subject text primary key references subject, site text not null references site, at bigint not null,
       request text references request)`,
    `create table ledger (
       number bigint primary key, id text not null unique, site text not null references site,
       kind text not null check (kind in ('erasure','end','objection','restriction')), at bigint not null, entry text not null)`,
    `create table restriction (
       subject text primary key references subject, site text not null references site,
       request text not null references request, since bigint not null)`,
    `create table external_task (
       id text primary key, site text not null references site, request text not null references request,
       store text not null, created_at bigint not null, done_at bigint, done_by text)`,
    `create index external_task_request on external_task (request)`,
    `create table copy (
       token_hash text primary key, site text not null references site, request text not null references request,
       subject text not null references subject, made_at bigint not null, expires_at bigint not null,
       content ${bytes}, size integer not null, downloads integer not null, withheld text not null)`,
    `create index copy_request on copy (request)`,
    ...['tombstone', 'ledger'].flatMap(fixed),
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
