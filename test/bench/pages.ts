/** A web server with a few pages of an origin of its own, and scripts bundled for them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';
import type { Rolldown } from 'vite';

export interface Pages {
  origin: string;
  stop(): Promise<void>;
}

/** Path → HTML. Isolated pages are told the time to 5 µs, others to 100 µs. */
export async function servePages(pages: Record<string, string>, isolated = false): Promise<Pages> {
  const isolation = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  };
  const server = createServer((request, response) => {
    const html = pages[request.url ?? ''];
    response
      .writeHead(html === undefined ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        ...(isolated ? isolation : {}),
      })
      .end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** One classic script whose exports stand in the global `name`, minified as visitors get it. */
export async function bundled(entry: string, name: string): Promise<string> {
  const results = (await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name } },
  })) as Rolldown.RolldownOutput[];
  const script = results[0]?.output[0].code;
  if (script === undefined) throw new Error(`Expected a script made of ${entry}, got nothing`);
  return script;
}
