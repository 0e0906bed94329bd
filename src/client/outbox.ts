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
import type { Files } from './delivery-body.ts';
import { answer, keysWith } from './device-storage.ts';
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
  /** Its place in the order of acts; 0 for one that must not be counted among them. */
  act: number;
  /** No number of the device goes along, and none is taken (DESIGN, section 6). */
  anonymous?: boolean;
  /** The backend wants a challenge solved for each attempt. */
  challenge?: boolean;
  /** Questions whose files go along; the bytes are kept apart, because lists are read often. */
  files?: string[];
  attempts: number;
  /** Not before this moment of the device's clock, ms, unless the visitor or the network says so. */
  nextAttemptAt: number;
  /** Not before this moment whoever says so: the backend asked for it, or the form's own patience. */
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
export type Draft = Omit<OutboxEntry, 'act' | 'attempts' | 'nextAttemptAt' | 'refusal' | 'files'>;

export interface Outbox {
  /** Saves a draft with the next act number. Resolves when the device has it, and says where. */
  save(draft: Draft, files?: Files): Promise<{ entry: OutboxEntry; keeping: Keeping }>;
  /** Everything unacknowledged that can be read, in the order in which it is to be sent. */
  list(): Promise<OutboxEntry[]>;
  /** The bytes that belong to an operation. */
  filesOf(id: string): Promise<Files>;
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
const FILES = 'outbox-files:';
export const RECEIPT = 'receipts:';
const DEVICE = 'meta:device';
const ACT = 'meta:act';

/** Lanes in their order, acts in theirs. */
function byLaneAndAct(a: OutboxEntry, b: OutboxEntry): number {
  const lane = (entry: OutboxEntry): number => LANES.indexOf(laneOf(entry.operation.kind));
  return lane(a) - lane(b) || a.act - b.act || a.savedAt - b.savedAt;
}

export function lane(entry: OutboxEntry): Lane {
  return laneOf(entry.operation.kind);
}

export function createOutbox({ storage, site, now, newId }: OutboxParts): Outbox {
  const listeners = new Set<(change: OutboxChange) => void>();
  /** Entries that the device would not take. */
  const pageOnly = new Map<string, OutboxEntry>();
  const pageFiles = new Map<string, Files>();
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
    async save(draft, files = new Map()) {
      const { id } = draft.operation;
      const named = files.size === 0 ? {} : { files: [...files.keys()] };
      const fresh: OutboxEntry = { ...draft, ...named, act: 0, attempts: 0, nextAttemptAt: 0 };
      try {
        const entry = await storage.write((transaction) => saveInOrder(transaction, fresh, files, newId));
        announce({ type: 'saved', id });
        return { entry, keeping: 'device' };
      } catch {
        // Every storage failure has the same answer: keep it in the page and say so.
        pageAct += 1;
        const entry: OutboxEntry = { ...inOrder(fresh, newId(), pageAct), keeping: 'page' };
        pageOnly.set(id, entry);
        pageFiles.set(id, files);
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

    async filesOf(id) {
      const held = pageFiles.get(id);
      if (held !== undefined) return held;
      const prefix = `${FILES}${id}:`;
      const stored = await storage.list(prefix);
      return new Map(stored.map(([key, bytes]) => [key.slice(prefix.length), bytes as ArrayBuffer]));
    },

    isReadable: () => readable,

    async expired() {
      const stored = await readStored(EXPIRED);
      return stored.map(([, value]) => value as ExpiredEntry);
    },

    async confirm(id, receipt) {
      pageFiles.delete(id);
      if (!pageOnly.delete(id)) {
        await storage.write(async (transaction) => {
          const entry = (await answer(transaction.get(ENTRY + id))) as OutboxEntry | undefined;
          transaction.delete(ENTRY + id);
          transaction.delete(keysWith(`${FILES}${id}:`));
          // The receipt of an anonymous answer would lead from this device to it.
          if (entry?.anonymous !== true) transaction.put(receipt, RECEIPT + id);
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
      pageFiles.delete(id);
      if (!pageOnly.delete(id) && (await storage.exists())) {
        await storage.write((transaction) => {
          for (const key of [ENTRY + id, EXPIRED + id, keysWith(`${FILES}${id}:`)]) transaction.delete(key);
          return Promise.resolve();
        });
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
  files: Files,
  newId: () => string,
): Promise<OutboxEntry> {
  const key = ENTRY + entry.operation.id;
  // A write whose outcome was unknown is tried again: it must not become a second act.
  const existing = (await answer(transaction.get(key))) as OutboxEntry | undefined;
  if (existing) return existing;
  for (const [item, bytes] of files) transaction.put(bytes, `${FILES}${entry.operation.id}:${item}`);
  if (entry.anonymous === true) {
    transaction.put(entry, key);
    return entry;
  }
  const number = ((await answer(transaction.get(DEVICE))) as string | undefined) ?? newId();
  const act = (((await answer(transaction.get(ACT))) as number | undefined) ?? 0) + 1;
  const ordered = inOrder(entry, number, act);
  transaction.put(number, DEVICE);
  transaction.put(act, ACT);
  transaction.put(ordered, key);
  return ordered;
}

function inOrder(entry: OutboxEntry, number: string, act: number): OutboxEntry {
  if (entry.anonymous === true) return entry;
  return { ...entry, act, operation: { ...entry.operation, device: { number, act } } };
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
    transaction.delete(keysWith(`${FILES}${operation.id}:`));
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
