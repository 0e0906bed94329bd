/** The network delivers more than it was given, or not in the order in which it was given. */
import { expect } from '@open-wc/testing';
import { IMPATIENT, visitorBehind, visitorsLeave } from './visitor.ts';

describe('a network that copies and swaps', () => {
  afterEach(visitorsLeave);

  it('25: delivers a form twice at once: the backend has it once', async () => {
    const visitor = await visitorBehind('twice');
    const made = await visitor.subscribeOffline();
    await visitor.network('begin');
    await visitor.client.sync.drain({ now: true });
    await visitor.confirmed(made);
    const { answers } = await visitor.network('ledger');
    expect(answers).to.deep.equal([1, 2].map(() => ({ operation: made.id, status: 201 })));
    await visitor.expectOnce(made, made);
  });

  it('26: delivers a second copy after the withdrawal: the permission stays ended', async () => {
    const visitor = await visitorBehind('second-copy-later');
    const made = await visitor.subscribeOffline();
    await visitor.network('begin');
    await visitor.client.sync.drain({ now: true });
    await visitor.confirmed(made);
    const withdrawal = await visitor.withdraw(made.id);
    await visitor.confirmed(withdrawal);
    const { answers } = await visitor.network('release');
    expect(answers.map(({ operation }) => operation)).to.deep.equal([made.id, withdrawal.id, made.id]);
    expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
    await visitor.expectOnce(made, made);
    expect((await visitor.committed(withdrawal))?.events).to.deep.equal(['end direct-marketing email']);
  });

  it('27: delivers a form after the withdrawal that was made later: both count once', async () => {
    const visitor = await visitorBehind('delayed', IMPATIENT);
    const earlier = await visitor.subscribe();
    await visitor.confirmed(earlier);
    await visitor.network('begin');
    const saved = await visitor.subscribe('grace@visitor.example');
    const made = (await visitor.waiting(saved))!.operation;
    await visitor.tried(saved);
    const withdrawal = await visitor.withdraw(earlier.id);
    await visitor.confirmed(withdrawal);
    expect(await visitor.committed(saved)).to.equal(undefined);
    await visitor.expectKept(saved, made);

    const { answers } = await visitor.network('release');
    expect(answers.map(({ operation }) => operation).slice(0, 3)).to.deep.equal([
      earlier.id,
      withdrawal.id,
      saved.id,
    ]);
    await visitor.expectKept(saved, made);
    await visitor.network('end');
    await visitor.client.sync.drain({ now: true });
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
    expect((await visitor.committed(withdrawal))?.events).to.deep.equal(['end direct-marketing email']);
  });
});
