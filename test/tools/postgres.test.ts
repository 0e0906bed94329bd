import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { postgresBinaries, startPostgres } from '../../tools/postgres.ts';

const missing = !postgresBinaries() && 'PostgreSQL is not installed';

test('starts a server of its own for each caller and leaves nothing behind', { skip: missing }, async () => {
  const server = await startPostgres();
  assert.ok('url' in server, JSON.stringify(server));
  const client = new pg.Client(server.url);
  await client.connect();
  const { rows } = await client.query<{ answer: number }>('select 40 + 2 as answer');
  assert.equal(rows[0]?.answer, 42);
  await client.end();
  await server.stop();
  await assert.rejects(new pg.Client(server.url).connect());
});
