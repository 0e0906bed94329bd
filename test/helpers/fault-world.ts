/** One visitor's backend behind a network: the real intake, and a ledger of what reached it. */
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { SITE_ORIGIN, startBackend } from './backend.ts';
import type { TestBackend } from './backend.ts';
import type { Committed, Ledger } from './fault-ledger.ts';

/** A request as it reached the server. */
export interface Delivery {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
  /** Of the page, which the answer must name. */
  origin: string;
  /** The operation in it, where there is one. */
  operation: Operation | undefined;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Where operations go that are sent by webhook. */
export const HOOK = '/hook';

const SENT_ON = ['authorization', 'content-type', 'idempotency-key', 'access-control-request-method'];

export class FaultWorld {
  /** Whether the network is broken now. */
  isBroken = false;
  /** Since when, ms. */
  brokenSince = 0;
  /** Requests that met a network that comes and goes. */
  flaps = 0;
  portalVisits = 0;
  /** Copies that the network keeps and delivers when it likes. */
  readonly underWay: Delivery[] = [];
  /** The first receipt ever, as a cache would have kept it. */
  firstReceipt: Answer | undefined;
  readonly #backend: Promise<TestBackend> = startBackend(openMemoryStore());
  readonly #deliveries: Operation[] = [];
  readonly #hooked = new Map<string, Operation>();
  readonly #answers: Ledger['answers'] = [];

  arrive({ operation }: Delivery): void {
    if (operation !== undefined) this.#deliveries.push(operation);
  }

  /** The backend takes it; what it answered. */
  async handOn(delivery: Delivery): Promise<Answer> {
    const answer = delivery.path === HOOK ? this.#takeByHook(delivery) : await this.#take(delivery);
    if (delivery.operation !== undefined) {
      this.#answers.push({ operation: delivery.operation.id, status: answer.status });
      if (answer.status === 201) this.firstReceipt ??= answer;
    }
    return answer;
  }

  async #take({ method, path, headers, body, origin }: Delivery): Promise<Answer> {
    const backend = await this.#backend;
    const sent = Object.entries(headers).filter(([name]) => SENT_ON.includes(name));
    const response = await backend.fetch(path, {
      method,
      headers: { ...Object.fromEntries(sent), origin: SITE_ORIGIN },
      ...(body.length === 0 ? {} : { body }),
    });
    return {
      status: response.status,
      headers: {
        ...Object.fromEntries(response.headers),
        'access-control-allow-origin': origin,
        // A remembered preflight would get past a fault that begins later.
        'access-control-max-age': '0',
      },
      body: await response.text(),
    };
  }

  /** What a team with a backend of its own writes: keeps each id once, and repeats it. */
  #takeByHook({ origin, operation }: Delivery): Answer {
    const headers = {
      'content-type': 'application/json',
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'Content-Type, Idempotency-Key',
      'access-control-max-age': '0',
    };
    if (operation === undefined) return { status: 204, headers, body: '' };
    if (!this.#hooked.has(operation.id)) this.#hooked.set(operation.id, operation);
    return { status: 201, headers, body: JSON.stringify({ id: operation.id, statement: {} }) };
  }

  /** The network delivers what it kept. */
  async release(): Promise<void> {
    for (const delivery of this.underWay.splice(0)) await this.handOn(delivery);
  }

  async ledger(): Promise<Omit<Ledger, 'tlsConnections'>> {
    const committed: Record<string, Committed> = {};
    for (const { id } of this.#deliveries) {
      const found = await this.#committed(id);
      if (found !== undefined) committed[id] = found;
    }
    const deliveries = this.#deliveries.map(({ id }) => id);
    return { deliveries, answers: this.#answers, committed, portalVisits: this.portalVisits };
  }

  async #committed(id: string): Promise<Committed | undefined> {
    const hooked = this.#hooked.get(id);
    if (hooked !== undefined) return { operation: hooked, submissions: 1, events: [] };
    const { operations, consents } = (await this.#backend).store;
    const row = await operations.find(id);
    if (row?.subject == null) return undefined;
    const submissions = await operations.submissionsOf(row.subject);
    const events = await consents.ofOperation(id);
    return {
      operation: JSON.parse(row.content ?? '') as Operation,
      submissions: submissions.filter(({ operation }) => operation === id).length,
      events: events.map(({ type, purpose, channel }) => `${type} ${purpose} ${channel}`),
    };
  }
}
