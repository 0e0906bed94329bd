/** Loads what saving needs before it is needed: in idle time, by the first focus, or because something waits. */
import type { PageClient } from '../../client/page-client.ts';
import type { DispatchState } from './dispatch.ts';
import type { Sending } from './sending.ts';

/** What of the element it works for. */
interface Host {
  readonly page: PageClient;
  readonly isConnected: boolean;
  readonly language: string;
  requestUpdate(): void;
}

export class Preparation {
  /** There once the code is. */
  chunk: typeof import('./sending.ts') | undefined;
  sending: Sending | undefined;
  readonly #host: () => Host;
  readonly #changed: (state: DispatchState) => void;
  readonly #cleared: () => void;
  #pending: { page: PageClient; sending: Promise<Sending> } | undefined;

  constructor(host: () => Host, changed: (state: DispatchState) => void, cleared: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#cleared = cleared;
  }

  /** Loads it once for a page's client; a failure is tried again by the next call. */
  now(): Promise<Sending> {
    const { page } = this.#host();
    if (this.#pending?.page !== page) {
      const sending = this.#open(page);
      this.#pending = { page, sending };
      sending.catch(() => (this.#pending = undefined));
    }
    return this.#pending.sending;
  }

  /** The element turns to another form or site; what was under way stays with the outbox. */
  reset(): void {
    this.sending?.stop();
    this.sending = undefined;
    this.#pending = undefined;
  }

  /** The same, ahead of need. Code that cannot be had now is asked for again when it is needed. */
  ahead(): void {
    this.now().catch(() => undefined);
  }

  /** Ahead of need, and not before the page has done what is more urgent. */
  whenIdle(): void {
    // WebKit has no idle callback.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => this.ahead());
    else setTimeout(() => this.ahead(), 200);
  }

  async #open(page: PageClient): Promise<Sending> {
    const [client, chunk] = await Promise.all([page.load(), import('./sending.ts')]);
    this.sending?.stop();
    this.chunk = chunk;
    this.sending = new chunk.Sending(client, {
      changed: this.#changed,
      cleared: this.#cleared,
      kept: () => this.#host().requestUpdate(),
      language: () => this.#host().language,
    });
    if (this.#host().isConnected) this.sending.follow();
    return this.sending;
  }
}
