/** Mistakes of what sends: attempts, answers, delays, locks and the moments to look again. */
import type { Mutant } from './mutant.ts';

const ATTEMPTS = 'src/client/attempts.ts';
const TRANSPORT = 'src/client/native-transport.ts';
const LOCK = 'src/client/tab-lock.ts';
const RETRY = 'src/client/retry.ts';
const SYNC = 'src/client/sync.ts';

const NO_TIMEOUT = { file: TRANSPORT, find: 'signal: limit.signal,', replace: '' };
const NO_STEAL = { file: LOCK, find: '{ steal: true }', replace: '{}' };

export const SENDING_MUTANTS: readonly Mutant[] = [
  {
    name: 'anyHttpIsAck',
    breaks: 'any answer at all, of a portal or a failing server, counts as an acknowledgement',
    patches: [
      {
        file: TRANSPORT,
        find: 'if (response.ok && body !== undefined && isReceipt(body, id)) {',
        replace:
          "if (body === undefined || !isReceipt(body, id)) return { type: 'receipt', receipt: { id, signature: '', statement: { operation: id, receivedAt: '' } } as unknown as Receipt };\n  if (response.ok) {",
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'drop4xxByString',
    breaks: 'a firewall’s 403 is taken for a refusal of the backend',
    patches: [
      {
        file: TRANSPORT,
        find: "return { type: 'no-answer', ...patience, came: cameOf(response) };",
        replace:
          "if (/^4/.test(cameOf(response))) return { type: 'problem', code: 'forbidden', findings: [] };\n  return { type: 'no-answer', ...patience, came: cameOf(response) };",
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'staleIsAck',
    breaks: 'a receipt of another operation, from a cache, acknowledges this one',
    patches: [
      {
        file: TRANSPORT,
        find: "id === operation && typeof signature === 'string' && about === operation && typeof receivedAt === 'string'",
        replace: "id === about && typeof signature === 'string' && typeof receivedAt === 'string'",
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'newKeyPerAttempt',
    breaks: 'each attempt has an idempotency key of its own',
    patches: [
      {
        file: ATTEMPTS,
        find: 'const { operation } = entry;',
        replace:
          'const operation = entry.attempts === 0 ? entry.operation : { ...entry.operation, id: `${entry.operation.id.slice(0, -4)}${String(1000 + entry.attempts)}` };',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'mutateInflight',
    breaks: 'an operation that may have arrived is changed before it is sent again',
    patches: [
      {
        file: ATTEMPTS,
        find: 'const { operation } = entry;',
        replace: 'const operation = { ...entry.operation, madeAt: new Date(parts.now()).toISOString() };',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'wallClockOrder',
    breaks: 'acts go in the order of the clock, which anybody can set',
    patches: [
      {
        file: 'src/client/outbox-entry.ts',
        find: 'a.act - b.act || a.savedAt - b.savedAt',
        replace: 'a.savedAt - b.savedAt || a.act - b.act',
      },
    ],
    killedBy: 'simulation',
  },
  { name: 'partialIsWhole', impossible: 'one operation travels in a request, so no answer speaks of a part' },
  {
    name: 'removeHeadByCount',
    breaks: 'an acknowledgement removes the head of the outbox, whatever stands there by then',
    patches: [
      {
        file: ATTEMPTS,
        find: 'await outbox.confirm(id, decision.receipt);',
        replace: 'await outbox.confirm((await outbox.list())[0]?.operation.id ?? id, decision.receipt);',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'followerNeverPromoted',
    breaks: 'a tab that did not get its turn at once never gets one',
    patches: [
      {
        file: LOCK,
        find: '{ signal: patience.signal }, begin)',
        replace:
          '{ ifAvailable: true }, (turn) => (turn === null ? ((working = Promise.resolve()), working) : begin()))',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'noSteal',
    breaks: 'a frozen tab keeps its turn for ever',
    patches: [NO_STEAL],
    killedBy: 'simulation',
  },
  {
    name: 'noTimeout',
    breaks: 'an answer that never comes is waited for until the watchdog barks',
    patches: [NO_TIMEOUT],
    killedBy: 'simulation',
  },
  {
    name: 'noTimeoutNoSteal',
    breaks: 'one request without an answer holds up every tab',
    patches: [NO_TIMEOUT, NO_STEAL],
    killedBy: 'simulation',
  },
  {
    name: 'noSeqGateNoFence',
    impossible:
      'there is neither: whatever order operations arrive in, and whoever sends them, the outcome is one',
  },
  {
    name: 'noPassing',
    breaks: 'one operation that nobody answers for holds up all behind it',
    patches: [
      { file: 'src/client/lanes.ts', find: 'return attempts >= PASSABLE;', replace: 'return attempts < 0;' },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'strangersPatience',
    breaks: 'a stranger’s Retry-After keeps the visitor waiting for as long as it likes',
    patches: [
      {
        file: RETRY,
        find: 'const wish = Math.min(retryAfter, LONGEST_DELAY);',
        replace: 'const wish = retryAfter;',
      },
      {
        file: RETRY,
        find: 'delay: delayAfter(attempts, wish, random), asked: 0, isAlone: false',
        replace: 'delay: Math.max(wish, delayAfter(attempts, 0, random)), asked: wish, isAlone: false',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'momentsTrusted',
    breaks: 'after the clock was set back, what waits is not looked at until the old moment comes again',
    patches: [{ file: 'src/client/lanes.ts', find: 'if (now < triedAt) return true;', replace: '' }],
    killedBy: {
      file: 'test/client/sync.test.ts',
      title: 'does not wait for years when the clock was set back',
    },
  },
  {
    name: 'noLookAtOtherSaves',
    breaks: 'what another tab saved waits until that tab sends it, which may be gone',
    patches: [
      {
        file: SYNC,
        find: "if (type === 'saved' && !here) void drain();",
        replace: 'void type; void here;',
      },
    ],
    killedBy: {
      file: 'test/client/sync.test.ts',
      title: 'sends what another page saved and does not send itself',
    },
  },
  {
    name: 'wakeStorm',
    breaks: 'a network that comes and goes makes requests by the dozen',
    patches: [
      { file: SYNC, find: 'const BETWEEN_WAKINGS = 1000;', replace: 'const BETWEEN_WAKINGS = 0;' },
      {
        file: SYNC,
        find: 'quietUntil = isSilent ? now() + delayAfter(silences, 0, random) : 0;',
        replace: 'quietUntil = 0;',
      },
    ],
    killedBy: 'simulation',
  },
];
