/** More uploads than a server can hold: it says so before it reads them, and withdrawals get through. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { test } from 'node:test';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { halfSent } from '../helpers/half-sent.ts';
import type { HalfSent } from '../helpers/half-sent.ts';
import { fileDelivery, submission, withdrawal } from '../helpers/operations.ts';
import { assertHolds, makeDataFolder, startServerProcess } from '../helpers/server-process.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { application, pdfOf } from '../helpers/application.ts';

const MB = 1024 * 1024;
const UPLOADS = 40;
/** The largest CV the sample form takes, nearly: 64 MB have room for twelve. */
const UPLOAD_SIZE = 5 * MB - 1000;
const FITTING = 12;
/** What the server may grow by: its 64 MB of bodies four times, and what the collector has not swept. */
const GROWTH = 400 * MB;

test('many large slow uploads: bounded memory, 503 for the rest, and a withdrawal passes', async () => {
  const folder = makeDataFolder();
  const server = await startServerProcess({ env: folder.env });
  const subscription = await server.form('subscription');
  const grant = submission(subscription, { ticked: ['news-email'] });
  const receipt = JSON.parse((await server.send(grant)).text) as Receipt;
  const form = await server.form('employment-application');
  const before = memoryOf(server);

  const uploads = await Promise.all(
    Array.from({ length: UPLOADS }, async () => {
      const file = pdfOf(UPLOAD_SIZE);
      const operation = application(form, file);
      const { headers, body } = await written(fileDelivery(operation, { cv: file }));
      return { operation, headers, body };
    }),
  );
  // All begin, most of each is sent, none is finished.
  const begun = uploads.map(({ headers, body }) => begin(server, headers, body));
  await Promise.all(begun.map(({ settled }) => settled));
  const refused = begun.filter(({ status }) => status() === 503);
  assert.equal(begun.length - refused.length, FITTING, 'as many as fit 64 MB');
  assert.ok(refused.every(({ retryAfter }) => retryAfter() === '30'));

  const end = withdrawal('direct-marketing', 'email', { grant: grant.id });
  const authorization = `Capability ${receipt.capability ?? ''}`;
  assert.equal((await server.send(end, { authorization })).status, 201);

  const finished = await Promise.all(begun.map(({ finish }) => finish()));
  assert.equal(finished.filter((status) => status === 201).length, FITTING);
  const largest = memoryOf(server) - before;
  assert.ok(largest < GROWTH, `grew by ${String(Math.round(largest / MB))} MB`);

  for (const { headers, body } of uploads) {
    let status = 503;
    while (status === 503)
      status = (await fetch(`${server.base}/v1/operations`, { method: 'POST', headers, body })).status;
    assert.equal(status, 201);
  }
  await server.end('SIGTERM');
  assertHolds(folder, [grant.id, end.id, ...uploads.map(({ operation }) => operation.id)]);
  assert.equal(folder.query('select 1 from file').length, UPLOADS);
  folder.remove();
});

test('shares: what one kind of body takes is not taken from the other', async () => {
  const folder = makeDataFolder();
  const server = await startServerProcess({ env: folder.env });
  const form = await server.form('subscription');
  const wide = await held(server, 100 * 1024, 64);
  assert.equal(await statusOf(server, 100 * 1024), 503);
  assert.equal((await server.send(submission(form))).status, 201);
  await cancel(wide);
  const narrow = await held(server, 500, 256);
  assert.equal((await server.send(submission(form))).status, 503);
  assert.equal(await statusOf(server, 100 * 1024), 400, 'read, and not JSON');
  await cancel(narrow);
  // Places are given back by those who never finished.
  let status = 503;
  while (status === 503) ({ status } = await server.send(submission(form)));
  assert.equal(status, 201);
  await server.end('SIGTERM');
  folder.remove();
});

/** Requests that have a place and never end. */
async function held(server: ServerProcess, size: number, count: number): Promise<HalfSent[]> {
  const headers = { 'content-type': 'application/json' };
  const all = Array.from({ length: count }, () => halfSent(server, { headers, body: ' '.repeat(size) }));
  return Promise.all(all);
}

/** Ends them before they are complete; resolves when no answer can come any more. */
async function cancel(requests: HalfSent[]): Promise<void> {
  const ended = requests.map(({ answer }) => assert.rejects(answer));
  for (const each of requests) each.cancel();
  await Promise.all(ended);
}

async function statusOf(server: ServerProcess, size: number): Promise<number> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: ' '.repeat(size) };
  return (await fetch(`${server.base}/v1/operations`, init)).status;
}

/** A request as it goes over the wire. */
async function written(
  init: RequestInit,
): Promise<{ headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }> {
  const whole = new Request('http://nowhere.test', init);
  return { headers: Object.fromEntries(whole.headers), body: new Uint8Array(await whole.arrayBuffer()) };
}

interface Begun {
  /** When most of it has been taken, or an answer has come. */
  settled: Promise<unknown>;
  status: () => number | undefined;
  retryAfter: () => string | undefined;
  /** Sends the rest; the status in the end. */
  finish: () => Promise<number | undefined>;
}

function begin(server: ServerProcess, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>): Begun {
  const sent: ClientRequest = request(`${server.base}/v1/operations`, {
    method: 'POST',
    headers: { ...headers, 'content-length': body.byteLength },
  });
  let answer: IncomingMessage | undefined;
  const answered = new Promise<void>((resolve) => {
    sent.once('response', (response) => {
      answer = response;
      response.resume();
      resolve();
    });
    // The server does not read on after it has refused.
    sent.on('error', () => {
      resolve();
    });
  });
  const most = body.byteLength - 1000;
  const taken = new Promise((resolve) => sent.write(body.subarray(0, most), resolve));
  return {
    settled: Promise.race([answered, taken]),
    status: () => answer?.statusCode,
    retryAfter: () => answer?.headers['retry-after'],
    finish: async () => {
      if (answer === undefined) {
        sent.end(body.subarray(most));
        await Promise.race([once(sent, 'response'), answered]);
      } else sent.destroy();
      return answer?.statusCode;
    },
  };
}

/** The most memory the process ever had, bytes. */
function memoryOf({ child }: ServerProcess): number {
  const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
