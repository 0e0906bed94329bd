/** What visitors do to a backend without a browser: send, confirm, sign in, withdraw; and what a mailer asks. */
import assert from 'node:assert/strict';
import type { Answers } from '../../src/protocol/answers.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { PermissionAnswer } from '../../src/protocol/me.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { mailedLink } from './backend.ts';
import type { TestBackend } from './backend.ts';
import { delivery, newOperationId, submission } from './operations.ts';

const SERVICE_KEY = 'a-service-key-of-the-tests';
const JSON_TYPE = { 'content-type': 'application/json' };

export type Headers = Record<string, string>;

export interface Ticked {
  answers?: Answers;
  ticked?: string[];
  language?: string;
  /** Milliseconds from the act to its sending. */
  age?: number;
  headers?: Headers;
}

export class VisitorActs {
  readonly backend: TestBackend;
  #acts = 0;
  #subscription: PublishedForm | undefined;

  constructor(backend: TestBackend) {
    this.backend = backend;
  }

  async form(id: string): Promise<PublishedForm> {
    return (await (await this.backend.fetch(`/v1/sites/smartxpo/forms/${id}`)).json()) as PublishedForm;
  }

  /** The next act of one device. */
  device(number = '44444444-4444-4444-8444-444444444444'): { number: string; act: number } {
    return { number, act: (this.#acts += 1) };
  }

  /** An operation of a kind that has no helper of its own; its payload may be wrong. */
  made(kind: Operation['kind'], payload: object): Operation {
    const envelope = { id: newOperationId(), site: 'smartxpo', madeAt: '2026-11-22T10:00:00.000Z' };
    return { ...envelope, device: this.device(), widget: '0.1.0', kind, payload } as Operation;
  }

  send(operation: Operation, headers: Headers = {}, age = 0): Promise<Response> {
    const init = delivery(operation, { age });
    return this.backend.fetch('/v1/operations', {
      ...init,
      headers: { ...(init.headers as Headers), ...headers },
    });
  }

  /** Fills in the subscription. */
  async subscribe(email: string, { age, headers, answers, ...filled }: Ticked = {}): Promise<Receipt> {
    this.#subscription ??= await this.form('subscription');
    const operation = submission(this.#subscription, {
      ticked: ['news-email'],
      ...filled,
      answers: { email, ...answers },
      device: this.device(),
    });
    const response = await this.send(operation, headers, age);
    assert.equal(response.status, 201);
    return (await response.json()) as Receipt;
  }

  async confirm(email: string): Promise<void> {
    const { pathname } = new URL(await mailedLink(this.backend.store, email));
    assert.equal((await this.backend.fetch(pathname, { method: 'POST' })).status, 200);
  }

  async confirmed(email: string, filled: Ticked = {}): Promise<Receipt> {
    const receipt = await this.subscribe(email, filled);
    await this.confirm(email);
    return receipt;
  }

  async signIn(email: string): Promise<Headers> {
    const ask = JSON.stringify({ site: 'smartxpo', email, language: 'en' });
    await this.backend.fetch('/v1/sign-in-links', { method: 'POST', headers: JSON_TYPE, body: ask });
    const token = new URL(await mailedLink(this.backend.store, email)).hash.split('=')[1];
    const body = JSON.stringify({ site: 'smartxpo', token });
    const response = await this.backend.fetch('/v1/sessions', { method: 'POST', headers: JSON_TYPE, body });
    assert.equal(response.status, 201);
    return { authorization: `Bearer ${((await response.json()) as { token: string }).token}` };
  }

  async read<T>(path: string, headers: Headers): Promise<T[]> {
    const response = await this.backend.fetch(`/v1/me/${path}`, { headers });
    assert.equal(response.status, 200);
    return ((await response.json()) as { items: T[] }).items;
  }

  /** What a mailer with a service key is told. */
  async check(
    contact: string,
    { purpose = 'direct-marketing', channel = 'email', links = false } = {},
  ): Promise<PermissionAnswer> {
    const { store } = this.backend;
    if ((await store.keys.serviceKey(hashOf(SERVICE_KEY))) === undefined)
      await store.keys.addServiceKey({ key_hash: hashOf(SERVICE_KEY), site: 'smartxpo', name: 'test', created_at: 0 }); // prettier-ignore
    const response = await this.backend.fetch('/v1/permissions/check', {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${SERVICE_KEY}` },
      body: JSON.stringify({ items: [{ contact, purpose, channel }], links }),
    });
    assert.equal(response.status, 200);
    const [answer] = ((await response.json()) as { items: PermissionAnswer[] }).items;
    assert.ok(answer);
    return answer;
  }
}
