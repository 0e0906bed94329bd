/** A proxy between browser and backend that makes the faults real networks make. */
import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FaultProxy {
  url: string;
  /** Requests that reached the proxy, `METHOD /path`, and what became of each. */
  seen: { request: string; operation: string | undefined; fate: 'answered' | 'dropped' | 'no backend' }[];
  /** Lets the backend answer the next request of that kind, then drops the answer. */
  dropNextAnswer(request: string): void;
  stop(): Promise<void>;
}

export async function startFaultProxy(backendPort: number): Promise<FaultProxy> {
  const seen: FaultProxy['seen'] = [];
  const toDrop: string[] = [];

  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const name = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
    const operation = incoming.headers['idempotency-key'];
    const note = (fate: FaultProxy['seen'][number]['fate']): void => {
      seen.push({ request: name, operation: typeof operation === 'string' ? operation : undefined, fate });
    };
    const isDropped = toDrop[0] === name;
    if (isDropped) toDrop.shift();
    const { method, url, headers } = incoming;
    const onward = forward({ port: backendPort, host: '127.0.0.1', method, path: url, headers }, (answer) => {
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
      answer.pipe(outgoing);
    });
    onward.once('error', () => {
      note('no backend');
      outgoing.destroy();
    });
    incoming.pipe(onward);
  };

  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    seen,
    dropNextAnswer: (request) => toDrop.push(request),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
