/** Other systems of a site are told when a permission changes. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export function webhooks(): Migration {
  const statements = [
    `create table webhook_endpoint (
       id text primary key, site text not null references site, url text not null, events text not null,
       secret text not null, earlier_secret text, earlier_until bigint, is_private integer not null,
       created_at bigint not null, ended_at bigint)`,
    `create index webhook_endpoint_site on webhook_endpoint (site)`,
    `create table webhook_message (
       id text primary key, site text not null references site,
       endpoint text not null references webhook_endpoint, type text not null, body text not null,
       created_at bigint not null, attempts integer not null, next_attempt_at bigint not null,
       delivered_at bigint, failed_at bigint)`,
    `create index webhook_message_due on webhook_message (endpoint, next_attempt_at)
       where delivered_at is null and failed_at is null`,
    `create index webhook_message_newest on webhook_message (endpoint, created_at)`,
    `create table webhook_attempt (
       message text not null references webhook_message, number integer not null, at bigint not null,
       status integer, problem text, primary key (message, number))`,
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
