import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { runWebhooks } from '../../src/server/commands/webhooks.ts';
import { readConfig } from '../../src/server/config.ts';
import { startServer } from '../../src/server/server.ts';
import { freePort } from '../../tools/free-port.ts';
import { until } from '../helpers/browser.ts';
import { delivery, POSTAL_ADDRESS, submission } from '../helpers/operations.ts';
import { startWebhookReceiver } from '../helpers/webhook-receiver.ts';

describe('webhooks of a running backend', () => {
  test('an operation wakes the delivery', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const receiver = await startWebhookReceiver();
    const env = { DATA_DIR: folder, PORT: String(await freePort()) };
    const server = await startServer(readConfig(env));
    context.mock.method(console, 'log', () => undefined);
    assert.equal(await runWebhooks(env, ['add', 'smartxpo', receiver.url], {}), 0);
    const answer = await fetch(`${server.url}/v1/sites/smartxpo/forms/subscription`);
    const form = (await answer.json()) as PublishedForm;
    const answers = { email: 'ada@visitor.example', 'postal-address': POSTAL_ADDRESS };
    const sent = await fetch(`${server.url}/v1/operations`, delivery(submission(form, { answers, ticked: ['news-post'] }))); // prettier-ignore
    assert.equal(sent.status, 201);
    await until(() => receiver.received.length > 0, 'the message');
    assert.match(receiver.received[0]?.body ?? '', /"channel":"post","permitted":true/);
    await server.stop();
    await receiver.close();
    rmSync(folder, { recursive: true });
  });
});
