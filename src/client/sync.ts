/**
 * When to send: after saving, when the network or the page comes back, and on a timer. Drains the
 * outbox lane by lane; inside a lane the order of acts is kept, so a lane stops at the first
 * operation that has to wait.
 */
import { LANES } from '../protocol/terms.ts';
import { lane } from './outbox.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import { decide, LONGEST_RETRY_AFTER } from './retry.ts';
import type { SendOutcome } from './retry.ts';
import type { TabLock } from './tab-lock.ts';
import type { Transport } from './transport.ts';

const AFTER_FAILURE = 5000;

export interface Sync {
  /** Sends what is due. Calls while a run is under way join the next one. `now` ignores delays. */
  drain(options?: { now?: boolean }): Promise<void>;
  start(): void;
  stop(): void;
}

export interface SyncParts {
  outbox: Outbox;
  transport: Transport;
  lock: TabLock;
  now: () => number;
  /** Milliseconds since the act. */
  ageOf: (entry: OutboxEntry) => number;
  random: () => number;
  /** The session of this page, while somebody is signed in. */
  session: () => { subject: string; token: string } | undefined;
  /** The backend no longer knows the session. */
  endSession: () => void;
  /** Solves the site's challenge for one attempt. */
  solveChallenge?: ((about: { site: string; operation: string }) => Promise<string>) | undefined;
  /** How soon this page looks again after its own storage failed, ms. */
  afterFailure?: number;
  /** Called with what a programmer must see: failures that are not answers of the backend. */
  report: (error: unknown) => void;
}

export function createSync(parts: SyncParts): Sync {
  const { now, lock, report, afterFailure = AFTER_FAILURE } = parts;
  let running: Promise<void> | undefined;
  let again: { now: boolean } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listening: AbortController | undefined;

  const run = async (ignoreDelays: boolean): Promise<void> => {
    // Whatever goes wrong, this page looks again; a queue nobody looks at is a lost one.
    let next: number | undefined = now() + afterFailure;
    try {
      await lock(async () => {
        for (const name of LANES) await drainLane(parts, name, ignoreDelays);
      });
      next = await nextAttempt(parts);
    } finally {
      schedule(next);
    }
  };

  const schedule = (at: number | undefined): void => {
    clearTimeout(timer);
    if (at === undefined || listening === undefined) return;
    // A timer takes no more than 24 days, and a clock that was set back must not make it wait for years.
    timer = setTimeout(() => void drain(), Math.min(LONGEST_RETRY_AFTER, Math.max(50, at - now())));
  };

  const drain = (options?: { now?: boolean }): Promise<void> => {
    const ignoreDelays = options?.now ?? false;
    if (running) {
      again = { now: ignoreDelays || (again?.now ?? false) };
      return running;
    }
    running = run(ignoreDelays)
      .catch(report)
      .then(async () => {
        running = undefined;
        const next = again;
        again = undefined;
        if (next) await drain(next);
      });
    return running;
  };

  return {
    drain,
    start() {
      if (listening) return;
      listening = new AbortController();
      const { signal } = listening;
      const wake = (): void => void drain({ now: true });
      window.addEventListener('online', wake, { signal });
      window.addEventListener('pageshow', () => void drain(), { signal });
      document.addEventListener(
        'visibilitychange',
        () => document.visibilityState === 'visible' && void drain(),
        { signal },
      );
      void drain();
    },
    stop() {
      listening?.abort();
      listening = undefined;
      clearTimeout(timer);
    },
  };
}

async function drainLane(
  parts: SyncParts,
  name: (typeof LANES)[number],
  ignoreDelays: boolean,
): Promise<void> {
  const { outbox, now } = parts;
  const tried = new Set<string>();
  for (;;) {
    const waiting = (await outbox.list()).filter((entry) => lane(entry) === name && canGo(parts, entry));
    const head = waiting.find((entry) => !tried.has(entry.operation.id));
    if (head === undefined || !isDue(head, now(), ignoreDelays)) return;
    tried.add(head.operation.id);
    if (!(await attempt(parts, head))) return;
  }
}

/** A moment further away than any delay we give was made by a clock that has been set back since. */
function isPast(moment: number, now: number): boolean {
  return moment <= now || moment > now + LONGEST_RETRY_AFTER;
}

function isDue({ nextAttemptAt, notBefore = 0 }: OutboxEntry, now: number, ignoreDelays: boolean): boolean {
  return isPast(notBefore, now) && (ignoreDelays || isPast(nextAttemptAt, now));
}

/** Refused entries stay for the visitor to see; an act of a subject waits for that subject's session. */
function canGo(parts: SyncParts, { refusal, subject }: OutboxEntry): boolean {
  return refusal === undefined && (subject === undefined || subject === parts.session()?.subject);
}

/** What shows that this entry may be sent; nobody's act goes out under somebody else's session. */
function authorizationFor(parts: SyncParts, { capability, subject }: OutboxEntry): string | undefined {
  if (capability !== undefined) return `Capability ${capability}`;
  const session = parts.session();
  return session !== undefined && subject === session.subject ? `Bearer ${session.token}` : undefined;
}

/** Sends one entry; true when the lane may go on. */
async function attempt(parts: SyncParts, entry: OutboxEntry): Promise<boolean> {
  const { outbox, now, random } = parts;
  const { id } = entry.operation;
  const outcome = await send(parts, entry);
  if (entry.subject !== undefined && outcome.type === 'problem' && outcome.code === 'unauthenticated') {
    // The session has ended on the server. The act is not refused: it waits for the next sign-in.
    parts.endSession();
    return false;
  }
  const decision = decide(outcome, entry.attempts + 1, random);
  switch (decision.type) {
    case 'confirm':
      await outbox.confirm(id, decision.receipt);
      return true;
    case 'refuse':
      await outbox.refuse(id, decision.code, decision.findings);
      return true;
    case 'retry':
      await outbox.postpone(id, entry.attempts + 1, {
        next: now() + decision.delay,
        notBefore: now() + decision.asked,
      });
      return false;
  }
}

/** What cannot be fetched or solved now is tried again, like a backend that does not answer. */
async function send(parts: SyncParts, entry: OutboxEntry): Promise<SendOutcome> {
  const { outbox, transport, solveChallenge, report } = parts;
  const { operation } = entry;
  try {
    const about = { site: operation.site, operation: operation.id };
    if (entry.challenge === true && solveChallenge === undefined) {
      throw new Error('Expected the setting `challenge`: a form of this site asks for a solved one');
    }
    const challenge = entry.challenge === true ? await solveChallenge?.(about) : undefined;
    const files = entry.files === undefined ? undefined : await outbox.filesOf(operation.id);
    const authorization = authorizationFor(parts, entry);
    return await transport.send({ operation, age: parts.ageOf(entry), authorization, challenge, files });
  } catch (cause) {
    report(cause);
    return { type: 'no-answer' };
  }
}

/** Only the head of a lane can be sent next; the others wait behind it. */
async function nextAttempt(parts: SyncParts): Promise<number | undefined> {
  const { outbox, now, afterFailure = AFTER_FAILURE } = parts;
  const waiting = (await outbox.list()).filter((entry) => canGo(parts, entry));
  if (!outbox.isReadable()) return now() + afterFailure;
  const heads = LANES.flatMap((name) => waiting.find((entry) => lane(entry) === name) ?? []);
  const moments = heads.map(({ nextAttemptAt, notBefore = 0 }) => Math.max(nextAttemptAt, notBefore));
  const due = moments.map((moment) => (isPast(moment, now()) ? now() : moment));
  return due.length === 0 ? undefined : Math.min(...due);
}
