/**
 * What a form needs once somebody uses it: the outbox, the way of one submission, the panels that
 * tell about it. A chunk of its own, loaded in idle time or by the first focus, so that the form
 * itself is on the screen sooner.
 */
import type { Client } from '../../client/client.ts';
import type { ExpiredEntry, OutboxEntry } from '../../client/outbox-entry.ts';
import { Dispatch } from './dispatch.ts';
import type { DispatchState } from './dispatch.ts';
import { DraftKeeping } from './draft-keeping.ts';

export { changedNote, draftExpiredNote, resumePanel } from './draft-panels.ts';
export { dispatchPanel, expiredNote, lateNote, waitingWords } from './outcome.ts';

/** What an earlier visit left on this device of one form. */
export interface LeftBehind {
  waiting: OutboxEntry | undefined;
  expired: ExpiredEntry[];
}

export class Sending {
  readonly client: Client;
  readonly dispatch: Dispatch;
  readonly keeping: DraftKeeping;
  readonly #cleared: () => void;
  #unsubscribe: (() => void) | undefined;

  constructor(
    client: Client,
    {
      changed,
      cleared,
      kept,
      language,
    }: {
      changed: (state: DispatchState) => void;
      /** The visitor cleared this device; called before `changed` is. */
      cleared: () => void;
      kept: () => void;
      language: () => string;
    },
  ) {
    this.client = client;
    this.#cleared = cleared;
    this.keeping = new DraftKeeping(client.drafts, kept, language);
    this.dispatch = new Dispatch(changed);
  }

  /** Reading creates nothing on the device. */
  async leftBehind(form: string): Promise<LeftBehind> {
    const { outbox } = this.client;
    const entries = await outbox.list();
    const waiting = entries.findLast(
      ({ operation }) => operation.kind === 'submission' && operation.payload.form === form,
    );
    return { waiting, expired: (await outbox.expired()).filter((entry) => entry.form === form) };
  }

  follow(): void {
    this.stop();
    this.#unsubscribe = this.client.outbox.subscribe(({ type }) => {
      if (type !== 'cleared') return;
      this.keeping.forgotten();
      this.#cleared();
    });
    this.dispatch.follow(this.client);
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.dispatch.stop();
  }
}
