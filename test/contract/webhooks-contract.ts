/** Webhooks: other systems learn that a permission changed, signed, once, and nothing about the person. On every engine. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { DELAYS, deliverDue } from '../../src/server/jobs/webhook-job.ts';
import type { WebhookEndpointRow } from '../../src/server/store/webhooks.ts';
import type { WebhookEvent } from '../../src/server/webhooks/events.ts';
import type { SendWebhook } from '../../src/server/webhooks/sending.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { newOperationId } from '../helpers/operations.ts';
import { openStaffDesk } from '../helpers/staff-desk.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import { startWebhookReceiver } from '../helpers/webhook-receiver.ts';
import type { ReceivedWebhook, WebhookReceiver } from '../helpers/webhook-receiver.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NEWER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const HOUR = 3_600_000;
const NEWS = { purpose: 'direct-marketing', channel: 'email' };

export function webhooksContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`webhooks: ${name}`, () => {
    let backend: TestBackend;
    let acts: VisitorActs;
    let receiver: WebhookReceiver;
    let endpoint: WebhookEndpointRow;
    let people = 0;
    const log = console.error;
    before(async () => {
      backend = await start();
      acts = new VisitorActs(backend);
      console.error = () => undefined;
    });
    after(async () => {
      console.error = log;
      await backend.close();
    });
    beforeEach(async () => {
      receiver = await startWebhookReceiver();
      endpoint = await added(receiver.url);
    });
    afterEach(async () => {
      for (const { id } of await backend.store.webhooks.endpointsOf('smartxpo'))
        await backend.store.webhooks.changeEndpoint(id, { ended_at: backend.parts.now() });
      await receiver.close();
    });

    const added = async (
      url: string,
      more: Partial<WebhookEndpointRow> = {},
    ): Promise<WebhookEndpointRow> => {
      const row: WebhookEndpointRow = {
        id: backend.parts.newId(),
        ...{ site: 'smartxpo', url, secret: SECRET, is_private: 0, created_at: backend.parts.now() },
        events: '["permission.changed","objection.changed"]',
        ...{ earlier_secret: null, earlier_until: null, ended_at: null },
        ...more,
      };
      await backend.store.webhooks.addEndpoint(row);
      return row;
    };
    const deliver = (send?: SendWebhook): Promise<void> =>
      deliverDue(backend.store, () => backend.clock.now, send);
    const person = (): string => `person-${String((people += 1))}@visitor.example`;
    const verified = ({ body, headers }: ReceivedWebhook, secret = SECRET): WebhookEvent => {
      const signed = Object.fromEntries(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((key) => [key, String(headers[key])]),
      );
      // Its clock is the machine's: what the tests' clock signed is looked at apart from its age.
      const age = Number(signed['webhook-timestamp']) * 1000;
      const now = Date.now;
      Date.now = () => age;
      try {
        return new Webhook(secret).verify(body, signed) as WebhookEvent;
      } finally {
        Date.now = now;
      }
    };
    const told = (): unknown[] =>
      receiver.received.map((one) => {
        const { type, data } = verified(one);
        return type === 'permission.changed'
          ? [data.purpose, data.channel, data.permitted, data.reason]
          : [data.scope, data.objects];
      });

    test('a permission that is given and one that ends are told, signed, without a word of the person', async () => {
      const email = person();
      const receipt = await acts.confirmed(email, { answers: { name: 'Ada Lovelace' } });
      await deliver();
      assert.deepEqual(told(), [['direct-marketing', 'email', true, 'ConsentGiven']]);
      const [first] = receiver.received;
      assert.ok(first);
      const event = verified(first);
      assert.equal(event.type, 'permission.changed');
      assert.equal(event.data.subject, (await acts.check(email)).subject);
      assert.deepEqual(event.data.form, { form: 'subscription', version: 1 });
      assert.equal(event.data.wording, receipt.statement.consents?.[0]?.hash);
      assert.doesNotMatch(first.body, /Ada|Lovelace|visitor\.example/);
      assert.throws(() => verified({ ...first, body: first.body.replace('true', 'false') }), WebhookVerificationError); // prettier-ignore
      await acts.send(acts.made('withdrawal', NEWS), await acts.signIn(email));
      await deliver();
      assert.deepEqual(told()[1], ['direct-marketing', 'email', false, 'ConsentWithdrawn']);
      assert.equal(first.headers['content-type'], 'application/json');
    });

    test('what changes nothing is not told: a box left empty, one not confirmed, the same again, a refused operation', async () => {
      const email = person();
      await acts.subscribe(email, { ticked: [] });
      await acts.send(acts.made('objection', { scope: 'everything', objects: true }), await acts.signIn(email)); // prettier-ignore
      await acts.subscribe(email);
      await deliver();
      assert.deepEqual(told(), []);
      await acts.confirm(email);
      await acts.confirmed(email);
      await deliver();
      assert.equal(told().length, 1);
    });

    test('a switch tells itself and what it stops, and the same when it is off again', async () => {
      const email = person();
      await acts.confirmed(email);
      const session = await acts.signIn(email);
      for (const objects of [true, true, false])
        await acts.send(acts.made('objection', { scope: 'marketing', objects }), session);
      await deliver();
      assert.deepEqual(told(), [
        ['direct-marketing', 'email', true, 'ConsentGiven'],
        ['direct-marketing', 'email', false, 'ConsentWithdrawn'],
        ['marketing', true],
        ['direct-marketing', 'email', true, 'ConsentGiven'],
        ['marketing', false],
      ]);
    });

    test('a letter that ends marketing is told like a switch', async () => {
      const email = person();
      await acts.confirmed(email);
      const desk = await openStaffDesk(backend);
      const id = newOperationId();
      const letter = {
        id,
        method: 'post',
        receivedAt: '2026-11-01',
        kind: 'marketing-objection',
        message: 'No more.',
      };
      const entry = { ...letter, contact: { email } };
      const entered = await desk.post('support', 'correspondence', entry, { 'idempotency-key': `"${id}"` });
      assert.equal(entered.status, 201);
      await deliver();
      assert.deepEqual(told().slice(1), [['direct-marketing', 'email', false, 'ConsentWithdrawn'], ['marketing', true]]); // prettier-ignore
    });

    test('an endpoint hears what it asked for, and nothing from before it was there', async () => {
      await backend.store.webhooks.changeEndpoint(endpoint.id, { ended_at: backend.parts.now() });
      await acts.confirmed(person());
      await added(receiver.url, { events: '["objection.changed"]' });
      const email = person();
      await acts.confirmed(email);
      await acts.send(acts.made('objection', { scope: 'sharing', objects: true }), await acts.signIn(email));
      await deliver();
      assert.deepEqual(told(), [['sharing', true]]);
    });

    test('what fails is tried again, later each time, with the same id; in the end it is given up and can be sent again', async () => {
      await acts.confirmed(person());
      receiver.answers = [500, (response) => response.destroy(), 302, 404];
      await deliver();
      assert.equal(receiver.received.length, 1);
      for (const [index, delay] of DELAYS.slice(0, 4).entries()) {
        backend.clock.now += delay - 1000;
        await deliver();
        assert.equal(receiver.received.length, index + 1, 'not before its time');
        backend.clock.now += 1000 + 50;
        await deliver();
        assert.equal(receiver.received.length, index + 2);
      }
      assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
      const [message] = await backend.store.webhooks.messagesOf('smartxpo', 1);
      assert.ok(message?.delivered_at);
      const attempts = await backend.store.webhooks.attemptsOf(message.id);
      assert.deepEqual(attempts.map(({ number, status }) => [number, status]), [[1, 500], [2, null], [3, 302], [4, 404], [5, 204]]); // prettier-ignore
      assert.equal(attempts[1]?.problem, 'ECONNRESET');
    });

    test('after about three days it has failed; a redelivery has the same id', async () => {
      await acts.confirmed(person());
      receiver.answers = Array.from({ length: 10 }, () => 503);
      const begun = backend.clock.now;
      for (const delay of [...DELAYS, 0, 48 * HOUR]) {
        await deliver();
        backend.clock.now += delay + 50;
      }
      assert.equal(receiver.received.length, 10);
      assert.ok(backend.clock.now - begun > 72 * HOUR);
      const [message] = await backend.store.webhooks.messagesOf('smartxpo', 1);
      assert.ok(message?.failed_at);
      await backend.store.webhooks.settle(message.id, {
        failed_at: null,
        next_attempt_at: backend.clock.now,
      });
      await deliver();
      assert.equal(receiver.received.at(-1)?.headers['webhook-id'], message.id);
      assert.ok((await backend.store.webhooks.message(message.id))?.delivered_at);
    });

    test('an endpoint that says it is gone is asked no more', async () => {
      receiver.answers = [410];
      await acts.confirmed(person());
      await deliver();
      assert.ok((await backend.store.webhooks.endpoint(endpoint.id))?.ended_at);
      await acts.confirmed(person());
      backend.clock.now += 24 * HOUR;
      await deliver();
      assert.equal(receiver.received.length, 1);
    });

    test('one that fails delays no other', async () => {
      const other = await startWebhookReceiver();
      await added(other.url);
      receiver.answers = [500, 500, 500];
      for (let count = 0; count < 3; count += 1) await acts.confirmed(person());
      await deliver();
      assert.equal(other.received.length, 3);
      assert.ok(receiver.received.length < 3 + 1);
      await other.close();
    });

    test('while a secret is replaced both sign; a day later only the new one', async () => {
      await backend.store.webhooks.changeEndpoint(endpoint.id, {
        ...{ secret: NEWER, earlier_secret: SECRET, earlier_until: backend.clock.now + 24 * HOUR },
      });
      await acts.confirmed(person());
      await deliver();
      const [both] = receiver.received;
      assert.ok(both);
      assert.deepEqual(verified(both, NEWER), verified(both, SECRET));
      backend.clock.now += 25 * HOUR;
      await acts.confirmed(person());
      await deliver();
      const latest = receiver.received.at(-1);
      assert.ok(latest);
      assert.ok(verified(latest, NEWER));
      assert.throws(() => verified(latest, SECRET), WebhookVerificationError);
    });

    test('nothing is sent into a private network, by number or by name, unless the operator said so', async () => {
      await backend.store.webhooks.changeEndpoint(endpoint.id, { ended_at: backend.parts.now() });
      const { port } = new URL(receiver.url);
      const places = [`https://127.0.0.1:${port}/`, `https://[::1]:${port}/`, `https://[::ffff:10.0.0.1]/`, `https://localhost:${port}/`, 'https://169.254.169.254/latest']; // prettier-ignore
      for (const url of places) await added(url);
      const allowed = await added(`https://127.0.0.1:${port}/`, { is_private: 1 });
      await acts.confirmed(person());
      await deliver();
      const messages = await backend.store.webhooks.messagesOf('smartxpo', places.length + 1);
      for (const { id, endpoint: to } of messages) {
        const [attempt] = await backend.store.webhooks.attemptsOf(id);
        if (to === allowed.id) assert.notEqual(attempt?.problem, 'private-address');
        else assert.deepEqual([attempt?.status, attempt?.problem], [null, 'private-address']);
      }
      assert.equal(messages.length, places.length + 1);
      assert.equal(receiver.received.length, 0);
    });

    test('a crash between sending and noting it doubles nothing but the delivery: the id is the same', async () => {
      await acts.confirmed(person());
      const ids: string[] = [];
      const crash = deliver((_endpoint, { id }) => {
        ids.push(id);
        throw new Error('the machine is gone');
      });
      await assert.rejects(crash, /the machine is gone/);
      await deliver();
      assert.equal(receiver.received.length, 0, 'another process may be sending it');
      backend.clock.now += 61_000;
      await deliver();
      assert.deepEqual(receiver.received.map(({ headers }) => headers['webhook-id']), ids); // prettier-ignore
    });

    test('two processes at once send each message once', async () => {
      for (let count = 0; count < 5; count += 1) await acts.confirmed(person());
      await Promise.all([deliver(), deliver()]);
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      assert.deepEqual([ids.length, new Set(ids).size], [5, 5]);
    });
  });
}
