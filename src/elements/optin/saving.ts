/** The way of one tick: its code is loaded ahead of need, it is saved, and what becomes of it is known here. */
import type { Saved, SubmitManner } from '../../client/client.ts';
import type { PageClient } from '../../client/page-client.ts';
import { after, within } from '../../client/timers.ts';
import type { Dispatch, DispatchState } from '../form/dispatch.ts';
import { capturedFrom } from '../form/address-bar.ts';
import { payloadOf } from './offer.ts';
import type { Offer } from './offer.ts';
import type { Kept } from './progress.ts';

interface Host {
  readonly page: PageClient;
  readonly isConnected: boolean;
}

/** What was ticked, and how it was come by. */
export interface Given {
  offer: Offer;
  address: string;
  /** The language of the words on the screen. */
  language: string;
  /** Whole seconds since they have been there. */
  seconds: number;
}

/**
 * How long somebody else's form is held at most, ms: for code that does not come; and for the answer where
 * nothing could be kept, after which the browser asks before it leaves.
 */
const PATIENCE = 10_000;
const late = (): Error => new Error('The code that saves did not come in time');

export class Saving {
  /** There from the moment it is saved. */
  kept: Kept | undefined;
  readonly #host: Host;
  readonly #changed: (state: DispatchState) => void;
  #opened: { page: PageClient; dispatch: Promise<Dispatch> } | undefined;
  #dispatch: Dispatch | undefined;
  readonly #awaiting = new Set<() => void>();

  constructor(host: Host, changed: (state: DispatchState) => void) {
    this.#host = host;
    this.#changed = changed;
  }

  /** Ahead of need; code that cannot be had now is asked for again when it is needed. */
  prepare(): void {
    this.#open().catch(() => undefined);
  }

  /** Resolves when this device, or at least this page, has it; rejects when the code for it cannot be had. */
  async save(given: Given, manner: SubmitManner): Promise<Saved> {
    const { offer, address, language, seconds } = given;
    const captured = capturedFrom(location, offer.form.definition.capture ?? []);
    const payload = {
      ...payloadOf(offer, address, language),
      ...(Object.keys(captured).length === 0 ? {} : { captured }),
      // No trap is hidden in a form of somebody else's; the confirmation mail proves more.
      hurdles: { trap: '', seconds },
    };
    this.kept = undefined;
    const dispatch = await within(after, PATIENCE, this.#open(), late);
    const saved = await dispatch.send(payload, manner);
    const { id: operation, pageReason } = saved;
    this.kept = { operation, pageReason, isWaiting: false, receipt: undefined };
    // The answer may have been quicker than the device.
    this.#hear(dispatch.state);
    return saved;
  }

  /** Resolves with the backend's word on what was saved last, or when that takes too long. */
  answered(): Promise<void> {
    if (this.kept === undefined || this.kept.receipt !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.#awaiting.add(resolve);
      setTimeout(resolve, PATIENCE);
    });
  }

  /** What was saved goes its way; nothing more is said of it here. */
  forget(): void {
    this.kept = undefined;
    this.#dispatch?.forget();
  }

  follow(): void {
    if (this.#dispatch === undefined) return;
    void this.#opened?.page.load().then((client) => this.#dispatch?.follow(client));
  }

  stop(): void {
    this.#dispatch?.stop();
  }

  #open(): Promise<Dispatch> {
    const { page } = this.#host;
    if (this.#opened?.page !== page) {
      const dispatch = this.#load(page);
      this.#opened = { page, dispatch };
      dispatch.catch(() => (this.#opened = undefined));
    }
    return this.#opened.dispatch;
  }

  async #load(page: PageClient): Promise<Dispatch> {
    const [client, { Dispatch: Way }] = await Promise.all([page.load(), import('../form/dispatch.ts')]);
    this.#dispatch?.stop();
    const dispatch = new Way((state) => this.#hear(state));
    dispatch.follow(client);
    if (!this.#host.isConnected) dispatch.stop();
    this.#dispatch = dispatch;
    return dispatch;
  }

  #hear(state: DispatchState): void {
    const { kept } = this;
    if (kept === undefined || state.name === 'sending') return;
    if (state.name === 'confirmed') this.kept = { ...kept, receipt: state.receipt };
    else if (state.name === 'waiting')
      this.kept = { ...kept, pageReason: state.waiting.pageReason, isWaiting: true };
    else this.kept = undefined;
    if (state.name !== 'waiting') {
      for (const resolve of this.#awaiting) resolve();
      this.#awaiting.clear();
    }
    this.#changed(state);
  }
}
