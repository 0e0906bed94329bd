/** The outbox's steps on the device; each is one transaction, kept whole or not at all. */
import type { Receipt } from '../protocol/receipt.ts';
import type { Files } from './delivery-body.ts';
import { answer, keysWith } from './device-storage.ts';
import type { DeviceStorage, Transaction } from './device-storage.ts';
import { entryIn } from './outbox-entry.ts';
import type { ExpiredEntry, OutboxEntry } from './outbox-entry.ts';

export const ENTRY = 'outbox:';
export const EXPIRED = 'outbox-expired:';
export const FILES = 'outbox-files:';
export const RECEIPT = 'receipts:';
export const DEVICE = 'meta:device';
export const ACT = 'meta:act';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where an act stands among those of its device. */
export interface Place {
  number: string;
  act: number;
}

export function placed(entry: OutboxEntry, place: Place): OutboxEntry {
  return { ...entry, act: place.act, operation: { ...entry.operation, device: place } };
}

/**
 * Puts an entry with the next act number: one counter across lanes, taken where the entry is put, so
 * that no two acts share a number. `above` is the last number this page gave to an entry that may or
 * may not have reached the device. `onPlaced` hears the entry before the outcome is known.
 */
export function putInOrder(
  entry: OutboxEntry,
  files: Files,
  {
    above,
    newNumber,
    onPlaced,
  }: { above: () => number; newNumber: () => string; onPlaced: (entry: OutboxEntry) => void },
): (transaction: Transaction) => Promise<OutboxEntry> {
  const { id } = entry.operation;
  return async (transaction) => {
    // Asked for at once: each answer that is waited for alone costs the visitor a turn.
    const [stored, known, last] = (await Promise.all(
      [ENTRY + id, DEVICE, ACT].map((key) => answer(transaction.get(key))),
    )) as unknown[];
    // A write whose outcome was unknown is tried again: it must not become a second act.
    const existing = entryIn(stored);
    if (typeof existing === 'object') return existing;
    for (const [item, bytes] of files) transaction.put(bytes, `${FILES}${id}:${item}`);
    if (entry.anonymous === true) {
      transaction.put(entry, ENTRY + id);
      return entry;
    }
    // What is damaged is made anew: a new number is a new device, and counts from what is known.
    const number = isDeviceNumber(known) ? known : newNumber();
    const act = Math.max(countIn(last), above()) + 1;
    const ordered = placed(entry, { number, act });
    onPlaced(ordered);
    if (number !== known) transaction.put(number, DEVICE);
    transaction.put(act, ACT);
    transaction.put(ordered, ENTRY + id);
    return ordered;
  };
}

function isDeviceNumber(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function countIn(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : 0;
}

/** Brings an entry of the page to the device, unchanged, because it may have been sent already. */
export function putAsItIs(entry: OutboxEntry, files: Files): (transaction: Transaction) => Promise<void> {
  const { pageReason: _over, ...kept } = entry;
  const { id } = entry.operation;
  return async (transaction) => {
    if ((await answer(transaction.get(ENTRY + id))) !== undefined) return;
    for (const [item, bytes] of files) transaction.put(bytes, `${FILES}${id}:${item}`);
    if (kept.act > countIn(await answer(transaction.get(ACT)))) transaction.put(kept.act, ACT);
    transaction.put(kept, ENTRY + id);
  };
}

/** Takes an operation's entry, files and notice away. */
function takeAway(transaction: Transaction, id: string): void {
  for (const key of [ENTRY + id, EXPIRED + id, keysWith(`${FILES}${id}:`)]) transaction.delete(key);
}

/** Removes an acknowledged operation and keeps its receipt, in one transaction. */
export async function removeConfirmed(
  storage: DeviceStorage,
  { id, receipt }: { id: string; receipt: Receipt | undefined },
): Promise<void> {
  await storage.write(async (transaction) => {
    const entry = entryIn(await answer(transaction.get(ENTRY + id)));
    takeAway(transaction, id);
    // The receipt of an anonymous answer would lead from this device to it.
    const isAnonymous = typeof entry === 'object' && entry.anonymous === true;
    if (receipt !== undefined && !isAnonymous) transaction.put(receipt, RECEIPT + id);
  });
}

export async function removeDiscarded(storage: DeviceStorage, id: string): Promise<void> {
  await storage.write((transaction) => {
    takeAway(transaction, id);
    return Promise.resolve();
  });
}

/**
 * Removes an acknowledged operation where there is no room for its receipt. What a withdrawal ended
 * must not stand there as given: without a place for the withdrawal the grant's receipt goes as well.
 */
export async function removeWithoutRoom(storage: DeviceStorage, id: string, receipt: Receipt): Promise<void> {
  await storage.write((transaction) => {
    takeAway(transaction, id);
    for (const grant of receipt.statement.withdrawal?.grants ?? []) transaction.delete(RECEIPT + grant);
    return Promise.resolve();
  });
}

export function noticeOf({ operation, savedAt }: OutboxEntry): ExpiredEntry {
  const form = operation.kind === 'submission' ? operation.payload.form : '';
  return { id: operation.id, form, savedAt };
}

/** Leaves a notice without content in the entry's place. */
export async function removeExpired(storage: DeviceStorage, entry: OutboxEntry): Promise<void> {
  const { id } = entry.operation;
  await storage.write(async (transaction) => {
    // Another tab may have had the receipt meanwhile.
    if ((await answer(transaction.get(ENTRY + id))) === undefined) return;
    takeAway(transaction, id);
    transaction.put(noticeOf(entry), EXPIRED + id);
  });
}

export async function changeEntry(
  storage: DeviceStorage,
  id: string,
  change: (entry: OutboxEntry) => OutboxEntry,
): Promise<void> {
  await storage.write(async (transaction) => {
    const entry = entryIn(await answer(transaction.get(ENTRY + id)));
    // Another tab may have had the receipt meanwhile.
    if (typeof entry === 'object') transaction.put(change(entry), ENTRY + id);
  });
}
