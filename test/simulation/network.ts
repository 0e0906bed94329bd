/** The way between tabs and the backend, with everything that networks, portals and proxies do to it. */
import type { Delivery } from '../../src/protocol/operation.schema.ts';
import { problemType } from '../../src/protocol/problem.ts';
import type { Answer, Backend } from './backend.ts';
import type { Random } from './random.ts';
import type { Tab } from './tab.ts';
import type { VirtualTime } from './time.ts';

/** 'rough': each request meets a fate of its own. 'down': nothing gets through. 'portal': somebody else answers. */
export type Weather = 'fair' | 'rough' | 'down' | 'portal' | 'busy';

const FATES = {
  answered: 50,
  'lost before': 9,
  'lost after': 12,
  'delivered twice': 8,
  late: 5,
  truncated: 4,
  'another id': 4,
  'hangs before': 3,
  'hangs after': 3,
  'other page': 3,
  'internal error': 2,
} as const;
type Fate = keyof typeof FATES;

/** A firewall that does not like what it sees: it never reaches the backend. */
export type Blocked = (body: string) => boolean;

export class Network {
  weather: Weather = 'fair';
  /** The backend's process is not there. */
  isServerDown = false;
  isBlocked: Blocked = () => false;
  /** Requests for operations: which tab, which operation, the text that stands in no other act, when. */
  readonly requests: { tab: Tab; operation: string; canary: string | undefined; at: number }[] = [];
  /** Operations that the backend itself has refused. */
  readonly refused = new Set<string>();
  /** Operations that the backend stumbled over; those behind them need not wait. */
  readonly alone = new Set<string>();
  readonly #backend: Backend;
  readonly #time: VirtualTime;
  readonly #random: Random;

  constructor(backend: Backend, time: VirtualTime, random: Random) {
    this.#backend = backend;
    this.#time = time;
    this.#random = random;
  }

  async fetch(tab: Tab, url: string, init: RequestInit): Promise<Response> {
    const { pathname } = new URL(url);
    const body = typeof init.body === 'string' ? init.body : '';
    if (pathname === '/v1/sessions') {
      const { token } = JSON.parse(body) as { token: string };
      const made = await this.#time.hold(this.#backend.signIn(token, this.#time.now));
      return json({ status: 201, body: JSON.stringify(made) });
    }
    if (pathname !== '/v1/operations') throw new TypeError(`Failed to fetch ${pathname}`);
    const headers = new Headers(init.headers);
    const { operation } = JSON.parse(body) as Delivery;
    const name = operation.kind === 'submission' ? operation.payload.answers['name'] : undefined;
    const canary = typeof name === 'string' ? name : undefined;
    this.requests.push({ tab, operation: operation.id, canary, at: this.#time.now });
    const arrived = { body, authorization: headers.get('authorization') ?? undefined };
    return this.#abortable(init.signal, this.#deliver(arrived, operation.id));
  }

  async #deliver(
    arrived: { body: string; authorization: string | undefined },
    id: string,
  ): Promise<Response> {
    const fate = this.#fate(arrived.body);
    await this.#pass(this.#random.between(5, 150));
    if (fate === 'never') return new Promise(() => undefined);
    if (fate === 'lost before') throw new TypeError('Failed to fetch');
    if (fate === 'other page') return foreign(id, this.requests.length);
    if (fate === 'busy') return busy(this.#random);
    if (fate === 'hangs before') return new Promise(() => undefined);
    if (fate === 'late') await this.#pass(this.#random.between(1000, 90_000));
    if (this.isServerDown) throw new TypeError('Failed to fetch');
    if (fate === 'internal error') {
      this.alone.add(id);
      return internalError(id);
    }
    const answer = await this.#time.hold(this.#backend.take(arrived, this.#time.now));
    if (answer.status >= 400) this.refused.add(id);
    if (fate === 'delivered twice') {
      this.#time.after(this.#random.between(1, 60_000), () => {
        void this.#time.hold(this.#backend.take(arrived, this.#time.now));
      });
    }
    await this.#pass(this.#random.between(5, 150));
    switch (fate) {
      case 'lost after':
        throw new TypeError('Failed to fetch');
      case 'hangs after':
        return new Promise(() => undefined);
      case 'truncated':
        return json({
          ...answer,
          body: answer.body.slice(0, this.#random.between(0, answer.body.length - 1)),
        });
      case 'another id':
        return json({ ...answer, body: answer.body.replaceAll(id, id.replace(/.{8}$/, '00000000')) });
      default:
        return json(answer);
    }
  }

  #fate(body: string): Fate | 'busy' | 'never' {
    if (this.isBlocked(body)) return 'never';
    switch (this.weather) {
      case 'fair':
        return 'answered';
      case 'rough':
        return this.#random.weighted(FATES);
      case 'down':
        return this.#random.chance(0.8) ? 'lost before' : 'hangs before';
      case 'portal':
        return 'other page';
      case 'busy':
        return 'busy';
    }
  }

  /** The client gives up; what was on its way stays on its way. */
  #abortable(signal: AbortSignal | null | undefined, answer: Promise<Response>): Promise<Response> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      answer.then(resolve, reject);
    });
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#time.after(ms, resolve);
    });
  }
}

function json({ status, body }: Answer): Response {
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

/** Answers that others give in the backend's place: portals, firewalls, caches. They take turns. */
function foreign(id: string, turn: number): Response {
  const stranger = `${id.slice(0, -8)}00000000`;
  const statement = { operation: stranger, receivedAt: '2026-11-21T10:00:00.000Z' };
  const answers = [
    page(200, 'Welcome to our network'),
    page(403, 'Blocked by the firewall'),
    json({ status: 201, body: JSON.stringify({ id: stranger, signature: 'signed', statement }) }),
    json({ status: 422, body: JSON.stringify({ type: problemType('validation'), status: 422 }) }),
    page(404, 'Not here'),
  ];
  return answers[turn % answers.length] ?? page(200, '');
}

function page(status: number, title: string): Response {
  return new Response(`<h1>${title}</h1>`, { status, headers: { 'content-type': 'text/html' } });
}

function busy(random: Random): Response {
  const seconds = random.pick(['', '1', '30', '999999999']);
  return new Response('busy', { status: 503, headers: seconds === '' ? {} : { 'retry-after': seconds } });
}

function internalError(operation: string): Response {
  const body = JSON.stringify({ type: '/problems/internal', title: 'internal', status: 500, operation });
  return new Response(body, { status: 500, headers: { 'content-type': 'application/problem+json' } });
}
