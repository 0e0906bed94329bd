/** What the panel reads: from this device, and from the session. */
import type { Client } from '../../client/client.ts';
import type { ExpiredEntry, OutboxEntry } from '../../client/outbox-entry.ts';
import { SessionError } from '../../client/session.ts';
import type { SessionCode } from '../../client/session.ts';
import type { HeldPermission, HeldSubmission, Me } from '../../protocol/me.ts';
import type { Channel } from '../../protocol/terms.ts';
import { choicesOn } from './device-choices.ts';
import type { DeviceChoice } from './device-choices.ts';

export interface Device {
  waiting: readonly OutboxEntry[];
  expired: readonly ExpiredEntry[];
  choices: readonly DeviceChoice[];
}

/** What the session read; 'reading' is followed by 'read' or 'unread'. */
export type Held =
  | { name: 'reading' }
  | { name: 'unread'; code: SessionCode }
  | { name: 'read'; me: Me; details: HeldSubmission[]; permissions: HeldPermission[] };

/** One that was made in this panel. `isWhole`: by a session, not by the capability of one operation. */
export interface Withdrawal {
  purpose: string;
  channel: Channel;
  isWhole: boolean;
}

export async function readDevice({ outbox, receipts }: Client): Promise<Device> {
  const [waiting, kept] = [await outbox.list(), await receipts.list()];
  return { waiting, expired: await outbox.expired(), choices: choicesOn(kept, waiting) };
}

/** Undefined when somebody else signed in meanwhile: these answers are not theirs. */
export async function readHeld({ session }: Client): Promise<Exclude<Held, { name: 'reading' }> | undefined> {
  const reader = session.current()?.subject;
  let held: Exclude<Held, { name: 'reading' }>;
  try {
    const [details, permissions] = await Promise.all([session.details(), session.permissions()]);
    held = { name: 'read', me: await session.me(), details, permissions };
  } catch (cause) {
    held = { name: 'unread', code: codeOf(cause) };
  }
  const isStale = held.name === 'read' && session.current()?.subject !== reader;
  return isStale ? undefined : held;
}

export function codeOf(cause: unknown): SessionCode {
  return cause instanceof SessionError ? cause.code : 'unreachable';
}
