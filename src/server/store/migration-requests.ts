/** Requests of people under their rights, and everything that happens to them. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Engine } from './migrations.ts';

export function requests(engine: Engine): Migration {
  const statements = [
    `create table request (
       id text primary key references operation, site text not null references site,
       subject text not null references subject, kind text not null, reference text not null,
       language text not null, method text not null, proved integer not null,
       received_on text not null, received_at bigint not null, state text not null, since bigint not null,
       due_on text, wake_at bigint, revision integer not null, previous text references request, sender text,
       unique (site, reference))`,
    `create index request_subject on request (subject)`,
    `create index request_newest on request (site, received_at, id)`,
    `create index request_wake on request (wake_at)`,
    // A rule, at its time, decides nothing against anybody: whoever refuses is named (L-40).
    `create table request_entry (
       request text not null references request, number integer not null, at bigint not null, day text not null,
       actor text not null check (actor in ('subject','staff','system')), person text, state text, code text,
       words text, visible integer not null, primary key (request, number),
       check ((actor = 'staff') = (person is not null)),
       check (state is null or state not in ('refused','partly-refused','extended') or actor = 'staff'))`,
    ...onlyWordsGo(engine),
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/** What happened stays as it was written; what was said can be taken away when its time is over. */
function onlyWordsGo(engine: Engine): string[] {
  const columns = ['request', 'number', 'at', 'day', 'actor', 'person', 'state', 'code', 'visible'];
  const differs = (distinct: string): string =>
    [...columns.map((name) => `new.${name} ${distinct} old.${name}`), 'new.words is not null'].join(' or ');
  if (engine === 'sqlite') {
    return [
      `create trigger request_entry_immutable before update on request_entry when ${differs('is not')}
       begin select raise(abort, 'request_entry rows never change'); end`,
    ];
  }
  return [
    `create function request_entry_refuse() returns trigger language plpgsql as
     $$ begin
       if ${differs('is distinct from')} then raise exception 'request_entry rows never change'; end if;
       return new;
     end $$`,
    `create trigger request_entry_immutable before update on request_entry
     for each row execute function request_entry_refuse()`,
  ];
}
