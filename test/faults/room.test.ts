/** No room on the device: what it does not take stands in the page, is said to be there, and is sent. */
import { expect } from '@open-wc/testing';
import { mend, noRoom } from './broken-device.ts';
import { places, until, visitorBehind, visitorsLeave } from './visitor.ts';

describe('a device without room', () => {
  afterEach(mend);
  afterEach(visitorsLeave);

  it('43: from the start: the form stands in the page, and is sent once', async () => {
    const visitor = await visitorBehind('none');
    noRoom();
    visitor.goOffline();
    const saved = await visitor.subscribe();
    const made = await visitor.expectInPage(saved, 'full');
    await visitor.tried(saved);
    expect(await visitor.stored()).to.deep.equal([]);
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
    const receipts = await visitor.client.receipts.list();
    expect(receipts.map(({ id }) => id)).to.deep.equal([saved.id], 'the receipt stands in the page');
  });

  it('44: later: what the device has and what the page has get through once, in order', async () => {
    const visitor = await visitorBehind('none');
    const earlier = await visitor.subscribe();
    await visitor.confirmed(earlier);
    const onDevice = await visitor.subscribeOffline();
    visitor.goOffline();
    noRoom();
    const saved = await visitor.subscribe('grace@visitor.example');
    const made = await visitor.expectInPage(saved, 'full');
    const withdrawal = await visitor.withdraw(earlier.id);
    await visitor.expectInPage(withdrawal, 'full');
    await visitor.expectKept(onDevice, onDevice);
    await visitor.drain();
    for (const one of [onDevice, saved, withdrawal]) await visitor.confirmed(one);
    await visitor.expectOnce(onDevice, onDevice);
    await visitor.expectOnce(saved, made);
    expect((await visitor.committed(withdrawal))?.events).to.deep.equal(['end direct-marketing email']);
    const { deliveries } = await visitor.network('ledger');
    expect(deliveries).to.deep.equal([earlier, withdrawal, onDevice, saved].map(({ id }) => id));
  });

  it('44: an attempt that cannot be noted holds up nobody', async () => {
    const { http, refused } = await places();
    let poison = '';
    const visitor = await visitorBehind('none', {
      fetch: (input, init) => {
        const isPoison = poison !== '' && (init?.body as string).includes(poison);
        return fetch(isPoison ? (input as string).replace(http, refused) : input, init);
      },
    });
    poison = 'ada@visitor.example';
    const stuck = await visitor.subscribe();
    await visitor.tried(stuck);
    noRoom();
    const behind = await visitor.subscribe('grace@visitor.example');
    for (let tries = 0; tries < 5; tries += 1) await visitor.client.sync.drain({ now: true });
    await visitor.confirmed(behind);
    poison = '';
    await visitor.drain();
    await visitor.confirmed(stuck);
  });

  it('45: a disk that takes nothing, whatever the browser calls it: said, and sent once', async () => {
    const visitor = await visitorBehind('none');
    noRoom('UnknownError');
    visitor.goOffline();
    const saved = await visitor.subscribe();
    const made = await visitor.expectInPage(saved, 'lost');
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
  });

  it('46: once there is room again, what stood in the page moves to the device, unchanged', async () => {
    const visitor = await visitorBehind('none');
    noRoom();
    visitor.goOffline();
    const saved = await visitor.subscribe();
    const made = await visitor.expectInPage(saved, 'full');
    mend();
    await visitor.client.sync.drain({ now: true });
    await until(async () => (await visitor.stored()).length === 1, 'Expected the device to have it');
    await visitor.expectKept(saved, made);
    expect((await visitor.waiting(saved))?.pageReason).to.equal(undefined);
    await visitor.drain();
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
  });
});
