/**
 * The outbox: operations that the backend has not acknowledged. One entry per operation; only a
 * receipt, a refusal about that very operation, its time or the visitor removes one. What the device
 * will not take stands in this page, said to be there, and moves to the device once that takes it.
 */
import type { Finding, ProblemCode } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';
import type { Files } from './delivery-body.ts';
import { storageError } from './device-database.ts';
import type { DeviceStorage } from './device-storage.ts';
import type { OpenChannel } from './outbox-channel.ts';
import { byLaneAndAct, ENTRY_VERSION, entryIn, isNameless, noticeIn, receiptIn } from './outbox-entry.ts';
import type {
  Draft,
  ExpiredEntry,
  Keeping,
  OutboxEntry,
  PageReason,
  UnreadableEntry,
} from './outbox-entry.ts';
import {
  changeEntry,
  ENTRY,
  EXPIRED,
  FILES,
  noticeOf,
  placed,
  putAsItIs,
  putInOrder,
  RECEIPT,
  removeConfirmed,
  removeDiscarded,
  removeExpired,
  removeWithoutRoom,
} from './outbox-transactions.ts';

export type OutboxChange =
  /** Also when the device takes later what it had refused. */
  | { type: 'saved'; id: string; pageReason?: PageReason }
  | { type: 'discarded' | 'expired'; id: string }
  | { type: 'confirmed'; id: string; receipt: Receipt }
  | { type: 'refused'; id: string; code: ProblemCode; findings: Finding[] }
  | { type: 'waiting'; id: string; attempts: number; nextAttemptAt: number }
  /** Everything on this device has been given up; `at`: when, by the device's clock, ms. */
  | { type: 'cleared'; at: number };

export interface Outbox {
  /** Saves a draft with the next act number. Resolves when the device has it, and says where. */
  save(draft: Draft, files?: Files): Promise<{ entry: OutboxEntry; keeping: Keeping }>;
  /** Everything unacknowledged that can be read, in the order in which it is to be sent. */
  list(): Promise<OutboxEntry[]>;
  /** One of them, as it stands now. */
  find(id: string): Promise<OutboxEntry | undefined>;
  /** The bytes that belong to an operation. */
  filesOf(id: string): Promise<Files>;
  /** What the device holds and this script cannot read. */
  unreadable(): Promise<UnreadableEntry[]>;
  /** False when the device may hold more than the last `list()` could read. */
  isReadable(): boolean;
  expired(): Promise<ExpiredEntry[]>;
  /** Receipts on this device and in this page, in no order. */
  receipts(): Promise<Receipt[]>;
  forgetReceipt(id: string): Promise<void>;
  /** Removes an acknowledged operation and keeps its receipt, in one transaction. */
  confirm(id: string, receipt: Receipt): Promise<void>;
  refuse(id: string, code: ProblemCode, findings: Finding[]): Promise<void>;
  postpone(id: string, tried: Tried): Promise<void>;
  /** The visitor wants a refused one tried again. */
  retry(id: string): Promise<void>;
  /** The visitor gives an entry, or the notice of an expired one, up. */
  discard(id: string): Promise<void>;
  /** Catches up on what the device refused earlier: entries of this page, removals. */
  settle(): Promise<void>;
  /** From now on nothing new is kept on this device, or it is again. */
  keepInPage(isShared: boolean): void;
  /** How many entries would go with this page. */
  heldInPage(): number;
  /** Gives up everything of this site on this device and in this page. */
  clear(): Promise<void>;
  /** `here`: it happened in this page, not in another tab. */
  subscribe(listener: (change: OutboxChange, here: boolean) => void): () => void;
}

/** What an attempt that came to nothing changes of an entry. */
export type Tried = Required<Pick<OutboxEntry, 'attempts' | 'triedAt' | 'nextAttemptAt' | 'notBefore'>>;

type EntryChange = (entry: OutboxEntry) => OutboxEntry;

export interface OutboxParts {
  storage: DeviceStorage;
  /** Milliseconds; decides what has run out. */
  now: () => number;
  newId: () => string;
  openChannel: OpenChannel;
}

export function createOutbox({ storage, now, newId, openChannel }: OutboxParts): Outbox {
  const listeners = new Set<(change: OutboxChange, here: boolean) => void>();
  /** Entries that the device would not take, or must not. */
  const pageEntries = new Map<string, OutboxEntry>();
  const pageFiles = new Map<string, Files>();
  const pageReceipts = new Map<string, Receipt>();
  const pageExpired = new Map<string, ExpiredEntry>();
  /** Acknowledged, but still on the device, because it would not let go of them. */
  const acknowledged = new Map<string, Receipt | undefined>();
  /** Changes of entries that the device has not taken. */
  const unnoted = new Map<string, EntryChange>();
  /** Given up with everything else; an answer that comes yet must leave nothing behind. */
  const swept = new Set<string>();
  /** Of this page, while it has no place in the order of the device. */
  let pageNumber: string | undefined;
  let lastAct = 0;
  /** What `list()` gave out, and may be on its way. */
  let handed: ReadonlyMap<string, OutboxEntry> = new Map();
  let isShared = false;
  let readable = true;

  const channel = openChannel((change) => {
    if (change.type === 'cleared') sweep(change.at);
    tell(change, false);
  });
  const tell = (change: OutboxChange, here: boolean): void => {
    for (const listener of listeners) listener(change, here);
  };
  const announce = (change: OutboxChange): void => {
    tell(change, true);
    channel.tell(change);
  };

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

  /** What the device would not note (it has no room for it) is known in this page alone. */
  const update = async (id: string, change: EntryChange): Promise<void> => {
    const held = pageEntries.get(id);
    if (held) {
      pageEntries.set(id, change(held));
      return;
    }
    const earlier = unnoted.get(id);
    const whole: EntryChange = (entry) => change(earlier === undefined ? entry : earlier(entry));
    try {
      await changeEntry(storage, id, whole);
      unnoted.delete(id);
    } catch {
      unnoted.set(id, whole);
    }
  };
  const asKnown = (entry: OutboxEntry): OutboxEntry => unnoted.get(entry.operation.id)?.(entry) ?? entry;

  const keepHere = (entry: OutboxEntry, files: Files, pageReason: PageReason): OutboxEntry => {
    const held: OutboxEntry = { ...entry, pageReason };
    pageEntries.set(entry.operation.id, held);
    pageFiles.set(entry.operation.id, files);
    return held;
  };

  const find = async (id: string): Promise<OutboxEntry | undefined> => {
    const held = pageEntries.get(id);
    if (held !== undefined || acknowledged.has(id)) return held;
    const entry = entryIn(await storage.get(ENTRY + id));
    return typeof entry === 'object' ? asKnown(entry) : undefined;
  };

  const expire = async (entry: OutboxEntry): Promise<void> => {
    const { id } = entry.operation;
    if (pageEntries.delete(id)) {
      pageFiles.delete(id);
      pageExpired.set(id, noticeOf(entry));
    } else {
      await removeExpired(storage, entry);
    }
    announce({ type: 'expired', id });
  };

  const letGo = async (id: string): Promise<void> => {
    const receipt = acknowledged.get(id);
    try {
      await removeConfirmed(storage, { id, receipt });
    } catch (cause) {
      if (storageError(cause).code !== 'full' || receipt === undefined) throw cause;
      // A full device takes no receipt, but it lets go; the receipt stands in this page.
      await removeWithoutRoom(storage, id, receipt);
      pageReceipts.set(id, receipt);
    }
    acknowledged.delete(id);
    unnoted.delete(id);
  };

  /** A tab that was asleep hears of it late; what was done in it since then is not given up. */
  const sweep = (at: number): void => {
    for (const [id, { savedAt }] of pageEntries) {
      if (savedAt > at) continue;
      pageEntries.delete(id);
      pageFiles.delete(id);
    }
    for (const id of handed.keys()) if (!pageEntries.has(id)) swept.add(id);
    for (const held of [pageReceipts, pageExpired, acknowledged, unnoted]) held.clear();
  };

  return {
    async save(draft, files = new Map()) {
      const { id } = draft.operation;
      const named = files.size === 0 ? {} : { files: [...files.keys()] };
      const fresh: OutboxEntry = {
        v: ENTRY_VERSION,
        ...draft,
        ...named,
        act: 0,
        attempts: 0,
        nextAttemptAt: 0,
      };
      /** What the device was asked to take, and may have taken although it says no. */
      let asked: OutboxEntry | undefined;
      const onPlaced = (entry: OutboxEntry): void => {
        asked = entry;
        lastAct = entry.act;
      };
      let reason: PageReason = 'shared';
      if (!isShared) {
        const order = { above: () => lastAct, newNumber: newId, onPlaced };
        try {
          const entry = await storage.write(putInOrder(fresh, files, order));
          announce({ type: 'saved', id });
          return { entry, keeping: 'device' };
        } catch (cause) {
          // Every storage failure has the same answer: keep it in the page and say why.
          reason = storageError(cause).code;
        }
      }
      if (asked === undefined && draft.anonymous !== true) {
        pageNumber ??= newId();
        lastAct += 1;
        asked = placed(fresh, { number: pageNumber, act: lastAct });
      }
      const entry = keepHere(asked ?? fresh, files, reason);
      tell({ type: 'saved', id, pageReason: reason }, true);
      return { entry, keeping: 'page' };
    },

    async list() {
      const stored = await readStored(ENTRY);
      const entries = stored.flatMap(([, value]) => {
        const entry = entryIn(value);
        return typeof entry === 'object' ? asKnown(entry) : [];
      });
      const all = new Map([...entries.map((entry) => [entry.operation.id, entry] as const), ...pageEntries]);
      for (const id of acknowledged.keys()) all.delete(id);
      for (const entry of [...all.values()]) {
        if (entry.expiresAt === undefined || entry.expiresAt > now()) continue;
        all.delete(entry.operation.id);
        // One that cannot be put away now is put away next time; it must not hold up the others.
        await expire(entry).catch(() => undefined);
      }
      handed = new Map(all);
      return [...all.values()].toSorted(byLaneAndAct);
    },

    find,

    async filesOf(id) {
      const held = pageFiles.get(id);
      if (held !== undefined) return held;
      const prefix = `${FILES}${id}:`;
      const stored = await storage.list(prefix);
      return new Map(stored.map(([key, bytes]) => [key.slice(prefix.length), bytes as ArrayBuffer]));
    },

    async unreadable() {
      const stored = await readStored(ENTRY);
      return stored.flatMap(([key, value]) => {
        const why = entryIn(value);
        return typeof why === 'object' ? [] : { id: key.slice(ENTRY.length), why };
      });
    },

    isReadable: () => readable,

    async expired() {
      const stored = await readStored(EXPIRED);
      return [...stored.flatMap(([, value]) => noticeIn(value) ?? []), ...pageExpired.values()];
    },

    async receipts() {
      const stored = await storage.list(RECEIPT).catch((): [string, unknown][] => []);
      const held = [...acknowledged.values(), ...pageReceipts.values()];
      const read = stored.flatMap(([, value]) => receiptIn(value) ?? []);
      return [...read, ...held.filter((one) => one !== undefined)];
    },

    async forgetReceipt(id) {
      pageReceipts.delete(id);
      await storage.delete(RECEIPT + id);
    },

    async confirm(id, receipt) {
      const held = pageEntries.get(id);
      pageEntries.delete(id);
      pageFiles.delete(id);
      // The receipt of an anonymous answer would lead from this device to it. Another tab may have had
      // an answer too and taken the entry away, so what was handed out is asked as well.
      const isAnonymous = (held ?? handed.get(id))?.anonymous === true || isNameless(id);
      const kept = isAnonymous || swept.has(id) ? undefined : receipt;
      if (held !== undefined && staysHere(held)) {
        if (kept !== undefined) pageReceipts.set(id, kept);
      } else {
        acknowledged.set(id, kept);
        // Acknowledged is acknowledged; what the device still holds is taken away later.
        await letGo(id).catch(() => undefined);
      }
      announce({ type: 'confirmed', id, receipt });
    },

    async refuse(id, code, findings) {
      await update(id, (entry) => ({ ...entry, refusal: { code, findings } }));
      announce({ type: 'refused', id, code, findings });
    },

    async postpone(id, tried) {
      await update(id, ({ refusal: _over, ...entry }) => ({ ...entry, ...tried }));
      const { attempts, nextAttemptAt } = tried;
      announce({ type: 'waiting', id, attempts, nextAttemptAt });
    },

    async retry(id) {
      await update(id, ({ refusal: _over, ...entry }) => ({ ...entry, nextAttemptAt: 0, notBefore: 0 }));
      announce({ type: 'waiting', id, attempts: 0, nextAttemptAt: 0 });
    },

    async discard(id) {
      const held = pageEntries.get(id);
      // The device may hold it too, from a write that it said had failed; it may refuse to be asked.
      if ((held === undefined || !staysHere(held)) && (await storage.exists())) {
        await removeDiscarded(storage, id);
      }
      for (const page of [pageEntries, pageFiles, pageExpired]) page.delete(id);
      announce({ type: 'discarded', id });
    },

    async settle() {
      for (const id of acknowledged.keys()) await letGo(id).catch(() => undefined);
      for (const id of unnoted.keys()) await update(id, (entry) => entry);
      for (const [id, entry] of pageEntries) {
        if (staysHere(entry)) continue;
        try {
          await storage.write(putAsItIs(entry, pageFiles.get(id) ?? new Map()));
        } catch {
          return;
        }
        pageEntries.delete(id);
        pageFiles.delete(id);
        announce({ type: 'saved', id });
      }
    },

    keepInPage(shared) {
      isShared = shared;
    },

    heldInPage: () => pageEntries.size,

    async clear() {
      const known = new Set(swept);
      for (const id of handed.keys()) swept.add(id);
      try {
        await storage.clear();
      } catch (cause) {
        // Where the browser stores nothing there is nothing to clear but this page.
        if (storageError(cause).code !== 'unavailable') {
          for (const id of handed.keys()) if (!known.has(id)) swept.delete(id);
          throw cause;
        }
      }
      sweep(Infinity);
      announce({ type: 'cleared', at: now() });
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** True for an entry that the device will not get, however long this page lives. */
function staysHere({ pageReason }: OutboxEntry): boolean {
  return pageReason === 'shared' || pageReason === 'unavailable';
}
