/** Several tabs at the same outbox, one of which dies, freezes, or knows of no other. */
import { expect } from '@open-wc/testing';
import { after } from '../../src/client/timers.ts';
import type { After } from '../../src/client/timers.ts';
import { mend, replace } from './broken-device.ts';
import { closeTabs, openTab } from './tabs.ts';
import { until, visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** A tab whose timers run two hundred times as fast: its patience ends within the test's. */
const HASTY = { after: ((ms, work) => after(ms / 200, work)) satisfies After, sendTimeout: 10_000_000 };
/** A tab that the browser has frozen: its timers do not run. */
const FROZEN: { after: After } = { after: () => () => undefined };

/** A tab's own connection, which it may find cut. */
function gated(): { fetch: typeof globalThis.fetch; asked: () => number; open: () => void } {
  let asked = 0;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  return {
    fetch: async (input, init) => {
      const { signal: _signal, ...rest } = init ?? {};
      asked += 1;
      const answer = await fetch(input, rest);
      await gate;
      return answer;
    },
    asked: () => asked,
    open,
  };
}

async function expectEmpty(visitor: Visitor): Promise<void> {
  await until(async () => (await visitor.stored()).length === 0, 'Expected an empty outbox');
}

describe('several tabs', () => {
  afterEach(mend);
  afterEach(closeTabs);
  afterEach(visitorsLeave);

  it('40: the tab that was sending crashes: another sends, and the backend has it once', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    const gate = gated();
    const leader = await openTab(visitor, { fetch: gate.fetch });
    const follower = await openTab(visitor, { random: () => 0.9 });
    void leader.client.sync.drain({ now: true });
    await until(() => gate.asked() === 1, 'Expected the leader to send');
    const sending = follower.client.sync.drain({ now: true });
    leader.crash();
    await sending;
    await visitor.confirmed(made);
    await visitor.expectOnce(made, made);
    const { deliveries } = await visitor.network('ledger');
    expect(deliveries).to.deep.equal([made.id, made.id]);
  });

  it('41: the tab that was sending freezes: its turn is taken, and what it does afterwards does no harm', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    const gate = gated();
    const leader = await openTab(visitor, { ...FROZEN, fetch: gate.fetch });
    const follower = await openTab(visitor, HASTY);
    const thawed = leader.client.sync.drain({ now: true });
    await until(() => gate.asked() === 1, 'Expected the leader to send');
    await follower.client.sync.drain({ now: true });
    await visitor.confirmed(made);
    await visitor.expectOnce(made, made);
    gate.open();
    await thawed;
    await visitor.expectOnce(made, made);
    const receipts = await visitor.page().receipts.list();
    expect(receipts.map(({ id }) => id)).to.deep.equal([made.id]);
  });

  const WITHOUT_CHANNELS = (page: object): void => replace(page, 'BroadcastChannel', { value: undefined });

  for (const [what, prepare] of [
    ['', () => undefined],
    [' without channels', WITHOUT_CHANNELS],
  ] as const) {
    it(`42: three tabs${what} that open at once with the same outbox send each form once`, async () => {
      const visitor = await visitorBehind('none');
      const made = [await visitor.subscribeOffline(), await visitor.subscribeOffline()];
      const tabs = await Promise.all([1, 2, 3].map(() => openTab(visitor, {}, prepare)));
      for (const { client } of tabs) client.sync.start();
      await Promise.all(tabs.map(({ client }) => client.sync.drain({ now: true })));
      await expectEmpty(visitor);
      for (const one of made) {
        expect((await visitor.committed(one))?.submissions).to.equal(1);
      }
      const { deliveries } = await visitor.network('ledger');
      expect(deliveries).to.deep.equal(made.map(({ id }) => id));
    });
  }

  it('42: forms made in three tabs at once get numbers of their own, and each is sent once', async () => {
    const visitor = await visitorBehind('none');
    const tabs = await Promise.all([1, 2, 3].map(() => openTab(visitor)));
    const saved = await Promise.all(
      tabs.map(({ client }, tab) => visitor.subscribe(`tab-${String(tab)}@visitor.example`, client)),
    );
    await expectEmpty(visitor);
    const committed = await Promise.all(saved.map((one) => visitor.committed(one)));
    expect(committed.map((one) => one?.operation.device?.act).toSorted()).to.deep.equal([1, 2, 3]);
    expect(new Set(committed.map((one) => one?.operation.device?.number)).size).to.equal(1);
    expect(committed.map((one) => one?.submissions)).to.deep.equal([1, 1, 1]);
  });

  describe('over plain http', () => {
    /** What browsers keep for secure pages. */
    const withhold = (page: typeof globalThis): void => {
      replace(page.navigator, 'locks', { value: undefined });
      replace(page.crypto, 'subtle', { value: undefined });
      replace(page.crypto, 'randomUUID', { value: undefined });
    };

    it('42: a form is kept and sent, without locks, digests and ready-made ids', async () => {
      withhold(globalThis);
      const visitor = await visitorBehind('none');
      const made = await visitor.subscribeOffline();
      await visitor.expectKept(made, made);
      await visitor.drain();
      await visitor.confirmed(made);
      await visitor.expectOnce(made, made);
    });

    it('42: two tabs take turns by a lease, and send each form once', async () => {
      const visitor = await visitorBehind('none');
      const made = [await visitor.subscribeOffline(), await visitor.subscribeOffline()];
      const tabs = await Promise.all([1, 2].map(() => openTab(visitor, {}, withhold)));
      await Promise.all(tabs.map(({ client }) => client.sync.drain({ now: true })));
      for (const one of made) {
        await visitor.confirmed(one);
        await visitor.expectOnce(one, one);
      }
      const { deliveries } = await visitor.network('ledger');
      expect(deliveries).to.deep.equal(made.map(({ id }) => id));
    });

    it('41: a lease whose holder freezes runs out, and another sends', async () => {
      withhold(globalThis);
      const visitor = await visitorBehind('none');
      const made = await visitor.subscribeOffline();
      const gate = gated();
      const leader = visitor.page({ ...FROZEN, fetch: gate.fetch });
      const thawed = leader.sync.drain({ now: true });
      await until(() => gate.asked() === 1, 'Expected the leader to send');
      visitor.clockAhead = 60_000;
      const follower = visitor.page(HASTY);
      await follower.sync.drain({ now: true });
      await visitor.confirmed(made);
      gate.open();
      await thawed;
      await visitor.expectOnce(made, made);
    });
  });
});
