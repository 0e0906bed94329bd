/** A web server of somebody else's: pages that embed the product, on an origin of their own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Host {
  origin: string;
  /** What the one page shows from now on. */
  show(html: string): void;
  stop(): Promise<void>;
}

export async function startHost(): Promise<Host> {
  let page = '';
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    show: (html) => {
      page = html;
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
