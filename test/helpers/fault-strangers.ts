/** Answers of somebody between browser and backend, about no operation at all. Scripts may read them. */
import type { ServerResponse } from 'node:http';

export const STRANGERS = ['bad-gateway', 'unavailable', 'portal-page', 'portal-redirect'] as const;
export type Stranger = (typeof STRANGERS)[number];

export function isStranger(fault: string): fault is Stranger {
  return STRANGERS.some((stranger) => stranger === fault);
}

const READABLE = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };

export function answerAsStranger(stranger: Stranger, outgoing: ServerResponse): void {
  switch (stranger) {
    case 'bad-gateway':
      outgoing.writeHead(502, { ...READABLE, 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
      return;
    case 'unavailable':
      outgoing.writeHead(503, { ...READABLE, 'retry-after': '1' }).end();
      return;
    case 'portal-page':
      outgoing
        .writeHead(200, { ...READABLE, 'content-type': 'text/html' })
        .end('<!doctype html><title>Welcome</title><p>Accept the terms of this network.</p>');
      return;
    case 'portal-redirect':
      outgoing.writeHead(302, { ...READABLE, location: 'http://portal.invalid/' }).end();
  }
}
