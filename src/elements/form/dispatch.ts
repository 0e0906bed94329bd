/** Follows one submission from the press of the button to the backend's word; no templates here. */
import type { Client, Saved, SubmitManner } from '../../client/client.ts';
import type { OutboxChange } from '../../client/outbox.ts';
import type { OutboxEntry, PageReason } from '../../client/outbox-entry.ts';
import type { SubmissionPayload } from '../../protocol/operation.schema.ts';
import { HOUR } from '../../protocol/terms.ts';
import type { Finding, ProblemCode } from '../../protocol/problem.ts';
import type { Receipt } from '../../protocol/receipt.ts';

export interface Waiting {
  /** Why it stands in this page alone; undefined when it is saved on this device. */
  pageReason: PageReason | undefined;
  attempts: number;
  /** By the device's clock, ms. */
  nextAttemptAt: number;
  savedAt: number;
  /** When its time runs out; undefined for what stays until it is sent. */
  expiresAt: number | undefined;
  /** The backend refused it on an earlier visit; it is not sent again by itself. */
  refused: boolean;
}

/** 'sending' is followed by 'waiting', 'confirmed' or 'refused'; 'waiting' by these or, taken back, 'none'. */
export type DispatchState =
  | { name: 'none' }
  | { name: 'sending'; payload: SubmissionPayload }
  | { name: 'waiting'; payload: SubmissionPayload; operation: string; waiting: Waiting; earlier: boolean }
  | { name: 'confirmed'; payload: SubmissionPayload; operation: string; receipt: Receipt; earlier: boolean }
  | {
      name: 'refused';
      payload: SubmissionPayload;
      operation: string;
      code: ProblemCode;
      findings: Finding[];
      earlier: boolean;
    }
  /** The visitor took it back while it was on its way, and it arrived all the same. */
  | { name: 'late'; operation: string };

/** After this many ms the visitor is told that it waits; before, a panel would only flash. */
const PATIENCE = 1500;

export class Dispatch {
  state: DispatchState = { name: 'none' };
  /** Submissions that arrived although the visitor had taken them back. */
  readonly late: string[] = [];
  readonly #changed: (state: DispatchState) => void;
  #client: Client | undefined;
  #unsubscribe: (() => void) | undefined;
  /** What is listened for, once it has an id. */
  #sent: Extract<DispatchState, { name: 'waiting' }> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the outbox said before `submit` told us the id. */
  #early: OutboxChange[] = [];
  /** A refused operation whose answers are back in the form; the next one replaces it. */
  #replaced: string | undefined;
  readonly #takenBack = new Set<string>();

  constructor(changed: (state: DispatchState) => void) {
    this.#changed = changed;
  }

  /** Listens to the outbox of `client` until it is told to stop. */
  follow(client: Client): void {
    this.stop();
    this.#client = client;
    this.#unsubscribe = client.outbox.subscribe((change) => this.#hear(change));
    void this.#catchUp(client);
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#timer);
  }

  /** Saves and sends; resolves when this device, or at least this page, has it. */
  async send(payload: SubmissionPayload, manner: SubmitManner): Promise<Saved> {
    const client = this.#client;
    if (client === undefined) throw new Error('Expected follow() before send()');
    this.#early = [];
    this.#sent = undefined;
    this.#become({ name: 'sending', payload });
    let saved: Saved;
    try {
      saved = await client.submit(payload, manner);
    } catch (cause) {
      this.#become({ name: 'none' });
      throw cause;
    }
    // One that the device does not let go of is shown again by the next visit.
    if (this.#replaced !== undefined) client.outbox.discard(this.#replaced).catch(() => undefined);
    this.#replaced = undefined;
    const { pageReason } = saved;
    const savedAt = Date.now();
    const expiresAt = savedAt + manner.lifetimeHours * HOUR;
    const first = { pageReason, attempts: 0, nextAttemptAt: 0, savedAt, expiresAt, refused: false };
    const waiting = {
      name: 'waiting',
      payload,
      operation: saved.id,
      waiting: first,
      earlier: false,
    } as const;
    this.#timer = setTimeout(() => this.#become(waiting), PATIENCE + (manner.patience ?? 0));
    this.#sent = waiting;
    for (const change of this.#early.splice(0)) this.#hear(change);
    return saved;
  }

  /** Shows an entry that an earlier visit left on this device. */
  adopt(entry: OutboxEntry): void {
    const { operation, attempts, nextAttemptAt, savedAt, expiresAt, refusal } = entry;
    if (operation.kind !== 'submission') return;
    // What has a panel of its own is not replaced by the next submission.
    this.#replaced = undefined;
    const waiting: Waiting = {
      pageReason: entry.pageReason,
      attempts,
      nextAttemptAt,
      savedAt,
      expiresAt,
      refused: refusal !== undefined,
    };
    const adopted = {
      name: 'waiting',
      payload: operation.payload,
      operation: operation.id,
      waiting,
      earlier: true,
    } as const;
    this.#sent = adopted;
    this.#become(adopted);
  }

  /** Takes a waiting submission out of the outbox. */
  async takeBack(): Promise<void> {
    if (this.state.name !== 'waiting') return;
    const { operation } = this.state;
    this.#takenBack.add(operation);
    try {
      await this.#client?.outbox.discard(operation);
    } catch (cause) {
      this.#takenBack.delete(operation);
      throw cause;
    }
    this.forget();
  }

  /** Nothing is on its way as far as the visitor is concerned. */
  forget(): void {
    this.#sent = undefined;
    this.#become({ name: 'none' });
  }

  /** Learns what happened while nobody listened, for example while the host moved the element. */
  async #catchUp({ outbox, receipts }: Client): Promise<void> {
    const id = this.#sent?.operation;
    if (id === undefined) return;
    const entry = (await outbox.list()).find(({ operation }) => operation.id === id);
    if (entry !== undefined) {
      const { refusal, attempts, nextAttemptAt } = entry;
      if (refusal !== undefined) this.#hear({ type: 'refused', id, ...refusal });
      else if (this.state.name === 'sending') this.#hear({ type: 'waiting', id, attempts, nextAttemptAt });
      return;
    }
    const receipt = (await receipts.list()).find((kept) => kept.id === id);
    this.#hear(receipt === undefined ? { type: 'discarded', id } : { type: 'confirmed', id, receipt });
  }

  #become(state: DispatchState): void {
    clearTimeout(this.#timer);
    this.state = state;
    this.#changed(state);
  }

  #hear(change: OutboxChange): void {
    const sent = this.#sent;
    if (change.type === 'cleared') {
      if (sent !== undefined) this.forget();
      return;
    }
    if (this.state.name === 'sending' && sent === undefined && !this.#takenBack.has(change.id)) {
      this.#early.push(change);
      return;
    }
    if (change.type === 'confirmed' && this.#takenBack.delete(change.id)) {
      this.late.push(change.id);
      // Another one may be under way; its state is not touched.
      if (sent === undefined) this.#become({ name: 'late', operation: change.id });
      else this.#changed(this.state);
      return;
    }
    if (sent === undefined || change.id !== sent.operation) return;
    const { payload, operation, earlier } = sent;
    switch (change.type) {
      case 'saved':
        this.#sent = { ...sent, waiting: { ...sent.waiting, pageReason: change.pageReason } };
        if (this.state.name === 'waiting') this.#become(this.#sent);
        return;
      case 'confirmed':
        this.#sent = undefined;
        this.#become({ name: 'confirmed', payload, operation, receipt: change.receipt, earlier });
        return;
      case 'refused':
        this.#replaced = operation;
        this.#sent = undefined;
        this.#become({
          name: 'refused',
          payload,
          operation,
          code: change.code,
          findings: change.findings,
          earlier,
        });
        return;
      case 'waiting':
        this.#sent = { ...sent, waiting: { ...sent.waiting, ...pick(change) } };
        this.#become(this.#sent);
        return;
      case 'discarded':
      case 'expired':
        // Another tab discarded it, or its time ran out; the element reads the list of expired ones again.
        this.forget();
    }
  }
}

function pick({ attempts, nextAttemptAt }: { attempts: number; nextAttemptAt: number }): Partial<Waiting> {
  return { attempts, nextAttemptAt, refused: false };
}
