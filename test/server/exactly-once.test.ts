/** Several processes, one database, every operation four times at once: each is applied once, all answers equal. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { submission } from '../helpers/operations.ts';
import { assertHolds, makeDataFolder, startServerProcess } from '../helpers/server-process.ts';
import type { Answer, ServerProcess } from '../helpers/server-process.ts';

const COPIES = 4;
/** Operations on their way at the same time. */
const WIDTH = 12;

describe('exactly once', () => {
  test('three processes on one PostgreSQL, 300 operations', async (context) => {
    const postgres = await startPostgres();
    if ('missing' in postgres) {
      context.skip(postgres.missing);
      return;
    }
    const env = { DATABASE_URL: postgres.url, DATA_DIR: '/nowhere' };
    const servers = await Promise.all([1, 2, 3].map(() => startServerProcess({ env })));
    const ids = await sendAll(servers, 300);
    const client = new pg.Client(postgres.url);
    await client.connect();
    const { rows } = await client.query<Record<string, string>>(
      `select (select count(*) from operation) as operations, (select count(*) from submission) as submissions,
       (select count(*) from consent_event) as events, (select count(distinct operation) from consent_event) as acts`,
    );
    await client.end();
    const expected = { operations: '300', submissions: '300', events: '600', acts: '300' };
    assert.equal(ids.size, 300);
    assert.deepEqual(rows, [expected]);
    await Promise.all(servers.map(({ end }) => end('SIGTERM')));
    await postgres.stop();
  });

  test('two processes on one file, 60 operations', async () => {
    const folder = makeDataFolder();
    const servers = [
      await startServerProcess({ env: folder.env }),
      await startServerProcess({ env: folder.env }),
    ];
    const ids = await sendAll(servers, 60);
    await Promise.all(servers.map(({ end }) => end('SIGTERM')));
    assertHolds(folder, ids);
    assert.equal(folder.query('select * from submission').length, 60);
    assert.equal(folder.query('select * from consent_event').length, 120);
    folder.remove();
  });
});

/** Sends each of many operations to several servers at once; the ids of all. */
async function sendAll(servers: ServerProcess[], count: number): Promise<Set<string>> {
  const form = await servers[0]!.form('subscription');
  const operations = Array.from({ length: count }, (_, index) =>
    // Some addresses come again, so that subjects and their locks are shared.
    submission(form, {
      answers: { email: `person-${String(index % 40)}@visitor.example` },
      ticked: ['news-email'],
    }),
  );
  const ids = new Set(operations.map(({ id }) => id));
  const waiting = [...operations.entries()];
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [index, operation] = next;
      const copies = Array.from({ length: COPIES }, (_, copy) =>
        acknowledged(servers[(index + copy * copy) % servers.length]!, operation),
      );
      const texts = await Promise.all(copies);
      assert.equal(new Set(texts).size, 1, operation.id);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, sendNext));
  return ids;
}

/** As the widget does it: again until there is a receipt; nothing but "later" may come before. */
async function acknowledged(server: ServerProcess, operation: Operation): Promise<string> {
  let answer: Answer;
  do {
    answer = await server.send(operation);
    assert.ok(answer.status === 201 || answer.status === 503, answer.text);
  } while (answer.status !== 201);
  return answer.text;
}
