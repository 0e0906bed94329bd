/** Attempts to send what waits in a lane, and what their outcomes do to the outbox. */
import type { Lane } from '../protocol/terms.ts';
import { mayBePassed, nextInLane } from './lanes.ts';
import { lane } from './outbox-entry.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { decide } from './retry.ts';
import type { SendOutcome } from './retry.ts';
import type { SyncParts } from './sync.ts';
import { within } from './timers.ts';

/** A challenge may ask the visitor something; one that never ends must not hold up the outbox. */
const SOLVING = 120_000;

/** 'answered': the lane may go on. 'silent': nobody answered. 'wait': the backend, or the session, says so. */
type Verdict = 'answered' | 'silent' | 'wait';

/** One look at the whole outbox. */
export interface LaneRun {
  ignoreDelays: boolean;
  /** Those made so far, in all lanes. */
  attempts: number;
  /** Something newer is to be looked at first, or this run has been given up. */
  isOver: () => boolean;
}

/** Sends what can go of one lane, in order; true when the last one that was tried got no answer. */
export async function drainLane(
  parts: SyncParts,
  name: Lane,
  entries: readonly OutboxEntry[],
  run: LaneRun,
): Promise<boolean> {
  let untried = entries.filter((entry) => lane(entry) === name);
  let isProbe = false;
  for (;;) {
    const next = nextInLane(untried, { now: parts.now(), ignoreDelays: run.ignoreDelays, isProbe });
    if (next === undefined) break;
    untried = untried.filter((entry) => entry !== next);
    // It may have been sent by another tab, or given up, since the list was read.
    const entry = await parts.outbox.find(next.operation.id);
    if (entry === undefined || !canGo(parts, entry)) continue;
    run.attempts += 1;
    const verdict = await attempt(parts, entry);
    if (verdict === 'wait' || run.isOver()) return false;
    const isSilent = verdict === 'silent';
    if (isSilent && (isProbe || !mayBePassed(entry.attempts + 1))) return true;
    isProbe = isSilent;
  }
  return isProbe;
}

/** Refused entries stay for the visitor to see; an act of a subject waits for that subject's session. */
export function canGo(parts: Pick<SyncParts, 'session'>, { refusal, subject }: OutboxEntry): boolean {
  return refusal === undefined && (subject === undefined || subject === parts.session()?.subject);
}

async function attempt(parts: SyncParts, entry: OutboxEntry): Promise<Verdict> {
  const { outbox, now, random } = parts;
  const { id } = entry.operation;
  const session = parts.session();
  const outcome = await send(parts, entry);
  if (entry.subject !== undefined && outcome.type === 'problem' && outcome.code === 'unauthenticated') {
    // The session has ended on the server. The act is not refused: it waits for the next sign-in.
    if (session !== undefined) parts.endSession(session.token);
    return 'wait';
  }
  const attempts = entry.attempts + 1;
  const decision = decide(outcome, attempts, random);
  switch (decision.type) {
    case 'confirm':
      await outbox.confirm(id, decision.receipt);
      return 'answered';
    case 'refuse':
      await outbox.refuse(id, decision.code, decision.findings);
      return 'answered';
    case 'retry':
      await outbox.postpone(id, {
        attempts,
        triedAt: now(),
        nextAttemptAt: now() + decision.delay,
        notBefore: now() + decision.asked,
      });
      if (decision.isAlone) return 'answered';
      return outcome.type === 'no-answer' ? 'silent' : 'wait';
  }
}

async function send(parts: SyncParts, entry: OutboxEntry): Promise<SendOutcome> {
  const { outbox, transport, report } = parts;
  const { operation } = entry;
  let challenge: string | undefined;
  let files: Awaited<ReturnType<typeof outbox.filesOf>> | undefined;
  try {
    challenge = entry.challenge === true ? await solved(parts, entry) : undefined;
    files = entry.files === undefined ? undefined : await outbox.filesOf(operation.id);
  } catch (cause) {
    report(cause);
    return { type: 'not-ready' };
  }
  const authorization = authorizationFor(parts, entry);
  return transport.send({ operation, age: parts.ageOf(entry), authorization, challenge, files });
}

function solved({ solveChallenge, after }: SyncParts, { operation }: OutboxEntry): Promise<string> {
  if (solveChallenge === undefined) {
    throw new Error('Expected the setting `challenge`: a form of this site asks for a solved one');
  }
  const solving = solveChallenge({ site: operation.site, operation: operation.id });
  return within(after, SOLVING, solving, () => new Error('The setting `challenge` did not solve in time'));
}

/** What shows that this entry may be sent; nobody's act goes out under somebody else's session. */
function authorizationFor(parts: SyncParts, { capability, subject }: OutboxEntry): string | undefined {
  if (capability !== undefined) return `Capability ${capability}`;
  const session = parts.session();
  return session !== undefined && subject === session.subject ? `Bearer ${session.token}` : undefined;
}
