/** What a network does to one request, by name. A fault strikes forms; the network's own faults strike all. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Delivery, FaultWorld } from './fault-world.ts';

export interface Exchange {
  world: FaultWorld;
  delivery: Delivery;
  response: ServerResponse;
  /** Where a portal would send the visitor. */
  portal: string;
}

export interface Fault {
  /** 'forms': withdrawals get through meanwhile. */
  strikes: 'forms' | 'preflights' | 'everything';
  act: (exchange: Exchange) => Promise<void> | void;
}

const PORTAL = '<!doctype html><title>Welcome</title><h1>Welcome to the hotel</h1><form>Room <input></form>';
const BLOCKED = '<html><head><title>Request blocked</title></head><body>Support id: 4711</body></html>';
const SECOND = 1000;
const FLAP = 200;

/** Headers of whoever answers in place of the backend; the page may read all of it, or nothing would be tested. */
function stranger({ delivery }: Exchange, more: Record<string, string> = {}): Record<string, string> {
  return {
    'content-type': 'text/html',
    'access-control-allow-origin': delivery.origin,
    'access-control-expose-headers': 'Retry-After, Date',
    ...more,
  };
}

/** A network that gives itself out for nobody: the connection dies without a word. */
function reset({ response }: Exchange): void {
  response.socket?.resetAndDestroy();
}

function handOn({ world, delivery }: Exchange): Promise<Answer> {
  return world.handOn(delivery);
}

export function send({ response }: Pick<Exchange, 'response'>, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

/** Begins an answer that does not end; what follows is up to the caller. */
function begin({ response }: Exchange, { status, headers, body }: Answer, sent: string): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.flushHeaders();
  if (sent !== '') response.write(sent);
}

/** Forms are answered like this, by somebody who never asked the backend. */
function answered(
  status: number,
  { body = BLOCKED, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
): Fault {
  return {
    strikes: 'forms',
    act: (exchange) => send(exchange, { status, headers: stranger(exchange, headers), body }),
  };
}

function tooMany(retryAfter: (now: number) => string): Fault {
  return {
    strikes: 'forms',
    act: (exchange) => {
      const now = Date.now();
      const headers = { date: new Date(now).toUTCString(), 'retry-after': retryAfter(now) };
      send(exchange, { status: 429, headers: stranger(exchange, headers), body: BLOCKED });
    },
  };
}

/** Our own problem document about this very operation. */
function ourTooMany(retryAfter: string): Fault {
  return {
    strikes: 'forms',
    act: (exchange) => {
      const operation = exchange.delivery.operation?.id;
      const headers = { 'content-type': 'application/problem+json', 'retry-after': retryAfter };
      const body = { type: '/problems/rate-limited', title: 'rate-limited', status: 429, operation };
      send(exchange, { status: 429, headers: stranger(exchange, headers), body: JSON.stringify(body) });
    },
  };
}

/** The backend takes it; what the visitor gets is not what it answered. */
function afterCommit(act: (exchange: Exchange, answer: Answer) => Promise<void> | void): Fault {
  return { strikes: 'forms', act: async (exchange) => act(exchange, await handOn(exchange)) };
}

function changed(change: (body: { id: string; statement: object }) => object): Fault {
  return afterCommit((exchange, answer) => {
    const receipt = JSON.parse(answer.body) as { id: string; statement: object };
    send(exchange, { ...answer, body: JSON.stringify(change(receipt)) });
  });
}

/** There for 200 ms, gone for 200 ms; what is under way when it goes may have been committed or not. */
async function flap(exchange: Exchange): Promise<void> {
  const isThere = Math.floor((Date.now() - exchange.world.brokenSince) / FLAP) % 2 === 1;
  exchange.world.flaps += 1;
  const answer = isThere || exchange.world.flaps % 2 === 0 ? await handOn(exchange) : undefined;
  if (isThere && answer !== undefined) send(exchange, answer);
  else reset(exchange);
}

/** Somebody else's operation. */
const OTHER_ID = '0199aaaa-0000-7000-8000-000000000000';

async function drip(exchange: Exchange, answer: Answer): Promise<void> {
  begin(exchange, answer, '');
  for (const byte of Buffer.from(answer.body)) {
    if (exchange.response.destroyed) return;
    exchange.response.write(Buffer.from([byte]));
    await pause(SECOND);
  }
}

/** As long as somebody listens, in steps that do not fill the browser's memory. */
async function endless({ response, delivery }: Exchange, answer: Answer): Promise<void> {
  response.writeHead(answer.status, answer.headers);
  const body = Readable.from(
    (async function* () {
      yield `{"id":"${delivery.operation?.id ?? ''}","signature":"`;
      for (;;) {
        yield 'A'.repeat(1024);
        await pause(10);
      }
    })(),
  );
  body.pipe(response);
  await once(response, 'close');
  body.destroy();
}

function cached(exchange: Exchange, headers: Record<string, string>): void {
  const receipt = exchange.world.firstReceipt;
  if (receipt === undefined)
    throw new Error('Expected an operation before the fault, got none to answer with');
  const { origin } = exchange.delivery;
  send(exchange, {
    ...receipt,
    headers: { ...receipt.headers, 'access-control-allow-origin': origin, ...headers },
  });
}

export const FAULTS: Record<string, Fault> = {
  'reset-before-send': { strikes: 'forms', act: reset },
  'reset-after-commit': afterCommit(reset),
  'hang-before-headers': { strikes: 'forms', act: () => undefined },
  'hang-after-headers': afterCommit((exchange, answer) => begin(exchange, answer, '')),
  'hang-mid-body': afterCommit((exchange, answer) => begin(exchange, answer, answer.body.slice(0, 40))),
  drip: afterCommit(drip),
  'portal-200': answered(200, { body: PORTAL }),
  'portal-302': {
    strikes: 'forms',
    act: (exchange) =>
      send(exchange, { status: 302, headers: stranger(exchange, { location: exchange.portal }), body: '' }),
  },
  'portal-511': answered(511, { body: PORTAL }),
  ...Object.fromEntries(
    [400, 401, 403, 404, 410, 413, 422, 500, 502, 503].map((status) => [
      `stranger-${String(status)}`,
      answered(status),
    ]),
  ),
  'stranger-json-422': answered(422, {
    body: '{"error":"blocked","code":"validation"}',
    headers: { 'content-type': 'application/json' },
  }),
  'gateway-timeout': afterCommit((exchange) =>
    send(exchange, { status: 504, headers: stranger(exchange), body: BLOCKED }),
  ),
  'retry-after-seconds': tooMany(() => '120'),
  'retry-after-date': tooMany((now) => new Date(now + 120 * SECOND).toUTCString()),
  'retry-after-aeons': tooMany(() => '99999999999999999999'),
  'retry-after-year-9999': tooMany(() => 'Fri, 31 Dec 9999 23:59:59 GMT'),
  'retry-after-words': tooMany(() => 'soon'),
  'our-retry-after-seconds': ourTooMany('120'),
  'our-retry-after-aeons': ourTooMany('99999999999999999999'),
  truncated: afterCommit((exchange, answer) =>
    send(exchange, { ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  ),
  'wrong-id': changed((receipt) => ({
    ...receipt,
    id: OTHER_ID,
    statement: { ...receipt.statement, operation: OTHER_ID },
  })),
  'wrong-statement': changed((receipt) => ({
    ...receipt,
    statement: { ...receipt.statement, operation: OTHER_ID },
  })),
  echo: changed(({ id }) => ({ id })),
  'other-receipt': { strikes: 'forms', act: (exchange) => cached(exchange, {}) },
  'stale-cache': {
    strikes: 'forms',
    act: (exchange) => cached(exchange, { age: '3600', 'cache-control': 'public, max-age=86400' }),
  },
  endless: afterCommit(endless),
  twice: {
    strikes: 'forms',
    act: async (exchange) => {
      const [, second] = await Promise.all([handOn(exchange), handOn(exchange)]);
      send(exchange, second);
    },
  },
  'second-copy-later': {
    strikes: 'forms',
    act: async (exchange) => {
      exchange.world.underWay.push(exchange.delivery);
      send(exchange, await handOn(exchange));
    },
  },
  delayed: {
    strikes: 'forms',
    act: ({ world, delivery }) => {
      world.underWay.push(delivery);
    },
  },
  'preflight-fails': {
    strikes: 'preflights',
    act: (exchange) =>
      send(exchange, { status: 403, headers: { 'content-type': 'text/html' }, body: BLOCKED }),
  },
  'no-cors': afterCommit((exchange, answer) => {
    const headers = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control'));
    send(exchange, { ...answer, headers: Object.fromEntries(headers) });
  }),
  flapping: { strikes: 'everything', act: flap },
  /** Nothing happens here; the test breaks the network on the visitor's side. */
  none: { strikes: 'forms', act: async (exchange) => send(exchange, await handOn(exchange)) },
};
