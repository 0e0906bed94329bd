/** A request that the server has begun to take, and whose end it waits for. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import type { ServerProcess } from './server-process.ts';

export interface HalfSent {
  finish: () => void;
  cancel: () => void;
  /** Rejects when the connection ends without an answer. */
  answer: Promise<IncomingMessage>;
}

export async function halfSent(
  { base }: ServerProcess,
  { headers, body }: { headers?: RequestInit['headers']; body: string },
  agent?: Agent,
): Promise<HalfSent> {
  const sent = request(`${base}/v1/operations`, {
    method: 'POST',
    ...(agent === undefined ? {} : { agent }),
    headers: {
      ...Object.fromEntries(new Headers(headers)),
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume();
      resolve(response);
    });
  });
  sent.flushHeaders();
  // The server has read the head: the request is under way.
  await once(sent, 'continue');
  const half = Math.floor(body.length / 2);
  sent.write(body.slice(0, half));
  return {
    finish: () => sent.end(body.slice(half)),
    cancel: () => {
      sent.destroy();
    },
    answer,
  };
}
