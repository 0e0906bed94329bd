/** Clocks that leap, stand still or go back: nothing waits for years, and nothing runs out that should not. */
import { expect } from '@open-wc/testing';
import { mend, replace } from './broken-device.ts';
import { visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a clock', () => {
  afterEach(mend);
  afterEach(visitorsLeave);

  /** A form that has been tried in vain, and is not due for seconds. */
  async function waitingForm(visitor: Visitor): Promise<{ id: string }> {
    const made = await visitor.subscribeOffline();
    await visitor.tried(made);
    return made;
  }

  for (const [number, what, leap] of [
    [58, 'an hour ahead', HOUR],
    [58, 'an hour back', -HOUR],
    [59, 'thirty days ahead', 30 * DAY],
    [59, 'thirty days back', -30 * DAY],
  ] as const) {
    it(`${String(number)}: that leaps ${what} while the page is open: sent once, and counted as made just now`, async () => {
      const visitor = await visitorBehind('none');
      const made = await visitor.subscribeOffline();
      visitor.clockAhead = leap;
      // Nobody asks for it: by this clock it is due, or it cannot know and tries.
      await visitor.client.sync.drain();
      await visitor.confirmed(made);
      await visitor.expectOnce(made, made);
    });

    it(`${String(number)}: that leaps ${what} between two pages: a withdrawal counts all the same`, async () => {
      const visitor = await visitorBehind('none');
      const earlier = await visitor.subscribe();
      await visitor.confirmed(earlier);
      visitor.goOffline();
      const withdrawal = await visitor.withdraw(earlier.id);
      await visitor.tried(withdrawal);
      await visitor.leavePage();
      visitor.clockAhead = leap;
      visitor.detour = undefined;
      await visitor.page().sync.drain();
      await visitor.confirmed(withdrawal);
      expect((await visitor.committed(withdrawal))?.events).to.deep.equal(['end direct-marketing email']);
    });
  }

  it('59: that leaps thirty days ahead between two pages: the form has run out, and that is shown', async () => {
    const visitor = await visitorBehind('none');
    const made = await waitingForm(visitor);
    await visitor.leavePage();
    visitor.clockAhead = 30 * DAY;
    const page = visitor.page();
    expect(await page.outbox.list()).to.deep.equal([]);
    expect((await page.outbox.expired()).map(({ id }) => id)).to.deep.equal([made.id]);
    expect(await visitor.committed(made)).to.equal(undefined);
  });

  it('60: that goes back while the backend wants patience: tried again at once, not in years', async () => {
    const visitor = await visitorBehind('our-retry-after-seconds');
    await visitor.network('begin');
    visitor.clockAhead = 3650 * DAY;
    const saved = await visitor.subscribe();
    const { operation } = (await visitor.waiting(saved))!;
    await visitor.tried(saved);
    await visitor.network('end');
    visitor.clockAhead = 0;
    await visitor.client.sync.drain();
    await visitor.confirmed(saved);
    expect((await visitor.committed(saved))?.operation).to.deep.equal(operation);
  });

  it('61: that stands still: acts keep their order, and all get through', async () => {
    const still = Date.now();
    const visitor = await visitorBehind('none', { now: () => still, monotonic: () => 0 });
    const made = [];
    for (const name of ['ada', 'grace', 'edith']) {
      made.push(await visitor.subscribeOffline(`${name}@visitor.example`));
    }
    await visitor.drain();
    for (const one of made) {
      await visitor.confirmed(one);
      await visitor.expectOnce(one, one);
    }
    const { deliveries } = await visitor.network('ledger');
    expect(deliveries).to.deep.equal(made.map(({ id }) => id));
  });

  it('61: that goes over to summer time changes nothing: nobody asks for local time', async () => {
    const localTime = ['getTimezoneOffset', 'getFullYear', 'getMonth', 'getDate', 'getHours', 'setHours'];
    const asked: string[] = [];
    const visitor = await visitorBehind('none');
    for (const name of localTime) {
      replace(Date.prototype, name, {
        value: () => {
          asked.push(name);
          return 0;
        },
      });
    }
    const made = await visitor.subscribeOffline();
    await visitor.drain();
    await visitor.confirmed(made);
    await visitor.expectOnce(made, made);
    expect(asked).to.deep.equal([]);
  });
});
