import { expect } from '@open-wc/testing';
import { delay, http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import { createNativeTransport } from '../../src/client/native-transport.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { SendOutcome } from '../../src/client/retry.ts';
import { after as browserAfter } from '../../src/client/timers.ts';
import { SEND_TIMEOUT } from '../../src/client/transport.ts';
import { createWebhookTransport } from '../../src/client/webhook-transport.ts';
import { newId, operation, receiptFor } from '../helpers/elements-operations.ts';

const ENDPOINT = 'https://consent.example';
const NATIVE = `${ENDPOINT}/v1/operations`;
const HOOK = 'https://hooks.example/consent';
const worker = setupWorker();

/** Answers the next request to either backend. */
function answering(answer: () => Response | Promise<Response>): void {
  worker.use(http.post(NATIVE, answer), http.post(HOOK, answer));
}

const sending = { operation: operation(), age: 1234 };
const { id } = sending.operation;
const TIMING = { after: browserAfter, timeout: SEND_TIMEOUT };
const native = (): Promise<SendOutcome> => createNativeTransport(ENDPOINT, fetch, TIMING).send(sending);
const webhook = (): Promise<SendOutcome> => createWebhookTransport(HOOK, fetch, TIMING).send(sending);

describe('transports', () => {
  before(async () => {
    await worker.start({ quiet: true });
  });
  afterEach(() => {
    worker.resetHandlers();
  });
  after(() => worker.stop());

  it('send the operation under its own id, and what it needs to be allowed', async () => {
    const seen: { key: string | null; authorization: string | null; body: unknown }[] = [];
    worker.use(
      http.post(NATIVE, async ({ request }) => {
        const { headers } = request;
        seen.push({
          key: headers.get('idempotency-key'),
          authorization: headers.get('authorization'),
          body: await request.json(),
        });
        return HttpResponse.json(receiptFor(sending.operation), { status: 201 });
      }),
    );
    const outcome = await createNativeTransport(ENDPOINT, fetch, TIMING).send({
      ...sending,
      authorization: 'Capability c',
    });
    expect(outcome.type).to.equal('receipt');
    expect(seen).to.deep.equal([{ key: `"${id}"`, authorization: 'Capability c', body: sending }]);
  });

  const notAnswers: [string, () => Response | Promise<Response>][] = [
    ['no network', () => HttpResponse.error()],
    ['a captive portal', () => HttpResponse.html('<h1>Welcome to the hotel</h1>')],
    ['somebody else’s JSON', () => HttpResponse.json({ ok: true })],
    [
      'a receipt for another operation',
      () => HttpResponse.json(receiptFor({ ...sending.operation, id: newId() })),
    ],
    ['a list', () => HttpResponse.json([id])],
    [
      'half a document',
      () => new HttpResponse('{"id":"', { headers: { 'content-type': 'application/json' } }),
    ],
    ['a firewall’s 403', () => new HttpResponse('Forbidden', { status: 403 })],
    ['a 422 that is not ours', () => HttpResponse.json({ error: 'nope' }, { status: 422 })],
    [
      'our problem about another operation',
      () => HttpResponse.json({ type: '/problems/validation', operation: newId() }, { status: 422 }),
    ],
    ['a server error', () => new HttpResponse(null, { status: 502 })],
  ];
  for (const [what, answer] of notAnswers) {
    it(`take ${what} for no answer`, async () => {
      answering(answer);
      expect((await native()).type).to.equal('no-answer');
      expect((await webhook()).type).to.equal('no-answer');
    });
  }

  it('believe a refusal that names the operation', async () => {
    answering(() =>
      HttpResponse.json(
        { type: '/problems/validation', operation: id, errors: [{ pointer: '/x', code: 'required' }] },
        { status: 422, headers: { 'content-type': 'application/problem+json' } },
      ),
    );
    expect(await native()).to.deep.equal({
      type: 'problem',
      code: 'validation',
      findings: [{ pointer: '/x', code: 'required' }],
    });
  });

  it('hand on how long the server asks to wait', async () => {
    answering(() => new HttpResponse(null, { status: 503, headers: { 'retry-after': '7' } }));
    expect(await native()).to.deep.equal({
      type: 'no-answer',
      retryAfter: 7000,
      came: '503 without a content type',
    });
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
    const later = 'Sun, 22 Nov 2026 10:00:30 GMT';
    answering(() => new HttpResponse(null, { status: 429, headers: { date, 'retry-after': later } }));
    // Browsers may hide `Date`; then the wish cannot be read, and the own delay counts.
    const outcome = await native();
    expect(outcome.type === 'no-answer' && [undefined, 30_000].includes(outcome.retryAfter)).to.equal(true);
  });

  it('acknowledge by webhook when any 2xx repeats the id in JSON', async () => {
    answering(async () => {
      await delay(1);
      return HttpResponse.json({ id, stored: true }, { status: 202 });
    });
    const outcome = await webhook();
    expect(outcome.type).to.equal('receipt');
    expect(outcome.type === 'receipt' && outcome.receipt.statement.consents?.[0]?.words).to.equal(
      'Email me.',
    );
    expect((await native()).type).to.equal('no-answer', 'our own protocol wants a signed receipt');
  });

  it('send an acknowledgement by webhook as it is, and record which version it is about', async () => {
    const read = { policy: 'privacy', version: '2026-11-01', hash: `sha256-${'p'.repeat(43)}` };
    const payload = { ...read, language: 'en' };
    const acknowledgement: Operation = {
      ...sending.operation,
      device: null,
      kind: 'acknowledgement',
      payload,
    };
    answering(() => HttpResponse.json({ id }));
    const transport = createWebhookTransport(HOOK, fetch, TIMING);
    const outcome = await transport.send({ operation: acknowledgement, age: 0 });
    expect(outcome.type === 'receipt' && outcome.receipt.statement.policy).to.deep.equal(read);
  });
});
