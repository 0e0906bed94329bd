/**
 * The permission as a clerk would keep it who sees everything as it happens: a second, simpler model than the fold, played
 * over lives of several devices whose messages arrive late and in any order.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isTimely, permission } from '../../src/protocol/consent.ts';
import type { ConsentEvent, ConsentState } from '../../src/protocol/consent.ts';
import { DAY, HOUR, MINUTE } from '../../src/protocol/terms.ts';
import { uuidv7 } from '../../src/protocol/uuid.ts';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const MAX_AGE = 72 * HOUR;
const VALIDITY = 10 * DAY;

/** What somebody does at a true moment, and how long its message is on its way. */
interface Act {
  kind: 'tick' | 'leave' | 'take back' | 'take back that' | 'confirm';
  device: string;
  /** Milliseconds to the act before. */
  pause: number;
  delay: number;
  isSignedIn: boolean;
  /** Which of the ticks so far a confirmation or a receipt is about. */
  which: number;
}

const arbitraryAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('tick', 'tick', 'leave', 'take back', 'take back that', 'confirm'),
  device: fc.constantFrom('a', 'b', 'c'),
  pause: fc.constantFrom(1, 20 * MINUTE, HOUR, DAY),
  delay: fc.constantFrom(0, 1, 30 * MINUTE, 5 * HOUR, 2 * DAY, 4 * DAY),
  isSignedIn: fc.boolean(),
  which: fc.nat(),
});
const arbitraryLife = fc.record({
  acts: fc.array(arbitraryAct, { maxLength: 14 }),
  needsProof: fc.boolean(),
  later: fc.constantFrom(5 * DAY, 30 * DAY),
});
type Life = typeof arbitraryLife extends fc.Arbitrary<infer T> ? T : never;

interface Done extends Act {
  id: string;
  at: number;
  receivedAt: number;
  number: number;
  /** The id of what it is about; '' for acts about nothing in particular. */
  about: string;
}

/** The acts as they truly happen: numbered by each device, with clocks that are right. */
function lived({ acts }: Life): Done[] {
  let at = T0;
  const numbers = new Map<string, number>();
  const ticks: Done[] = [];
  return acts.flatMap((act, index): Done[] => {
    at += act.pause;
    const about = ticks[act.which % Math.max(1, ticks.length)]?.id ?? '';
    if (['take back that', 'confirm'].includes(act.kind) && about === '') return [];
    const number = (numbers.get(act.device) ?? 0) + 1;
    numbers.set(act.device, number);
    const id = uuidv7(at, (count) => new Uint8Array(count).fill(index));
    const done = { ...act, id, at, receivedAt: at + act.delay, number, about };
    if (act.kind === 'tick') ticks.push(done);
    return [done];
  });
}

function eventOf({ needsProof }: Life, done: Done): ConsentEvent {
  const { id: operation, receivedAt, device, number, about, delay } = done;
  const act = { operation, receivedAt, device: { number: device, act: number } };
  switch (done.kind) {
    case 'tick':
      return {
        ...act,
        type: 'grant',
        age: delay,
        timely: isTimely(delay, MAX_AGE),
        proved: done.isSignedIn,
        needsProof,
        validUntil: done.at + VALIDITY,
      };
    case 'leave':
      return { ...act, type: 'refuse' };
    case 'confirm':
      // By a link in a mail: no device, no delay that anybody knows of.
      return { ...act, device: null, type: 'confirm', of: about };
    case 'take back':
      return { ...act, type: 'end', age: delay, only: null };
    case 'take back that':
      return { ...act, type: 'end', age: delay, only: about };
  }
}

/** A ticked box on the clerk's desk. */
interface Slip {
  done: Done;
  isProved: boolean;
}

/**
 * The clerk: slips come to the desk when the box is ticked, are stamped when proved, and are torn up. Whoever takes
 * everything back tears up their own device's slips as they do it, and those of all other devices when word of it
 * arrives: in doubt it was meant (DESIGN, 7.3).
 */
function kept(life: Life, acts: readonly Done[], now: number): { state: ConsentState; permitted: boolean } {
  const desk = new Map<string, Slip>();
  const torn = new Set<string>();
  const stamped = new Set<string>();
  const moments = acts
    .flatMap((done) => [
      { when: done.at, isWord: false, done },
      { when: done.receivedAt, isWord: true, done },
    ])
    // Of one moment: first what is done, then the word that arrives.
    .toSorted((a, b) => a.when - b.when || Number(a.isWord) - Number(b.isWord));
  for (const { isWord, done } of moments) {
    if (done.kind === 'tick' && !isWord) desk.set(done.id, { done, isProved: done.isSignedIn });
    if (done.kind === 'confirm') stamped.add(done.about);
    if (done.kind === 'take back that') torn.add(done.about);
    if (done.kind !== 'take back') continue;
    for (const { done: tick } of desk.values())
      if (isWord ? tick.device !== done.device : tick.device === done.device) torn.add(tick.id);
  }
  const has = (kind: Act['kind']): boolean => acts.some((done) => done.kind === kind);
  const wasTakenBack = has('take back') || has('take back that');
  const slips = [...desk.values()];
  const inTime = slips.filter(({ done }) => done.delay <= MAX_AGE && !torn.has(done.id));
  const isGood = ({ done, isProved }: Slip): boolean =>
    isProved || stamped.has(done.id) || (!life.needsProof && !wasTakenBack);
  const isFresh = ({ done }: Slip): boolean => done.at + VALIDITY > now;
  if (inTime.some((slip) => isGood(slip) && isFresh(slip))) return { state: 'ConsentGiven', permitted: true };
  const refused = (state: ConsentState) => ({ state, permitted: false });
  if (inTime.some((slip) => !isGood(slip) && isFresh(slip))) return refused('ConsentRequested');
  if (inTime.some(isGood)) return refused('ConsentExpired');
  if (wasTakenBack) return refused('ConsentWithdrawn');
  if (slips.some(({ done }) => done.delay > MAX_AGE)) return refused('ConsentRequestDeferred');
  return refused(has('leave') ? 'ConsentRefused' : 'ConsentUnknown');
}

describe('the permission beside a second model', () => {
  test('5,000 lives of three devices: what the clerk keeps is what the fold says, in whatever order messages arrive', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        arbitraryLife,
        fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })),
        (life, order) => {
          const acts = lived(life);
          const now = Math.max(T0, ...acts.map(({ receivedAt }) => receivedAt)) + life.later;
          const events = acts
            .map((done) => ({ event: eventOf(life, done), place: Number(order.next().value) }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ event }) => event);
          const { state, permitted } = permission(events, { at: now });
          assert.deepEqual({ state, permitted }, kept(life, acts, now), JSON.stringify(acts, null, 1));
          seen.set(state, (seen.get(state) ?? 0) + 1);
        },
      ),
      { numRuns: 5_000 },
    );
    // Lives that end in one state only would show nothing.
    for (const state of [
      'Given',
      'Requested',
      'Expired',
      'Withdrawn',
      'RequestDeferred',
      'Refused',
      'Unknown',
    ])
      assert.ok((seen.get(`Consent${state}`) ?? 0) > 0, `no life ended as ${state}`);
  });
});
