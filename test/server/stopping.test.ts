/** A server that is told to stop, told twice, or killed: what was acknowledged stays, what was not is asked again. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { withDraining } from '../../src/server/http/draining.ts';
import { halfSent } from '../helpers/half-sent.ts';
import type { HalfSent } from '../helpers/half-sent.ts';
import { delivery, submission } from '../helpers/operations.ts';
import { assertHolds, makeDataFolder, startServerProcess } from '../helpers/server-process.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

describe('stopping', () => {
  test('answers those under way, closes kept-alive connections, takes nobody new, closes the database', async () => {
    const folder = makeDataFolder();
    const server = await startServerProcess({ env: folder.env });
    const form = await server.form('subscription');
    const agent = new Agent({ keepAlive: true });
    const operation = submission(form);
    const idle = await keptAlive(server, agent);
    const { finish, answer } = await underWay(server, operation);
    const ended = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    if (!idle.destroyed) await once(idle, 'close');
    await assert.rejects(fetch(`${server.base}/readyz`));
    finish();
    const { statusCode, headers } = await answer;
    assert.deepEqual([statusCode, headers.connection], [201, 'close']);
    assert.deepEqual(await ended, [0, null]);
    assert.equal(existsSync(`${folder.file}-wal`), false, 'the last to close the database leaves no log');
    assertHolds(folder, [operation.id]);
    agent.destroy();
    folder.remove();
  });

  test('says on connections that are still open that it is not ready, and when to come again', async () => {
    const held = Promise.withResolvers<Response>();
    const server = withDraining(() => held.promise);
    const begun = server.fetch(new Request('http://backend.test/v1/operations', { method: 'POST' }));
    const drained = server.drain();
    for (const path of ['/readyz', '/v1/operations']) {
      const refused = await server.fetch(new Request(`http://backend.test${path}`));
      const { status, headers } = refused;
      assert.deepEqual([status, headers.get('connection'), headers.get('retry-after')], [503, 'close', '30']);
    }
    held.resolve(new Response('done'));
    assert.equal((await begun).headers.get('connection'), 'close');
    await drained;
  });

  test('ends at once when it is told twice, by whichever signal', async () => {
    const folder = makeDataFolder();
    const server = await startServerProcess({ env: folder.env });
    const operation = submission(await server.form('subscription'));
    const { answer } = await underWay(server, operation);
    const unanswered = assert.rejects(answer);
    server.child.kill('SIGTERM');
    await refusesConnections(server);
    await server.end('SIGINT');
    assert.equal(server.child.signalCode, 'SIGINT');
    await unanswered;
    assert.deepEqual(folder.query(`select 1 from operation where id = '${operation.id}'`), []);
    folder.remove();
  });

  test('killed before the commit: nothing is there, and the retry is taken', () =>
    killedWhile(async (server, operation) => {
      const { answer } = await underWay(server, operation);
      const unanswered = assert.rejects(answer);
      await server.end('SIGKILL');
      await unanswered;
      return 0;
    }));

  test('killed after the commit, before the answer is heard: it is there, and the retry gets its receipt', () =>
    killedWhile(async (server, operation, query) => {
      const sent = server.send(operation).then(
        ({ text }) => text,
        () => undefined,
      );
      await until(() => query().length === 1);
      await server.end('SIGKILL');
      await sent;
      return 1;
    }));

  test('killed during shutdown: nothing half is there, and the retry is taken', () =>
    killedWhile(async (server, operation) => {
      const { answer } = await underWay(server, operation);
      const unanswered = assert.rejects(answer);
      server.child.kill('SIGTERM');
      await refusesConnections(server);
      await server.end('SIGKILL');
      await unanswered;
      return 0;
    }));
});

/** Kills a server in the way given, which tells how often the operation is there; then starts again. */
async function killedWhile(
  kill: (server: ServerProcess, operation: Operation, rows: () => unknown[]) => Promise<0 | 1>,
): Promise<void> {
  const folder = makeDataFolder();
  const server = await startServerProcess({ env: folder.env });
  const form = await server.form('subscription');
  const [earlier, operation] = [submission(form), submission(form)];
  assert.equal((await server.send(earlier)).status, 201);
  const rows = () => folder.query(`select receipt from operation where id = '${operation.id}'`);
  const expected = await kill(server, operation, rows);
  assertHolds(folder, [earlier.id]);
  const left = rows();
  assert.equal(left.length, expected);
  const again = await startServerProcess({ env: folder.env });
  assert.equal((await again.send(operation)).status, 201);
  await again.end('SIGTERM');
  assertHolds(folder, [earlier.id, operation.id]);
  if (expected === 1) assert.deepEqual(rows(), left);
  assert.equal(folder.query('select 1 from submission').length, 2);
  folder.remove();
}

/** An operation on its way. */
async function underWay(server: ServerProcess, operation: Operation): Promise<HalfSent> {
  const { headers, body } = delivery(operation);
  assert.ok(typeof body === 'string');
  return halfSent(server, { headers: headers ?? {}, body }, new Agent({ keepAlive: true }));
}

/** A connection that has carried one request and waits for the next. */
async function keptAlive(server: ServerProcess, agent: Agent) {
  const sent = request(`${server.base}/healthz`, { agent }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { socket } = response;
  response.resume();
  await once(response, 'end');
  assert.equal(response.headers.connection, 'keep-alive');
  return socket;
}

async function refusesConnections(server: ServerProcess): Promise<void> {
  await until(async () => {
    try {
      await fetch(`${server.base}/healthz`, { headers: { connection: 'close' } });
      return false;
    } catch {
      return true;
    }
  });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 1));
}
