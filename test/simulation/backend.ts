/** What a schedule needs of a backend, and the model of one: the pure rules over a map of operations. */
import { permission } from '../../src/protocol/consent.ts';
import type { ConsentEvent, ConsentState } from '../../src/protocol/consent.ts';
import type { Delivery, Operation } from '../../src/protocol/operation.schema.ts';
import { problemType } from '../../src/protocol/problem.ts';
import type { ProblemCode } from '../../src/protocol/problem.ts';
import type { Receipt, ReceiptStatement } from '../../src/protocol/receipt.ts';
import { isTimely } from '../../src/protocol/consent.ts';
import { DAY, HOUR } from '../../src/protocol/terms.ts';
import type { Channel } from '../../src/protocol/terms.ts';

export interface Answer {
  status: number;
  body: string;
}

export interface Arrived {
  body: string;
  authorization: string | undefined;
}

/** One operation as the backend has it. */
export interface Kept {
  id: string;
  /** Its place in the order of first arrivals. */
  place: number;
  /** The operation as canonical as JSON made it. */
  content: string;
  /** When it was first taken, true time. */
  at: number;
}

export interface Backend {
  /** Takes one delivery at a moment of true time. */
  take(arrived: Arrived, at: number): Promise<Answer>;
  /** A session of whoever has this address. */
  signIn(email: string, at: number): Promise<{ subject: string; token: string }>;
  /** Everything kept of these operations, and how many consent events each left, by id. */
  kept(ids: readonly string[]): Promise<{ operations: Map<string, Kept>; events: Map<string, number> }>;
  stateOf(email: string, channel: Channel, at: number): Promise<ConsentState>;
}

/** Opt-ins of the form that schedules use. */
const CHANNEL_OF: Readonly<Record<string, Channel>> = { 'news-email': 'email', 'news-post': 'post' };

export function emailOf({ kind, payload }: Operation): string | undefined {
  const email = kind === 'submission' ? payload.answers['email'] : undefined;
  return typeof email === 'string' ? email : undefined;
}

export class ModelBackend implements Backend {
  readonly #taken = new Map<string, Kept & { receipt: Receipt }>();
  /** Address and channel → events. */
  readonly #events = new Map<string, ConsentEvent[]>();
  /** Grant → address. */
  readonly #subjects = new Map<string, string>();

  take({ body, authorization }: Arrived, at: number): Promise<Answer> {
    const { operation, age } = JSON.parse(body) as Delivery;
    const content = JSON.stringify(operation);
    const earlier = this.#taken.get(operation.id);
    if (earlier !== undefined) {
      if (earlier.content !== content) return problem(operation.id, 'idempotency-key-reused', 422);
      return Promise.resolve({ status: 201, body: JSON.stringify(earlier.receipt) });
    }
    const statement = this.#apply(operation, age, authorization, at);
    if (statement === undefined) return problem(operation.id, 'forbidden', 403);
    const receipt: Receipt = {
      id: operation.id,
      statement: {
        operation: operation.id,
        kind: operation.kind,
        site: operation.site,
        controller: 'SmartXPO',
        receivedAt: new Date(at).toISOString(),
        ...statement,
      },
      signature: 'signed',
      ...(operation.kind === 'submission' ? { capability: `of ${operation.id}` } : {}),
    };
    this.#taken.set(operation.id, { id: operation.id, place: this.#taken.size, content, at, receipt });
    return Promise.resolve({ status: 201, body: JSON.stringify(receipt) });
  }

  #apply(
    operation: Operation,
    age: number,
    authorization: string | undefined,
    receivedAt: number,
  ): Partial<ReceiptStatement> | undefined {
    const act = { operation: operation.id, device: operation.device, receivedAt };
    if (operation.kind === 'submission') {
      const email = emailOf(operation);
      const { consents } = operation.payload;
      if (email === undefined) return {};
      this.#subjects.set(operation.id, email);
      for (const { consent, ticked } of consents) {
        const channel = CHANNEL_OF[consent];
        if (channel === undefined) continue;
        const grant = {
          age,
          timely: isTimely(age, 72 * HOUR),
          proved: false,
          needsProof: channel === 'email',
        };
        this.#add(
          email,
          channel,
          ticked === true
            ? { ...act, type: 'grant', ...grant, validUntil: receivedAt + 730 * DAY }
            : { ...act, type: 'refuse' },
        );
      }
      return {
        consents: consents.map(({ consent, words, hash, ticked }) => {
          const channel = CHANNEL_OF[consent];
          const purpose = channel === undefined ? {} : { purpose: 'direct-marketing', channel };
          return { consent, words, hash, ...purpose, ...(ticked === undefined ? {} : { ticked }) };
        }),
      };
    }
    if (operation.kind !== 'withdrawal') return undefined;
    const { channel, purpose, grant } = operation.payload;
    const isOwn = grant !== undefined && authorization === `Capability of ${grant}`;
    const email = isOwn ? this.#subjects.get(grant) : /^Bearer (.*)$/.exec(authorization ?? '')?.[1];
    if (email === undefined) return undefined;
    const grants = this.#grantsOf(email, channel).filter((id) => grant === undefined || id === grant);
    this.#add(email, channel, { ...act, type: 'end', only: grant ?? null, age });
    return { withdrawal: { purpose, channel, grants, whole: grant === undefined } };
  }

  #add(email: string, channel: Channel, event: ConsentEvent): void {
    const key = `${email} ${channel}`;
    this.#events.set(key, [...(this.#events.get(key) ?? []), event]);
  }

  #grantsOf(email: string, channel: Channel): string[] {
    const events = this.#events.get(`${email} ${channel}`) ?? [];
    return events.flatMap((event) => (event.type === 'grant' ? event.operation : []));
  }

  signIn(email: string): Promise<{ subject: string; token: string }> {
    return Promise.resolve({ subject: email, token: email });
  }

  kept(ids: readonly string[]): ReturnType<Backend['kept']> {
    const wanted = new Set(ids);
    const events = new Map<string, number>();
    for (const { operation } of [...this.#events.values()].flat()) {
      events.set(operation, (events.get(operation) ?? 0) + 1);
    }
    const operations = new Map([...this.#taken].filter(([id]) => wanted.has(id)));
    return Promise.resolve({ operations, events });
  }

  stateOf(email: string, channel: Channel, at: number): Promise<ConsentState> {
    return Promise.resolve(permission(this.#events.get(`${email} ${channel}`) ?? [], { at }).state);
  }
}

function problem(operation: string, code: ProblemCode, status: number): Promise<Answer> {
  return Promise.resolve({
    status,
    body: JSON.stringify({ type: problemType(code), title: code, status, operation }),
  });
}
