/** Links that take a permission back without signing in, contacts that nobody may write to again, codes to sign in with. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export function unsubscribe(): Migration {
  const statements = [
    `create table preference_link (
       token_hash text primary key, site text not null references site, subject text not null references subject,
       purpose text not null, channel text not null, created_at bigint not null)`,
    `create index preference_link_subject on preference_link (subject)`,
    // No reference to a subject: it outlives everything that is known of one (L-29).
    `create table suppression (
       site text not null references site, key text not null, purpose text not null, channel text not null,
       at bigint not null, primary key (site, key, purpose, channel))`,
    `alter table sign_in_link add column code_hash text not null default ''`,
    `alter table sign_in_link add column tries integer not null default 0`,
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
