/** What the panel reads: from this device, and from the session. */
import type { Client } from '../../client/client.ts';
import type { Kept } from '../../client/kept.ts';
import type { ExpiredEntry, OutboxEntry, UnreadableEntry } from '../../client/outbox-entry.ts';
import { SessionError } from '../../client/session.ts';
import type { SessionCode } from '../../client/session.ts';
import type {
  HeldAnswer,
  HeldObjection,
  HeldPermission,
  HeldReceipt,
  HeldRequest,
  HeldSubmission,
  Me,
} from '../../protocol/me.ts';
import type { Operation } from '../../protocol/operation.schema.ts';
import type { Receipt } from '../../protocol/receipt.ts';
import type { Channel } from '../../protocol/terms.ts';
import { choicesOn } from './device-choices.ts';
import type { DeviceChoice } from './device-choices.ts';
import type { HeldPart } from './held-part.ts';

export interface Device {
  waiting: readonly OutboxEntry[];
  expired: readonly ExpiredEntry[];
  choices: readonly DeviceChoice[];
  /** Newest first. */
  receipts: readonly Receipt[];
  unreadable: readonly UnreadableEntry[];
  /** Undefined where not everything could be read. */
  kept: readonly Kept[] | undefined;
  /** How many of those that wait stand in this page alone. */
  heldInPage: number;
}

/** What the session read; 'reading' is followed by 'read' or 'unread'. */
export type Held =
  | { name: 'reading' }
  | { name: 'unread'; code: SessionCode }
  | { name: 'read'; me: Me; data: HeldData; Part: typeof HeldPart };

/** All that is held of whoever is signed in. */
export interface HeldData {
  details: HeldSubmission[];
  permissions: HeldPermission[];
  objections: HeldObjection[];
  requests: HeldRequest[];
  /** Newest first. */
  receipts: HeldReceipt[];
}

/** One that was made in this panel. `isWhole`: by a session, not by the capability of one operation. */
export interface Withdrawal {
  purpose: string;
  channel: Channel;
  isWhole: boolean;
}

export async function readDevice(client: Client): Promise<Device> {
  const { outbox, receipts } = client;
  // First, because it puts away what has run out.
  const waiting = await outbox.list();
  const [given, expired, unreadable, kept] = await Promise.all([
    receipts.list(),
    outbox.expired(),
    outbox.unreadable(),
    // The panel says that it could not be read; nothing else is lost by it.
    client.kept().catch(() => undefined),
  ]);
  return {
    waiting,
    expired,
    unreadable,
    choices: choicesOn(given, waiting),
    receipts: given,
    kept: outbox.isReadable() ? kept : undefined,
    heldInPage: outbox.heldInPage(),
  };
}

/** In the words of the form as it is published now, where that can be had; rejects without the code for it. */
export async function readAnswers({ documents }: Client, operation: Operation): Promise<HeldAnswer[]> {
  if (operation.kind !== 'submission') return [];
  const { form, answers, language } = operation.payload;
  const { givenAnswers } = await import('./given-answers.ts');
  const published = await documents.form(form).catch(() => undefined);
  return givenAnswers(published?.definition, answers, language);
}

/** Undefined when somebody else signed in meanwhile: these answers are not theirs. */
export async function readHeld({ session }: Client): Promise<Exclude<Held, { name: 'reading' }> | undefined> {
  const reader = session.current()?.subject;
  let held: Exclude<Held, { name: 'reading' }>;
  try {
    const [{ HeldPart: Part }, details, permissions, objections, requests, receipts] = await Promise.all([
      import('./held-part.ts'),
      session.details(),
      session.permissions(),
      session.objections(),
      session.requests(),
      session.receipts(),
    ]);
    const data = { details, permissions, objections, requests, receipts };
    held = { name: 'read', me: await session.me(), data, Part };
  } catch (cause) {
    held = { name: 'unread', code: codeOf(cause) };
  }
  const isStale = held.name === 'read' && session.current()?.subject !== reader;
  return isStale ? undefined : held;
}

export function codeOf(cause: unknown): SessionCode {
  return cause instanceof SessionError ? cause.code : 'unreachable';
}
