/**
 * When to send: after saving here or in another tab, when the network or the page comes back, and on
 * a timer. One tab sends at a time; a run that does not end is given up, because a queue that nobody
 * looks at is a lost one.
 */
import { LANES } from '../protocol/terms.ts';
import { canGo, drainLane } from './attempts.ts';
import type { LaneRun } from './attempts.ts';
import { isDue, nextMoment } from './lanes.ts';
import type { Outbox } from './outbox.ts';
import { lane } from './outbox-entry.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { delayAfter, LONGEST_DELAY, LONGEST_RETRY_AFTER } from './retry.ts';
import type { TabLock } from './tab-lock.ts';
import { afterAwake } from './timers.ts';
import type { After } from './timers.ts';
import type { Transport } from './transport.ts';
import type { Wake } from './wakings.ts';

const AFTER_FAILURE = 5000;
/** A run that takes longer hangs in something that should have ended by itself. */
const STUCK = 2 * LONGEST_DELAY;
/** A network that comes and goes does not make requests by the dozen. */
const BETWEEN_WAKINGS = 1000;

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
  after: After;
  /** Milliseconds since the act. */
  ageOf: (entry: OutboxEntry) => number;
  random: () => number;
  /** The session of this page, while somebody is signed in. */
  session: () => { subject: string; token: string } | undefined;
  /** The backend no longer knows the session. */
  endSession: (token: string) => void;
  /** Solves the site's challenge for one attempt. */
  solveChallenge?: ((about: { site: string; operation: string }) => Promise<string>) | undefined;
  /** Hears of moments at which it is worth looking again, until it is told to stop. */
  listen: (wake: Wake) => () => void;
  /** How soon this page looks again after its own storage failed, ms. */
  afterFailure?: number;
  /** Called with what a programmer must see: failures that are not answers of the backend. */
  report: (error: unknown) => void;
}

interface Run {
  /** Given up, or finished: nothing it still does counts. */
  isOver: boolean;
}

export function createSync(parts: SyncParts): Sync {
  const { outbox, now, after, lock, random, report, afterFailure = AFTER_FAILURE } = parts;
  let running: { run: Run; done: Promise<void> } | undefined;
  let again: { now: boolean } | undefined;
  let callOff: (() => void) | undefined;
  let stopListening: (() => void) | undefined;
  /** Runs in a row that nobody answered; the page as a whole grows more patient with each. */
  let silences = 0;
  let quietUntil = 0;
  let lastWaking = -Infinity;
  let putOff: { isNews: boolean; callOff: () => void } | undefined;

  const work = async (run: Run, ignoreDelays: boolean): Promise<number | undefined> => {
    await outbox.settle();
    const isSomethingDue = (await sendable()).some((entry) => isDue(entry, now(), ignoreDelays));
    if (isSomethingDue) {
      await lock(async () => {
        // What comes meanwhile may belong before what is still to be sent: after the attempt under way
        // it gets a run of its own.
        const lanes: LaneRun = {
          ignoreDelays,
          attempts: 0,
          isOver: () => run.isOver || (lanes.attempts > 0 && again !== undefined),
        };
        const entries = await sendable();
        let isSilent = false;
        for (const name of LANES) {
          if (lanes.isOver()) return;
          isSilent = (await drainLane(parts, name, entries, lanes)) || isSilent;
        }
        silences = isSilent ? silences + 1 : 0;
        quietUntil = isSilent ? now() + delayAfter(silences, 0, random) : 0;
      });
    }
    const waiting = await sendable();
    if (!outbox.isReadable()) return now() + afterFailure;
    const moments = LANES.flatMap(
      (name) =>
        nextMoment(
          waiting.filter((entry) => lane(entry) === name),
          now(),
        ) ?? [],
    );
    return moments.length === 0 ? undefined : Math.max(quietUntil, Math.min(...moments));
  };

  const sendable = async (): Promise<OutboxEntry[]> =>
    (await outbox.list()).filter((entry) => canGo(parts, entry));

  const schedule = (at: number | undefined): void => {
    callOff?.();
    if (at === undefined || stopListening === undefined) return;
    // A clock that was set back must not make it wait for years.
    const wait = Math.min(LONGEST_RETRY_AFTER, Math.max(50, at - now()));
    callOff = after(wait, () => void drain());
  };

  const begin = (ignoreDelays: boolean): Promise<void> => {
    const run: Run = { isOver: false };
    // Whatever goes wrong, this page looks again.
    const failed = now() + afterFailure;
    const finish = (next: number | undefined): Promise<void> => {
      if (run.isOver) return Promise.resolve();
      run.isOver = true;
      stopWatching();
      running = undefined;
      schedule(next);
      const repeat = again;
      again = undefined;
      return repeat === undefined ? Promise.resolve() : drain(repeat);
    };
    const stopWatching = afterAwake(after, STUCK, () => {
      report(new Error('Sending did not end in time; starting again'));
      void finish(failed);
    });
    const done = work(run, ignoreDelays).then(finish, (cause: unknown) => {
      report(cause);
      return finish(failed);
    });
    running = { run, done };
    return done;
  };

  const drain = (options?: { now?: boolean }): Promise<void> => {
    const ignoreDelays = options?.now ?? false;
    if (running === undefined) return begin(ignoreDelays);
    again = { now: ignoreDelays || (again?.now ?? false) };
    return running.done;
  };

  const wake: Wake = (isNews) => {
    const wait = lastWaking + BETWEEN_WAKINGS - now();
    if (wait <= 0 || wait > BETWEEN_WAKINGS) {
      lastWaking = now();
      void drain({ now: isNews });
      return;
    }
    // The last news may be the one that counts, so it is put off and not passed over.
    putOff?.callOff();
    const isAnyNews = isNews || (putOff?.isNews ?? false);
    const callOff = after(wait, () => {
      putOff = undefined;
      wake(isAnyNews);
    });
    putOff = { isNews: isAnyNews, callOff };
  };

  return {
    drain,
    start() {
      if (stopListening) return;
      const stopPage = parts.listen(wake);
      const stopTabs = outbox.subscribe(({ type }, here) => {
        if (type === 'saved' && !here) void drain();
      });
      stopListening = () => {
        stopPage();
        stopTabs();
      };
      // A visitor who is here again is news: what an earlier page was patient with is tried at once.
      if (running === undefined) void drain({ now: true });
    },
    stop() {
      stopListening?.();
      stopListening = undefined;
      callOff?.();
      putOff?.callOff();
      putOff = undefined;
    },
  };
}
