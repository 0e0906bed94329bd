/** The real server app over a real store, on the virtual clock. */
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { ConsentState } from '../../src/protocol/consent.ts';
import type { Channel } from '../../src/protocol/terms.ts';
import { permissionOf } from '../../src/server/permissions.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import type { Store } from '../../src/server/store/store.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import type { Answer, Arrived, Backend, Kept } from './backend.ts';

const SITE = 'smartxpo';
const PURPOSE = 'direct-marketing';

export class RealBackend implements Backend {
  readonly #backend: TestBackend;
  /** What has to be added to a schedule's clock: each schedule starts after the one before it. */
  #ahead = 0;

  constructor(backend: TestBackend) {
    this.#backend = backend;
  }

  static async start(store: Store): Promise<RealBackend> {
    return new RealBackend(await startBackend(store));
  }

  /** The next schedule begins at `start` of its own clock. */
  begin(start: number): void {
    this.#ahead = this.#backend.clock.now + 1000 - start;
  }

  close(): Promise<void> {
    return this.#backend.close();
  }

  #turnClock(at: number): void {
    const { clock } = this.#backend;
    clock.now = Math.max(clock.now, at + this.#ahead);
  }

  async take({ body, authorization }: Arrived, at: number): Promise<Answer> {
    this.#turnClock(at);
    const { id } = (JSON.parse(body) as { operation: Operation }).operation;
    const response = await this.#backend.fetch('/v1/operations', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `"${id}"`,
        ...(authorization === undefined ? {} : { authorization }),
      },
      body,
    });
    return { status: response.status, body: await response.text() };
  }

  async signIn(email: string, at: number): Promise<{ subject: string; token: string }> {
    this.#turnClock(at);
    const subject = await this.#subjectOf(email);
    if (subject === undefined) throw new TypeError('nobody has this address yet');
    const { parts, store, clock } = this.#backend;
    const token = parts.newToken();
    const times = { created_at: clock.now, last_used_at: clock.now };
    await store.sessions.add({ token_hash: hashOf(token), site: SITE, subject, ...times });
    return { subject, token };
  }

  async #subjectOf(email: string): Promise<string | undefined> {
    const { parts, store } = this.#backend;
    return (await store.contacts.find(SITE, 'email', contactKey(parts, SITE, email)))?.subject;
  }

  async kept(ids: readonly string[]): ReturnType<Backend['kept']> {
    const operations = new Map<string, Kept>();
    const events = new Map<string, number>();
    const { store } = this.#backend;
    for (const id of ids) {
      const row = await store.operations.find(id);
      if (row === undefined) continue;
      // Of an anonymous answer only the answer is kept, apart from its operation.
      const content = row.content ?? '';
      const at = row.received_at - this.#ahead;
      operations.set(id, { id, place: row.received_at, content, at });
      const count = (await store.consents.ofOperation(id)).length;
      if (count > 0) events.set(id, count);
    }
    return { operations, events };
  }

  async stateOf(email: string, channel: Channel): Promise<ConsentState> {
    const subject = await this.#subjectOf(email);
    if (subject === undefined) return 'ConsentUnknown';
    const rows = await this.#backend.store.consents.ofKey(subject, PURPOSE, channel);
    return permissionOf(rows, { now: this.#backend.clock.now, renewals: new Map() }).state;
  }
}
