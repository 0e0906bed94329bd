/** What the outbox keeps of one operation, how it is told from damage, and the order it goes in. */
import { laneOf, LANES } from '../protocol/terms.ts';
import type { Lane } from '../protocol/terms.ts';
import type { Operation } from '../protocol/operation.schema.ts';
import type { Finding, ProblemCode } from '../protocol/problem.ts';
import type { Receipt } from '../protocol/receipt.ts';
import type { DeviceStorageCode } from './device-database.ts';

/** Where an entry is kept. 'page': it lives only while this page is open. */
export type Keeping = 'device' | 'page';

/** Why an entry lives in the page alone. 'shared': the visitor, or the site, wants nothing kept here. */
export type PageReason = DeviceStorageCode | 'shared';

/** The shape of entries; a script meets entries of older and newer ones on the same device. */
export const ENTRY_VERSION = 1;

export interface OutboxEntry {
  v: typeof ENTRY_VERSION;
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
  /** The device's clock at the last attempt, ms. */
  triedAt?: number;
  /** Not before this moment of the device's clock, ms, unless the visitor or the network says so. */
  nextAttemptAt: number;
  /** Not before this moment whoever says so: the backend asked for it, or the form's own patience. */
  notBefore?: number;
  /** Refused by the backend: kept for the visitor to see, not sent again by itself. */
  refusal?: { code: ProblemCode; findings: Finding[] };
  /** There while the entry lives only in this page. */
  pageReason?: PageReason;
  /** Submissions leave after the site's lifetime; choices stay until sent or discarded. */
  expiresAt?: number;
}

/** An entry before its first attempt; the outbox gives its operation a place in the order of acts. */
export type Draft = Pick<
  OutboxEntry,
  'operation' | 'savedAt' | 'capability' | 'subject' | 'anonymous' | 'challenge' | 'notBefore' | 'expiresAt'
>;

/** What is left of a submission that could not be sent in time: no content. */
export interface ExpiredEntry {
  id: string;
  form: string;
  savedAt: number;
}

/** Something on this device that cannot be read: kept, never sent, never in the way of others. */
export interface UnreadableEntry {
  /** What stands in place of an operation's id. */
  id: string;
  /** 'newer': a later version of this script saved it; 'damaged': nobody can read it. */
  why: 'newer' | 'damaged';
}

/** Only operations that must not lead to anybody have ids that tell no time (UUIDv4). */
export function isNameless(id: string): boolean {
  return id.charAt(14) === '4';
}

/** The entry in what the device holds, or why it is none. */
export function entryIn(value: unknown): OutboxEntry | UnreadableEntry['why'] {
  const { v, operation, savedAt, act, attempts, nextAttemptAt } = isRecord(value) ? value : {};
  if (typeof v === 'number' && v > ENTRY_VERSION) return 'newer';
  const isWhole =
    v === ENTRY_VERSION &&
    isRecord(operation) &&
    [operation['id'], operation['kind'], operation['site']].every((part) => typeof part === 'string') &&
    isPayload(operation['kind'], operation['payload']) &&
    [savedAt, act, attempts, nextAttemptAt].every(Number.isFinite);
  return isWhole ? (value as OutboxEntry) : 'damaged';
}

/** The receipt in what the device holds; what is shown of it must be there. */
export function receiptIn(value: unknown): Receipt | undefined {
  const { id, statement, signature } = isRecord(value) ? value : {};
  const isWhole =
    [id, signature].every((part) => typeof part === 'string') &&
    isRecord(statement) &&
    typeof statement['receivedAt'] === 'string' &&
    (statement['consents'] === undefined || Array.isArray(statement['consents']));
  return isWhole ? (value as Receipt) : undefined;
}

export function noticeIn(value: unknown): ExpiredEntry | undefined {
  const { id, form, savedAt } = isRecord(value) ? value : {};
  const isWhole = typeof id === 'string' && typeof form === 'string' && Number.isFinite(savedAt);
  return isWhole ? (value as ExpiredEntry) : undefined;
}

/** What panels show and forms take back must be there; the rest is the backend's to judge. */
function isPayload(kind: unknown, payload: unknown): boolean {
  if (!isRecord(payload)) return false;
  return (
    kind !== 'submission' ||
    (typeof payload['form'] === 'string' &&
      isRecord(payload['answers']) &&
      Array.isArray(payload['consents']))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function lane({ operation }: OutboxEntry): Lane {
  return laneOf(operation.kind);
}

/** Lanes in their order, acts in theirs. */
export function byLaneAndAct(a: OutboxEntry, b: OutboxEntry): number {
  return LANES.indexOf(lane(a)) - LANES.indexOf(lane(b)) || a.act - b.act || a.savedAt - b.savedAt;
}
