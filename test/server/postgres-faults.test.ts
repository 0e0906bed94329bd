/** PostgreSQL that locks, gives up, ends connections, dies with all its processes, and comes back. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { startPostgres } from '../../tools/postgres.ts';
import type { Postgres } from '../../tools/postgres.ts';
import { startBackend } from '../helpers/backend.ts';
import { submission } from '../helpers/operations.ts';
import { startServerProcess } from '../helpers/server-process.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

const started = await startPostgres();

describe('PostgreSQL under faults', { skip: 'missing' in started && started.missing }, () => {
  const postgres = started as Postgres;
  let server: ServerProcess;
  let form: PublishedForm;
  before(async () => {
    server = await startServerProcess({ env: { DATABASE_URL: postgres.url, DATA_DIR: '/nowhere' } });
    form = await server.form('subscription');
  });
  after(async () => {
    await server.end('SIGTERM');
    await postgres.stop();
  });

  test('commits to the disk although the default of this database does not', async () => {
    await withClient(postgres, async (client) => {
      const { rows } = await client.query<{ synchronous_commit: string }>('show synchronous_commit');
      assert.equal(rows[0]?.synchronous_commit, 'off');
    });
    const store = await openPostgresStore(postgres.url);
    const backend = await startBackend(store);
    // Asked from within one of the store's own transactions, by what PostgreSQL shows of it in a row.
    await withClient(postgres, async (client) => {
      await client.query(`create table seen (setting text);
        create function note() returns trigger language plpgsql as
        $$ begin insert into seen values (current_setting('synchronous_commit')); return new; end $$;
        create trigger noting before insert on operation for each row execute function note()`);
    });
    await server.send(submission(form));
    await withClient(postgres, async (client) => {
      assert.deepEqual((await client.query('select distinct setting from seen')).rows, [{ setting: 'on' }]);
      await client.query('drop trigger noting on operation; drop function note; drop table seen');
    });
    await backend.close();
  });

  test('answers 503 when a lock is not given in time, and takes the retry', async () => {
    const operation = submission(form);
    await withClient(postgres, async (client) => {
      await client.query('begin; lock table operation in access exclusive mode');
      const answer = await server.send(operation);
      assert.equal(answer.status, 503, answer.text);
      assert.equal(answer.headers.get('retry-after'), '30');
      await client.query('rollback');
    });
    assert.equal((await server.send(operation)).status, 201);
  });

  test('does a transaction again that lost a deadlock', async () => {
    const operation = submission(form, { answers: { email: 'deadlock@visitor.example' } });
    await server.send(submission(form, { answers: { email: 'deadlock@visitor.example' } }));
    await withClient(postgres, async (client) => {
      // This session has the subject, the server gets the id; then each waits for the other. The
      // server looks for deadlocks first: this session is told to look very late.
      await client.query(`set deadlock_timeout = '60s'; begin;
        select 1 from subject where id in (select subject from contact where value = 'deadlock@visitor.example') for update`);
      const before = await deadlocks(postgres);
      const sent = server.send(operation);
      await waitingForLock(postgres);
      const late = submission(form);
      const insert = client.query(
        `insert into operation (id, site, kind, fingerprint, received_at, age)
         values ($1, 'smartxpo', 'submission', $2, 0, 0)`,
        [operation.id, late.id],
      );
      await insert;
      await client.query('rollback');
      assert.equal((await sent).status, 201);
      assert.ok((await deadlocks(postgres)) > before);
    });
  });

  test('does a transaction again that could not be serialized', async () => {
    await withClient(postgres, async (client) => {
      await client.query(`create sequence failures;
        create function fail_twice() returns trigger language plpgsql as
        $$ begin if nextval('failures') <= 2 then raise exception 'again' using errcode = '40001'; end if;
        return new; end $$;
        create trigger failing before insert on operation for each row execute function fail_twice()`);
      const operation = submission(form);
      assert.equal((await server.send(operation)).status, 201);
      const { rows } = await client.query('select id from operation where id = $1', [operation.id]);
      assert.equal(rows.length, 1);
      await client.query(
        'drop trigger failing on operation; drop function fail_twice; drop sequence failures',
      );
    });
  });

  test('loses and doubles nothing while its connections are ended over and over', async () => {
    await withClient(postgres, async (client) => {
      const load = startLoad(server, form);
      for (let round = 0; round < 20; round += 1) {
        const { length } = load.acknowledged;
        await client.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and client_addr is not null',
        );
        await until(() => load.acknowledged.length > length);
      }
      await load.end();
      assert.ok(load.refused > 0, 'connections were ended while they were used');
      await assertAllThere(postgres, load.acknowledged);
    });
    assert.doesNotMatch(server.output(), /"code":"internal"/);
  });

  test('loses and doubles nothing when all of it dies at once, and is served again when it is back', async () => {
    const load = startLoad(server, form);
    for (let round = 0; round < 3; round += 1) {
      const { length } = load.acknowledged;
      await until(() => load.acknowledged.length > length + 10);
      await postgres.crash();
      assert.equal((await fetch(`${server.base}/readyz`)).status, 503);
      await postgres.restart();
    }
    const { length } = load.acknowledged;
    await until(() => load.acknowledged.length > length + 10);
    await load.end();
    assert.equal((await fetch(`${server.base}/readyz`)).status, 200);
    await assertAllThere(postgres, load.acknowledged);
    assert.equal(server.child.exitCode, null, 'the server never ended');
    assert.doesNotMatch(server.output(), /"code":"internal"/);
  });

  test('is not ready and does not hang while the database is silent', async () => {
    await withClient(postgres, async (client) => {
      await client.query('begin; lock table site in access exclusive mode');
      assert.equal((await fetch(`${server.base}/readyz`)).status, 503);
      await client.query('rollback');
    });
    assert.equal((await fetch(`${server.base}/readyz`)).status, 200);
  });
});

interface Load {
  acknowledged: string[];
  refused: number;
  end: () => Promise<void>;
}

/** Senders that send one operation after the other, each until it is acknowledged. */
function startLoad(server: ServerProcess, form: PublishedForm): Load {
  let isEnding = false;
  const load: Load = {
    acknowledged: [],
    refused: 0,
    end: async () => {
      isEnding = true;
      await Promise.all(senders);
    },
  };
  const sendOne = async (name: number): Promise<void> => {
    const operation = submission(form, { answers: { email: `load-${String(name)}@visitor.example` } });
    for (;;) {
      const { status, text } = await server.send(operation);
      if (status === 201) break;
      assert.equal(status, 503, text);
      load.refused += 1;
    }
    load.acknowledged.push(operation.id);
  };
  const senders = Array.from({ length: 6 }, async (_, name) => {
    while (!isEnding) await sendOne(name);
  });
  return load;
}

async function assertAllThere(postgres: Postgres, acknowledged: string[]): Promise<void> {
  await withClient(postgres, async (client) => {
    const { rows } = await client.query<{ id: string; submissions: string }>(
      `select o.id, count(s.operation) as submissions from operation o
       left join submission s on s.operation = o.id where o.id = any($1) group by o.id`,
      [acknowledged],
    );
    assert.equal(rows.length, acknowledged.length);
    assert.deepEqual(new Set(rows.map(({ submissions }) => submissions)), new Set(['1']));
  });
}

async function withClient(postgres: Postgres, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(postgres.url);
  await client.connect();
  try {
    await work(client);
  } finally {
    const ended = once(client, 'end');
    await client.end();
    await ended;
  }
}

async function deadlocks(postgres: Postgres): Promise<number> {
  let count = 0;
  await withClient(postgres, async (client) => {
    const { rows } = await client.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    count = Number(rows[0]?.deadlocks);
  });
  return count;
}

/** Until a session of the server waits for a lock. */
async function waitingForLock(postgres: Postgres): Promise<void> {
  await withClient(postgres, async (client) => {
    await until(async () => {
      const { rows } = await client.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`);
      return rows.length > 0;
    });
  });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
