/** The connection to the device breaks, hangs or lies about what it did. */
import { expect } from '@open-wc/testing';
import {
  abortsWithoutReason,
  beginDeleting,
  commitUnknown,
  contents,
  deleteDevice,
  hold,
  hurry,
  losesConnection,
  mend,
  openNeverSettles,
  restore,
  writesNeverSettle,
} from './broken-device.ts';
import { visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** How many times the device and the page together hold what was made. */
async function held(visitor: Visitor): Promise<number> {
  return (await visitor.client.outbox.list()).length;
}

describe('a connection to the device', () => {
  afterEach(mend);
  afterEach(visitorsLeave);

  it('47: that is lost is opened again, and nobody notices', async () => {
    const visitor = await visitorBehind('none');
    const first = await visitor.subscribeOffline();
    visitor.goOffline();
    losesConnection(2);
    const saved = await visitor.subscribe('grace@visitor.example');
    expect(saved.keeping).to.equal('device');
    const made = (await visitor.waiting(saved))!.operation;
    expect(made.device?.act).to.equal(2);
    await visitor.expectKept(saved, made);
    await visitor.drain();
    for (const one of [first, made]) {
      await visitor.confirmed(one);
      await visitor.expectOnce(one, one);
    }
  });

  it('47: that is lost every time is given up, and the form is sent from the page', async () => {
    const visitor = await visitorBehind('none');
    losesConnection();
    visitor.goOffline();
    const saved = await visitor.subscribe();
    const made = await visitor.expectInPage(saved, 'lost');
    await visitor.drain();
    await visitor.confirmed(saved);
    mend();
    await visitor.expectOnce(saved, made);
  });

  it('48: that never opens is not waited for, and is used once it does', async () => {
    const visitor = await visitorBehind('none');
    hurry(5000);
    openNeverSettles();
    visitor.goOffline();
    const saved = await visitor.subscribe();
    const made = await visitor.expectInPage(saved, 'timed-out');
    mend();
    await visitor.client.sync.drain({ now: true });
    await visitor.expectKept(saved, made);
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
  });

  it('49: that another page blocks is not waited for, and is used once that page lets go', async () => {
    const visitor = await visitorBehind('none');
    const before = await visitor.subscribe();
    await visitor.confirmed(before);
    // A page without manners keeps the database from being deleted, and so everybody from opening it.
    const rude = await hold(visitor.device);
    const { deleted } = await beginDeleting(visitor.device, rude);
    hurry(5000);
    visitor.goOffline();
    const saved = await visitor.subscribe('grace@visitor.example');
    const made = await visitor.expectInPage(saved, 'timed-out');
    mend();
    rude.close();
    await deleted;
    await visitor.client.sync.drain({ now: true });
    await visitor.expectKept(saved, made);
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
  });

  it('49: stands in the way of nobody who wants to delete or change the database', async () => {
    const visitor = await visitorBehind('none');
    await visitor.subscribeOffline();
    await deleteDevice(visitor.device);
  });

  it('50: to data that somebody clears: nothing is called sent, and the next form is kept', async () => {
    const visitor = await visitorBehind('none');
    const lost = await visitor.subscribeOffline();
    await deleteDevice(visitor.device);
    expect(await held(visitor)).to.equal(0);
    visitor.goOffline();
    const saved = await visitor.subscribe('grace@visitor.example');
    expect(saved.keeping).to.equal('device');
    const made = (await visitor.waiting(saved))!.operation;
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
    expect(visitor.receiptOf(lost.id)).to.equal(undefined);
    expect(await visitor.committed(lost)).to.equal(undefined);
  });

  it('51: whose write aborts without a reason tries again, and makes no second act of it', async () => {
    const visitor = await visitorBehind('none');
    abortsWithoutReason(2);
    visitor.goOffline();
    const saved = await visitor.subscribe();
    expect(saved.keeping).to.equal('device');
    const made = (await visitor.waiting(saved))!.operation;
    expect(made.device?.act).to.equal(1);
    await visitor.expectKept(saved, made);
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
  });

  it('51: whose writes always abort without a reason is given up, and the form is sent', async () => {
    const visitor = await visitorBehind('none');
    abortsWithoutReason();
    visitor.goOffline();
    const saved = await visitor.subscribe();
    const made = await visitor.expectInPage(saved, 'lost');
    await visitor.drain();
    await visitor.confirmed(saved);
    mend();
    await visitor.client.sync.drain({ now: true });
    await visitor.expectOnce(saved, made);
  });

  for (const [error, keeping] of [
    ['UnknownError', 'device'],
    ['DataError', 'page'],
  ] as const) {
    it(`52: that keeps a form and says ${error}: one form, one act, sent once`, async () => {
      const visitor = await visitorBehind('none');
      visitor.goOffline();
      commitUnknown(error, 1);
      const saved = await visitor.subscribe();
      expect(saved.keeping).to.equal(keeping);
      expect(await held(visitor)).to.equal(1);
      const made = (await visitor.waiting(saved))!.operation;
      const behind = await visitor.subscribe('grace@visitor.example');
      const next = (await visitor.waiting(behind))!.operation;
      expect([made, next].map(({ device }) => device?.act)).to.deep.equal([1, 2]);
      expect((await visitor.stored()).map(({ operation }) => operation)).to.deep.equal([made, next]);
      await visitor.drain();
      for (const one of [made, next]) {
        await visitor.confirmed(one);
        await visitor.expectOnce(one, one);
      }
    });
  }

  it('52: that takes an acknowledged form away and denies it: not sent again', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    commitUnknown('DataError');
    await visitor.drain();
    await visitor.confirmed(made);
    await visitor.drain();
    mend();
    await visitor.drain();
    await visitor.expectOnce(made, made);
    const { deliveries } = await visitor.network('ledger');
    expect(deliveries).to.deep.equal([made.id]);
    expect((await visitor.client.receipts.list()).map(({ id }) => id)).to.deep.equal([made.id]);
  });

  it('52: whose write never settles is given up; whether it was kept or not, it is sent once', async () => {
    const visitor = await visitorBehind('none');
    hurry(10_000);
    visitor.goOffline();
    writesNeverSettle(1);
    const saved = await visitor.subscribe();
    expect(saved).to.deep.include({ keeping: 'page', pageReason: 'timed-out' });
    const made = (await visitor.waiting(saved))!.operation;
    expect((await visitor.stored()).map(({ operation }) => operation)).to.deep.equal([made]);
    expect(await held(visitor)).to.equal(1);
    mend();
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
  });

  it('53: to a device that is put back to how it was: what was sent counts once, what is new counts', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    const before = await contents(visitor.device);
    await visitor.drain();
    await visitor.confirmed(made);
    const withdrawal = await visitor.withdraw(made.id);
    await visitor.confirmed(withdrawal);
    await restore(visitor.device, before);

    // The form is there again, and so is the number of the next act.
    const page = visitor.page();
    expect((await page.outbox.list()).map(({ operation }) => operation)).to.deep.equal([made]);
    const saved = await visitor.subscribe('grace@visitor.example', page);
    const next = (await page.outbox.find(saved.id))?.operation ?? (await visitor.committed(saved))?.operation;
    expect(next?.device?.act).to.equal(2);
    await page.sync.drain({ now: true });
    await visitor.confirmed(saved);
    await visitor.expectOnce(made, made);
    await visitor.expectOnce(saved, next!);
    expect((await visitor.committed(withdrawal))?.events).to.deep.equal(['end direct-marketing email']);
  });
});
