import { expect } from '@open-wc/testing';
import { nextInLane, nextMoment } from '../../src/client/lanes.ts';
import type { OutboxEntry } from '../../src/client/outbox-entry.ts';
import { operation } from '../helpers/elements-operations.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

function entry(act: number, over: Partial<OutboxEntry> = {}): OutboxEntry {
  return { v: 1, operation: operation(), savedAt: NOW - 1000, act, attempts: 0, nextAttemptAt: 0, ...over };
}

describe('lanes', () => {
  const next = (entries: OutboxEntry[], over: Partial<Parameters<typeof nextInLane>[1]> = {}) =>
    nextInLane(entries, { now: NOW, ignoreDelays: false, isProbe: false, ...over })?.act;
  const later = { nextAttemptAt: NOW + 60_000, triedAt: NOW - 1 };

  it('go in the order of acts, and wait for a head that has to wait', () => {
    expect(next([entry(1), entry(2)])).to.equal(1);
    expect(next([entry(1, { attempts: 1, ...later }), entry(2)])).to.equal(undefined);
    expect(next([entry(1, { attempts: 1, ...later }), entry(2)], { ignoreDelays: true })).to.equal(1);
  });

  it('let others pass what has been tried three times in vain', () => {
    const stuck = entry(1, { attempts: 3, ...later });
    expect(next([stuck, entry(2)])).to.equal(2);
    expect(next([stuck, entry(2, { attempts: 2, ...later }), entry(3)])).to.equal(undefined);
  });

  it('try one other after silence: not what has just been tried in vain, and in order', () => {
    const stuck = entry(1, { attempts: 9 });
    const probe = next([stuck, entry(2, { attempts: 1 }), entry(3)], { isProbe: true });
    expect(probe).to.equal(2);
    expect(next([stuck, entry(2, { attempts: 7 })], { isProbe: true })).to.equal(2);
  });

  it('hold what must not go yet, whoever is impatient', () => {
    const held = entry(1, { notBefore: NOW + 5000 });
    expect(next([held], { ignoreDelays: true })).to.equal(undefined);
    expect(nextMoment([held], NOW)).to.equal(NOW + 5000);
  });

  it('do not trust a moment that was set before the clock was set back', () => {
    const waiting = entry(1, { attempts: 1, triedAt: NOW + 3_600_000, nextAttemptAt: NOW + 3_660_000 });
    expect(next([waiting])).to.equal(1);
    expect(nextMoment([waiting], NOW)).to.equal(NOW);
  });

  it('say when something can go next', () => {
    expect(nextMoment([], NOW)).to.equal(undefined);
    const soon = { attempts: 1, triedAt: NOW - 1, nextAttemptAt: NOW + 10 };
    expect(nextMoment([entry(1, { attempts: 3, ...later }), entry(2, soon)], NOW)).to.equal(NOW + 10);
    expect(nextMoment([entry(1, { attempts: 1, ...later }), entry(2)], NOW)).to.equal(NOW + 60_000);
  });
});
