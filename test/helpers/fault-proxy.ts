/** A proxy between browser and backend that makes the faults real networks make. */
import { createServer, request as forward } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { answerAsStranger, isStranger } from './fault-strangers.ts';
import type { Stranger } from './fault-strangers.ts';

/** What may happen to one operation on its way. */
export type Fault =
  | Stranger
  | 'reset-before-send'
  | 'reset-after-commit'
  | 'hang-before-headers'
  | 'hang-mid-body'
  | 'truncated-json'
  | 'duplicate'
  | 'delay'
  | 'refused'
  | 'preflight-reset';

/** `ms`: how long a delay, the wait before a second copy, or a refusal of connections lasts. */
export interface Disturbance {
  fault: Fault;
  ms: number;
}

export interface FaultProxy {
  url: string;
  /** Requests that reached the proxy, `METHOD /path`, and what became of each. */
  seen: { request: string; operation: string | undefined; fate: 'answered' | 'dropped' | 'no backend' }[];
  /** Lets the backend answer the next request of that kind, then drops the answer. */
  dropNextAnswer(request: string): void;
  /** Asked for each operation, and for each preflight of one, from now on; undefined: it passes. */
  disturb(choose: (() => Disturbance | undefined) | undefined): void;
  /** Faults that were made, by kind. */
  injected: Map<Fault, number>;
  /** Operations that the proxy holds, or forwarded and has not answered to the end. */
  inFlight(): number;
  /** No more faults: cuts what is held, and resolves when late copies are delivered and all can connect. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const OPERATIONS = '/v1/operations';

export async function startFaultProxy(backendPort: number): Promise<FaultProxy> {
  const seen: FaultProxy['seen'] = [];
  const toDrop: string[] = [];
  const injected: FaultProxy['injected'] = new Map();
  const open = new Set<ServerResponse>();
  const held = new Set<ServerResponse>();
  /** Copies under way, and the end of a refusal. */
  const pending = new Set<Promise<void>>();
  let choose: (() => Disturbance | undefined) | undefined;
  let isRefusing = false;

  const noting = ({ method, url, headers }: IncomingMessage) => {
    const key = headers['idempotency-key'];
    const operation = typeof key === 'string' ? key : undefined;
    const request = `${method ?? ''} ${url ?? ''}`;
    return (fate: FaultProxy['seen'][number]['fate']): void => void seen.push({ request, operation, fate });
  };
  const until = (work: Promise<void>): void => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const note = noting(incoming);
    const name = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
    const isDropped = toDrop[0] === name;
    if (isDropped) toDrop.shift();
    const onward = forward(addressed(incoming), (answer) => {
      if (isDropped) {
        // The whole answer has come, so the backend has committed; the browser never hears of it.
        answer.resume().once('end', () => {
          note('dropped');
          outgoing.destroy();
        });
        return;
      }
      note('answered');
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.once('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    onward.once('error', () => {
      note('no backend');
      outgoing.destroy();
    });
    incoming.pipe(onward);
  };

  const addressed = ({ method, url, headers }: IncomingMessage) => ({
    port: backendPort,
    host: '127.0.0.1',
    method,
    path: url,
    headers,
  });
  /** Rejects when there is no backend, or it ends in the middle. */
  const deliver = (incoming: IncomingMessage, body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const onward = forward(addressed(incoming), (answer) => {
        const { statusCode: status = 502, headers } = answer;
        buffer(answer).then((whole) => {
          resolve({ status, headers, body: whole });
        }, reject);
      });
      onward.once('error', reject);
      onward.end(body);
    });

  /** Whoever connects is refused for so long; what is connected is cut. */
  const refuse = async (ms: number): Promise<void> => {
    if (isRefusing) return;
    isRefusing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await after(ms);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    isRefusing = false;
  };

  const disturbed = async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { fault, ms }: Disturbance,
  ): Promise<void> => {
    const note = noting(incoming);
    const body = await buffer(incoming);
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
    if (isStranger(fault)) {
      answerAsStranger(fault, outgoing);
      return;
    }
    if (fault === 'refused') until(refuse(ms));
    if (fault === 'refused' || fault === 'reset-before-send' || fault === 'preflight-reset') {
      note('dropped');
      outgoing.destroy();
      return;
    }
    if (fault === 'delay') await after(ms);
    const answer = await deliver(incoming, body);
    const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
    const send = (part: Buffer, length = part.length): void => {
      const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
      outgoing.writeHead(answer.status, { ...headers, 'content-length': length }).write(part);
    };
    note(fault === 'delay' || fault === 'duplicate' ? 'answered' : 'dropped');
    switch (fault) {
      case 'reset-after-commit':
        outgoing.destroy();
        return;
      case 'hang-before-headers':
        held.add(outgoing);
        return;
      case 'hang-mid-body':
        send(half, answer.body.length);
        held.add(outgoing);
        return;
      case 'truncated-json':
        send(half);
        outgoing.end();
        return;
      case 'duplicate':
        until(after(ms).then(() => deliver(incoming, body)).then(nothing, nothing)); // prettier-ignore
        send(answer.body);
        outgoing.end();
        return;
      case 'delay':
        send(answer.body);
        outgoing.end();
    }
  };

  const server = createServer((incoming, outgoing) => {
    const isOperation = incoming.url === OPERATIONS && incoming.method === 'POST';
    const isPreflight = incoming.url === OPERATIONS && incoming.method === 'OPTIONS';
    if (isOperation) {
      open.add(outgoing);
      outgoing.once('close', () => {
        open.delete(outgoing);
        held.delete(outgoing);
      });
    }
    const disturbance = isOperation || isPreflight ? choose?.() : undefined;
    const applies = disturbance && isPreflight === (disturbance.fault === 'preflight-reset');
    if (!applies) pass(incoming, outgoing);
    // The browser has gone, or the backend: the other side learns of it.
    else disturbed(incoming, outgoing, disturbance).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}`,
    seen,
    injected,
    dropNextAnswer: (request) => toDrop.push(request),
    disturb: (chooser) => {
      choose = chooser;
    },
    inFlight: () => open.size,
    heal: async () => {
      choose = undefined;
      for (const outgoing of held) outgoing.destroy();
      while (pending.size > 0) await Promise.all(pending);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A copy that finds no backend is lost, as packets are. */
function nothing(): void {
  // Deliberately empty.
}
