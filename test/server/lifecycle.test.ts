/** Starting, stopping and starting again, as a process. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { readConfig } from '../../src/server/config.ts';
import { openStore } from '../../src/server/server.ts';
import { freePort } from '../../tools/free-port.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { delivery, submission } from '../helpers/operations.ts';

const cli = join(import.meta.dirname, '../../src/server/cli.ts');

async function serve(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [cli, 'serve'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  assert.match(first.toString(), /^Backend: http:/);
  return child;
}

describe('serve', () => {
  test('finishes what is under way on SIGTERM, and finds the data again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const port = await freePort();
    const env = { PORT: String(port), DATA_DIR: folder };
    const base = `http://localhost:${String(port)}`;
    const child = await serve(env);
    const form = (await (
      await fetch(`${base}/v1/sites/smartxpo/forms/subscription`)
    ).json()) as PublishedForm;
    const operation = submission(form);
    const { headers, body } = delivery(operation);

    // The request has begun and its body is half way when the signal comes.
    assert.ok(typeof body === 'string');
    const text = body;
    const slow = request(`${base}/v1/operations`, {
      method: 'POST',
      headers: { ...(headers as Record<string, string>), 'content-length': String(Buffer.byteLength(text)) },
    });
    slow.write(text.slice(0, 100));
    await once(slow, 'socket');
    await fetch(`${base}/readyz`);
    child.kill('SIGTERM');
    const refused = await refusesNewRequests(base);
    assert.ok(refused);
    slow.end(text.slice(100));
    const [answer] = (await once(slow, 'response')) as [{ statusCode: number; resume: () => void }];
    assert.equal(answer.statusCode, 201);
    answer.resume();
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);

    const store = await openStore(readConfig(env));
    assert.equal((await store.operations.find(operation.id))?.kind, 'submission');
    await store.close();
    const again = await serve(env);
    assert.equal((await fetch(`${base}/readyz`)).status, 200);
    again.kill('SIGTERM');
    await once(again, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  test('runs on PostgreSQL, several processes on one database', async (context) => {
    const postgres = await startPostgres();
    if ('missing' in postgres) {
      context.skip(postgres.missing);
      return;
    }
    const ports = [await freePort(), await freePort()];
    const processes = await Promise.all(
      ports.map((port) => serve({ PORT: String(port), DATABASE_URL: postgres.url, DATA_DIR: '/nowhere' })),
    );
    const bases = ports.map((port) => `http://localhost:${String(port)}`);
    const form = (await (
      await fetch(`${bases[0] ?? ''}/v1/sites/smartxpo/forms/subscription`)
    ).json()) as PublishedForm;
    const operation = submission(form, { ticked: ['news-email'] });
    // The same operation reaches both at the same moment, many times.
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        fetch(`${bases[index % 2] ?? ''}/v1/operations`, delivery(operation)),
      ),
    );
    const receipts = await Promise.all(answers.map((answer) => answer.text()));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(receipts).size, 1);
    for (const child of processes) child.kill('SIGTERM');
    await Promise.all(processes.map((child) => once(child, 'exit')));
    await postgres.stop();
  });

  test('says so when its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const { port } = squatter.address() as AddressInfo;
    const child = spawn(process.execPath, [cli, 'serve'], {
      env: { ...process.env, PORT: String(port), DATA_DIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    squatter.close();
    rmSync(folder, { recursive: true, force: true });
    assert.equal(code, 2);
    assert.match(said, new RegExp(`PORT: expected a free port, got "${String(port)}"`));
  });
});

async function refusesNewRequests(base: string): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      await fetch(`${base}/healthz`, { headers: { connection: 'close' } });
    } catch {
      return true;
    }
  }
  return false;
}
