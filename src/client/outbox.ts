/**
 * The outbox: operations that the backend has not acknowledged. One entry per operation; the act
 * number is taken in the transaction that saves it; only a receipt, a refusal about that very
 * operation or the visitor removes one.
 */
import { laneOf, LANES } from '../protocol/terms.ts';
import type { Lane } from '../protocol/terms.ts';
import type { Operation } from '../protocol/operation.schema.ts';
import type { Finding, ProblemCode } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';
import { storageError } from './device-database.ts';
import type { DeviceStorage } from './device-storage.ts';
import { answer } from './device-storage.ts';
import type { Transaction } from './device-storage.ts';

/** Where an entry is kept. 'page': storage failed, so it lives only while this page is open. */
export type Keeping = 'device' | 'page';

export interface OutboxEntry {
  operation: Operation;
  /** The device's clock at the act, ms; the age that is sent is counted from here. */
  savedAt: number;
  /** Proof that the sender may do this, sent as `Authorization: Capability …`. */
  capability?: string;
  /** The signed-in subject who did this; sent only in a session of that subject. */
  subject?: string;
  attempts: number;
  /** Not before this moment of the device's clock, ms, unless the visitor or the network says so. */
  nextAttemptAt: number;
  /** Not before this moment whoever says so: the backend asked for it. */
  notBefore?: number;
  /** Refused by the backend: kept for the visitor to see, not sent again by itself. */
  refusal?: { code: ProblemCode; findings: Finding[] };
  /** 'page' where the device would not take it; then it lives only while this page is open. */
  keeping?: Keeping;
  /** Submissions leave after the site's lifetime; choices stay until sent or discarded. */
  expiresAt?: number;
}

/** What is left of a submission that could not be sent in time: no content. */
export interface ExpiredEntry {
  id: string;
  form: string;
  savedAt: number;
}

export type OutboxChange =
  | { type: 'saved' | 'discarded' | 'expired'; id: string }
  | { type: 'confirmed'; id: string; receipt: Receipt }
  | { type: 'refused'; id: string; code: ProblemCode; findings: Finding[] }
  | { type: 'waiting'; id: string; attempts: number; nextAttemptAt: number };

/** An entry before its first attempt; the outbox gives its operation a place in the order of acts. */
export type Draft = Omit<OutboxEntry, 'attempts' | 'nextAttemptAt' | 'refusal'>;

export interface Outbox {
  /** Saves a draft with the next act number. Resolves when the device has it, and says where. */
  save(draft: Draft): Promise<{ entry: OutboxEntry; keeping: Keeping }>;
  /** Everything unacknowledged that can be read, in the order in which it is to be sent. */
  list(): Promise<OutboxEntry[]>;
  /** False when the device may hold more than the last `list()` could read. */
  isReadable(): boolean;
  expired(): Promise<ExpiredEntry[]>;
  /** Removes an acknowledged operation and keeps its receipt, in one transaction. */
  confirm(id: string, receipt: Receipt): Promise<void>;
  refuse(id: string, code: ProblemCode, findings: Finding[]): Promise<void>;
  postpone(id: string, attempts: number, delay: { next: number; notBefore: number }): Promise<void>;
  /** The visitor gives an entry, or the notice of an expired one, up. */
  discard(id: string): Promise<void>;
  subscribe(listener: (change: OutboxChange) => void): () => void;
}

export interface OutboxParts {
  storage: DeviceStorage;
  site: string;
  now: () => number;
  newId: () => string;
}

const ENTRY = 'outbox:';
const EXPIRED = 'outbox-expired:';
export const RECEIPT = 'receipts:';
const DEVICE = 'meta:device';
const ACT = 'meta:act';

/** Lanes in their order, acts in theirs. */
function byLaneAndAct(a: OutboxEntry, b: OutboxEntry): number {
  const lane = (entry: OutboxEntry): number => LANES.indexOf(laneOf(entry.operation.kind));
  const act = (entry: OutboxEntry): number => entry.operation.device?.act ?? 0;
  return lane(a) - lane(b) || act(a) - act(b);
}

export function lane(entry: OutboxEntry): Lane {
  return laneOf(entry.operation.kind);
}

export function createOutbox({ storage, site, now, newId }: OutboxParts): Outbox {
  const listeners = new Set<(change: OutboxChange) => void>();
  /** Entries that the device would not take. */
  const pageOnly = new Map<string, OutboxEntry>();
  let pageAct = 0;
  const channel = openChannel(site, (change) => {
    tell(change);
  });
  const tell = (change: OutboxChange): void => {
    for (const listener of listeners) listener(change);
  };
  const announce = (change: OutboxChange): void => {
    tell(change);
    channel?.postMessage(change);
  };

  let readable = true;
  /** What cannot be read now must not keep back what this page holds. */
  const readStored = async (prefix: string): Promise<[string, unknown][]> => {
    try {
      const stored = await storage.list(prefix);
      readable = true;
      return stored;
    } catch (cause) {
      // A browser that stores nothing holds nothing; every other failure may pass.
      readable = storageError(cause).code === 'unavailable';
      return [];
    }
  };

  const update = async (id: string, change: (entry: OutboxEntry) => OutboxEntry): Promise<void> => {
    const held = pageOnly.get(id);
    if (held) {
      pageOnly.set(id, change(held));
      return;
    }
    await storage.write(async (transaction) => {
      const entry = (await answer(transaction.get(ENTRY + id))) as OutboxEntry | undefined;
      // Another tab may have had the receipt meanwhile.
      if (entry) transaction.put(change(entry), ENTRY + id);
    });
  };

  return {
    async save(draft) {
      const { id } = draft.operation;
      const fresh: OutboxEntry = { ...draft, attempts: 0, nextAttemptAt: 0 };
      try {
        const entry = await storage.write((transaction) => saveInOrder(transaction, fresh, newId));
        announce({ type: 'saved', id });
        return { entry, keeping: 'device' };
      } catch {
        // Every storage failure has the same answer: keep it in the page and say so.
        pageAct += 1;
        const device = { number: newId(), act: pageAct };
        const entry: OutboxEntry = { ...fresh, keeping: 'page', operation: { ...fresh.operation, device } };
        pageOnly.set(id, entry);
        tell({ type: 'saved', id });
        return { entry, keeping: 'page' };
      }
    },

    async list() {
      const stored = await readStored(ENTRY);
      const entries = stored.map(([, value]) => value as OutboxEntry);
      const dead = entries.filter((entry) => entry.expiresAt !== undefined && entry.expiresAt <= now());
      // One that cannot be put away now is put away next time; it must not hold up the others.
      for (const entry of dead) await expire(storage, entry, announce).catch(() => undefined);
      const alive = entries.filter((entry) => !dead.includes(entry));
      return [...alive, ...pageOnly.values()].toSorted(byLaneAndAct);
    },

    isReadable: () => readable,

    async expired() {
      const stored = await readStored(EXPIRED);
      return stored.map(([, value]) => value as ExpiredEntry);
    },

    async confirm(id, receipt) {
      if (!pageOnly.delete(id)) {
        await storage.write((transaction) => {
          transaction.delete(ENTRY + id);
          transaction.put(receipt, RECEIPT + id);
          return Promise.resolve();
        });
      }
      announce({ type: 'confirmed', id, receipt });
    },

    async refuse(id, code, findings) {
      await update(id, (entry) => ({ ...entry, refusal: { code, findings } }));
      announce({ type: 'refused', id, code, findings });
    },

    async postpone(id, attempts, { next, notBefore }) {
      await update(id, ({ refusal: _over, ...entry }) => ({
        ...entry,
        attempts,
        nextAttemptAt: next,
        notBefore,
      }));
      announce({ type: 'waiting', id, attempts, nextAttemptAt: next });
    },

    async discard(id) {
      // An entry of the page has nothing on the device, and the device may refuse to be asked.
      if (!pageOnly.delete(id)) {
        await storage.delete(ENTRY + id);
        await storage.delete(EXPIRED + id);
      }
      announce({ type: 'discarded', id });
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** One counter across lanes, taken where the entry is put, so that no two acts share a number. */
async function saveInOrder(
  transaction: Transaction,
  entry: OutboxEntry,
  newId: () => string,
): Promise<OutboxEntry> {
  const key = ENTRY + entry.operation.id;
  // A write whose outcome was unknown is tried again: it must not become a second act.
  const existing = (await answer(transaction.get(key))) as OutboxEntry | undefined;
  if (existing) return existing;
  const number = ((await answer(transaction.get(DEVICE))) as string | undefined) ?? newId();
  const act = (((await answer(transaction.get(ACT))) as number | undefined) ?? 0) + 1;
  const ordered: OutboxEntry = { ...entry, operation: { ...entry.operation, device: { number, act } } };
  transaction.put(number, DEVICE);
  transaction.put(act, ACT);
  transaction.put(ordered, key);
  return ordered;
}

async function expire(
  storage: DeviceStorage,
  { operation, savedAt }: OutboxEntry,
  announce: (change: OutboxChange) => void,
): Promise<void> {
  const form = operation.kind === 'submission' ? operation.payload.form : '';
  const notice: ExpiredEntry = { id: operation.id, form, savedAt };
  await storage.write((transaction) => {
    transaction.delete(ENTRY + operation.id);
    transaction.put(notice, EXPIRED + operation.id);
    return Promise.resolve();
  });
  announce({ type: 'expired', id: operation.id });
}

/** Tells the other tabs; a browser without it only learns later. */
function openChannel(site: string, listener: (change: OutboxChange) => void): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const channel = new BroadcastChannel(`smartxpo-consent/${site}`);
  channel.onmessage = (event: MessageEvent<OutboxChange>) => {
    listener(event.data);
  };
  return channel;
}
