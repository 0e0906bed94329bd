/**
 * Which entry of a lane goes next. The order of acts is kept, but an operation that has been tried in
 * vain several times does not hold up those behind it: what comes of them all does not depend on the
 * order in which they arrive (DESIGN, section 7.3). Pure.
 */
import type { OutboxEntry } from './outbox-entry.ts';

/** Attempts after which others may pass; until then a silent backend is the likelier reason. */
const PASSABLE = 3;

export interface LaneMoment {
  now: number;
  /** The visitor or the network says that now is the time. */
  ignoreDelays: boolean;
  /** The one before it got no answer: one other is tried, the one with the fewest attempts. */
  isProbe: boolean;
}

/** The entry to try next, of those not yet tried in this run; undefined when the lane has to wait. */
export function nextInLane(
  untried: readonly OutboxEntry[],
  { now, ignoreDelays, isProbe }: LaneMoment,
): OutboxEntry | undefined {
  const due = (entry: OutboxEntry): boolean => isDue(entry, now, ignoreDelays);
  const candidates = movable(untried).filter(due);
  return isProbe ? candidates.toSorted((a, b) => a.attempts - b.attempts)[0] : candidates[0];
}

/** When something of a lane can go next; undefined for an empty lane. */
export function nextMoment(waiting: readonly OutboxEntry[], now: number): number | undefined {
  const moments = movable(waiting).map((entry) =>
    isDue(entry, now, false) ? now : Math.max(entry.nextAttemptAt, entry.notBefore ?? 0),
  );
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** The head, and those behind it that may pass. */
function movable(waiting: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const end = waiting.findIndex(({ attempts }) => !mayBePassed(attempts));
  return end < 0 ? waiting : waiting.slice(0, end + 1);
}

export function isDue(
  { savedAt, triedAt = savedAt, nextAttemptAt, notBefore = 0 }: OutboxEntry,
  now: number,
  ignoreDelays: boolean,
): boolean {
  // The clock has been set back since; what it said then tells nothing about how long to wait.
  if (now < triedAt) return true;
  return notBefore <= now && (ignoreDelays || nextAttemptAt <= now);
}

/** Whether those behind an entry with so many attempts may go first. */
export function mayBePassed(attempts: number): boolean {
  return attempts >= PASSABLE;
}
