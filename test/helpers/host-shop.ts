/** A shop of somebody else's on an origin of its own: pages with a form, and a server that takes its orders. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

const THANKS = '<!doctype html><html lang="en"><title>Thanks</title><h1>Thank you for your order</h1></html>';

export interface Shop {
  origin: string;
  /** What was ordered so far. */
  orders: URLSearchParams[];
  /** Shows this page, and what stands in the folder beside it. */
  open(page: string, options?: { policy?: string; folder?: string }): void;
  stop(): Promise<void>;
}

export async function startShop(): Promise<Shop> {
  const orders: URLSearchParams[] = [];
  let shown: { page: string; policy?: string; folder?: string } = { page: '' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop.example');
    const { page, policy, folder } = shown;
    const headers = policy === undefined ? {} : { 'content-security-policy': policy };
    const send = (body: string | Buffer, type = TYPES['.html']): void => {
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    };
    const file = folder === undefined ? undefined : join(folder, normalize(pathname));
    if (request.method === 'POST') {
      void text(request).then((body) => {
        orders.push(new URLSearchParams(body));
        send(THANKS);
      });
    } else if (pathname === '/') send(page);
    else if (file !== undefined && existsSync(file)) send(readFileSync(file), TYPES[extname(file)]);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    orders,
    open: (page, options = {}) => {
      shown = { page, ...options };
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
