/** The backend itself refuses: the one answer that parks an operation, where the visitor can see it. */
import { expect } from '@open-wc/testing';
import { visitorBehind, visitorsLeave } from './visitor.ts';

describe('a 422 of our backend about this very operation', () => {
  afterEach(visitorsLeave);

  it('18: parks it for the visitor with its findings, and holds up nobody', async () => {
    const visitor = await visitorBehind('none');
    const earlier = await visitor.subscribe();
    await visitor.confirmed(earlier);

    const saved = await visitor.subscribeOffline('no address');
    const behind = await visitor.subscribeOffline('grace@visitor.example');
    await visitor.client.sync.drain({ now: true });
    await visitor.refused(saved);
    await visitor.confirmed(behind);
    await visitor.expectOnce(behind, behind);

    const withdrawal = await visitor.withdraw(earlier.id);
    await visitor.confirmed(withdrawal);
    await visitor.client.sync.drain({ now: true });

    const { deliveries, committed } = await visitor.network('ledger');
    expect(deliveries.filter((id) => id === saved.id)).to.have.length(1, 'not sent again by itself');
    expect(committed).not.to.have.property(saved.id);
    expect(visitor.receiptOf(saved.id)).to.equal(undefined, 'not called sent');
    for (const list of [await visitor.client.outbox.list(), await visitor.stored()]) {
      expect(list.map(({ operation }) => operation)).to.deep.equal([saved]);
      const [entry] = list;
      expect(entry?.refusal?.code).to.equal('validation');
      expect(entry?.refusal?.findings.map(({ pointer }) => pointer)).to.deep.equal([
        '/operation/payload/answers/email',
      ]);
    }
    await visitor.client.outbox.discard(saved.id);
    expect(await visitor.stored()).to.deep.equal([]);
  });
});
