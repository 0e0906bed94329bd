/** An export whose database fails half way, over TCP: no reader takes half a file for a whole one. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { createApp } from '../../src/server/app.ts';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { anonymousSubmission, delivery } from '../helpers/operations.ts';
import { bodyIn, openStaffDesk } from '../helpers/staff-desk.ts';

/** One more than an export reads at once. */
const SENT = 201;

async function fill(backend: TestBackend): Promise<void> {
  const form = await bodyIn<PublishedForm>(await backend.fetch('/v1/sites/smartxpo/forms/survey'));
  for (let index = 0; index < SENT; index += 1) {
    const answer = anonymousSubmission(form, { comment: String(index) });
    await bodyIn(await backend.fetch('/v1/operations', delivery(answer)), 201);
  }
}

function addressOf(server: ServerType): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('an export that fails half way is broken off, and what went wrong is logged without what was sent', async (context) => {
  const backend = await startBackend(openMemoryStore());
  await openStaffDesk(backend);
  await fill(backend);
  const { submissions } = backend.store;
  const { page } = submissions;
  let failNow: () => void = () => undefined;
  const untilRead = new Promise<void>((resolve) => (failNow = resolve));
  context.mock.method(submissions, 'page', async (...asked: Parameters<typeof page>) => {
    if (asked[1].after === undefined) return page(...asked);
    await untilRead;
    throw new SyntaxError('Unexpected token in "ada@visitor.example"');
  });
  const log = context.mock.method(console, 'error', () => undefined);
  const server = serve({ fetch: createApp(backend.parts).fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');

  const response = await fetch(`${addressOf(server)}/v1/staff/submissions/export`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-of-privacy-admin', 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'csv', form: 'survey' }),
  });
  assert.equal(response.status, 200);
  const reader = response.body?.getReader();
  assert.equal((await reader?.read())?.done, false);
  failNow();
  await assert.rejects(async () => {
    while ((await reader?.read())?.done === false);
  });
  const logged = log.mock.calls
    .flatMap(({ arguments: words }) => words)
    .map((word: unknown) => (word instanceof Error ? `${word.message} ${String(word.stack)}` : String(word)))
    .join('\n');
  assert.match(logged, /"event":"request-failed"/);
  assert.doesNotMatch(logged, /ada@visitor/);

  const closed = once(server, 'close');
  server.close();
  await closed;
  await backend.close();
});
