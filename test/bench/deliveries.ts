/** Deliveries over kept-alive connections, and the submissions they carry. */
import { Agent, request } from 'node:http';
import { newId, newToken } from '../../src/server/parts.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { submission } from '../helpers/operations.ts';

/** Subscribes an address nobody used before, from a device of its own, with the e-mail box ticked. */
export function freshSubmission(form: PublishedForm): SubmissionOperation {
  return {
    ...submission(form, {
      answers: { email: `${newToken().slice(0, 16)}@visitor.example` },
      ticked: ['news-email'],
      device: { number: crypto.randomUUID(), act: 1 },
    }),
    id: newId(Date.now),
  };
}

/** Calls `work` for every item, so many at once; resolves with the milliseconds it took for each. */
export async function timePerItem<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<number> {
  const waiting = items.values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
  return (performance.now() - began) / items.length;
}

export interface Line {
  deliver(operation: SubmissionOperation): Promise<void>;
  close(): void;
}

/** As many connections to a backend as there are deliveries at once; each is kept. */
export function openLine(port: number, connections: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async deliver(operation) {
      const { status, body } = await post(agent, port, operation);
      const receipt = JSON.parse(body) as { id?: unknown };
      if (status !== 201 || receipt.id !== operation.id) {
        throw new Error(`Expected 201 and a receipt for ${operation.id}, got ${status} ${body}`);
      }
    },
    close: () => {
      agent.destroy();
    },
  };
}

function post(
  agent: Agent,
  port: number,
  operation: SubmissionOperation,
): Promise<{ status: number; body: string }> {
  const body = JSON.stringify({ operation, age: 0 });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': `"${operation.id}"`,
  };
  return new Promise((resolve, reject) => {
    const sending = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/v1/operations', headers },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: text });
        });
        answer.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

export async function readForm(port: number): Promise<PublishedForm> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/v1/sites/smartxpo/forms/subscription`);
  return (await response.json()) as PublishedForm;
}
