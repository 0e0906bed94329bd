/** 429: how long somebody asks us to wait, and who may ask for it. */
import { expect } from '@open-wc/testing';
import type { Entry, Visitor } from './visitor.ts';
import { visitorBehind, visitorsLeave } from './visitor.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The form that was answered 429, and how long it waits by itself, ms. */
async function answered429(fault: string): Promise<{ visitor: Visitor; entry: Entry; delay: number }> {
  const visitor = await visitorBehind(fault);
  await visitor.network('begin');
  const before = Date.now();
  const saved = await visitor.subscribe();
  const { operation } = (await visitor.waiting(saved))!;
  await visitor.tried(saved);
  await visitor.expectKept(saved, operation);
  const entry = (await visitor.waiting(saved))!;
  return { visitor, entry, delay: entry.nextAttemptAt - before };
}

/** Once the fault has ended, an attempt at will gets it through. */
async function expectSent(visitor: Visitor, { operation }: Entry): Promise<void> {
  await visitor.network('end');
  await visitor.client.sync.drain({ now: true });
  await visitor.confirmed(operation);
  await visitor.expectOnce(operation, operation);
}

describe('a 429', () => {
  afterEach(visitorsLeave);

  for (const [number, how, fault] of [
    [14, 'in seconds', 'retry-after-seconds'],
    [15, 'as a date, by the clock of the answer,', 'retry-after-date'],
  ] as const) {
    it(`${String(number)}: of a stranger with Retry-After ${how} is waited for, and binds nobody`, async () => {
      const { visitor, entry, delay } = await answered429(fault);
      expect(delay).to.be.within(119 * SECOND, 130 * SECOND);
      await expectSent(visitor, entry);
    });
  }

  for (const [what, fault] of [
    ['of aeons', 'retry-after-aeons'],
    ['until the year 9999', 'retry-after-year-9999'],
  ] as const) {
    it(`16: of a stranger with a Retry-After ${what} keeps us waiting for five minutes at most, and binds nobody`, async () => {
      const { visitor, entry, delay } = await answered429(fault);
      expect(delay).to.be.within(5 * MINUTE - SECOND, 5 * MINUTE + 10 * SECOND);
      await expectSent(visitor, entry);
    });
  }

  it('16: of a stranger with a Retry-After of words leaves the delay to us', async () => {
    const { visitor, entry, delay } = await answered429('retry-after-words');
    expect(delay).to.be.below(10 * SECOND);
    await expectSent(visitor, entry);
  });

  for (const [number, what, fault, wait] of [
    [14, 'in seconds', 'our-retry-after-seconds', 120 * SECOND],
    [16, 'of aeons, for an hour,', 'our-retry-after-aeons', HOUR],
  ] as const) {
    it(`${String(number)}: of our backend with Retry-After ${what} holds, however impatient the visitor is`, async () => {
      const { visitor, entry } = await answered429(fault);
      const { deliveries } = await visitor.network('end');
      visitor.clockAhead = wait - 10 * SECOND;
      await visitor.client.sync.drain({ now: true });
      expect((await visitor.network('ledger')).deliveries).to.deep.equal(deliveries, 'nothing went out');
      visitor.clockAhead = wait + 10 * SECOND;
      await expectSent(visitor, entry);
    });
  }
});
