/** What stands on the device is damaged, or of a later version: it is kept, and holds up nobody. */
import { expect } from '@open-wc/testing';
import { contents, overwrite } from './broken-device.ts';
import { visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

const JUNK: readonly [what: string, value: unknown][] = [
  ['nothing', null],
  ['a text', 'not an entry'],
  ['a number', Number.NaN],
  ['an empty object', {}],
  ['bytes', new ArrayBuffer(8)],
  ['an entry without an operation', { v: 1, savedAt: 0, act: 1, attempts: 0, nextAttemptAt: 0 }],
  [
    'an entry without answers',
    {
      v: 1,
      operation: { id: 'x', kind: 'submission', site: 'smartxpo', payload: { form: 'subscription' } },
      savedAt: 0,
      act: 1,
      attempts: 0,
      nextAttemptAt: 0,
    },
  ],
];
const NEWER = { v: 2, sealed: new ArrayBuffer(4) };

describe('a device with damage', () => {
  afterEach(visitorsLeave);

  /** All that is made afterwards gets through, and what was there stays there. */
  async function expectUnharmed(visitor: Visitor, there: ReadonlyMap<string, unknown>): Promise<void> {
    const behind = await visitor.subscribeOffline('grace@visitor.example');
    await visitor.drain();
    await visitor.confirmed(behind);
    await visitor.expectOnce(behind, behind);
    const left = await contents(visitor.device);
    for (const [key, value] of there) expect(left.get(key)).to.deep.equal(value, key);
  }

  it('54: entries that nobody can read are kept, named as damaged, and in the way of nobody', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    const junk = new Map(JUNK.map(([what, value]) => [`outbox:${what}`, value]));
    await overwrite(visitor.device, junk);
    await expectUnharmed(visitor, junk);
    await visitor.confirmed(made);
    const unreadable = await visitor.page().outbox.unreadable();
    expect(unreadable.map(({ id }) => id)).to.have.members(JUNK.map(([what]) => what));
    expect(unreadable.map(({ why }) => why)).to.deep.equal(JUNK.map(() => 'damaged'));
    await visitor.client.outbox.discard('a text');
    expect((await contents(visitor.device)).has('outbox:a text')).to.equal(false, 'the visitor gave it up');
  });

  it('54: a sign of life that is damaged stops nobody from sending', async () => {
    for (const sign of ['a text', null, { tab: 1 }, { tab: 'x', until: Number.NaN }]) {
      const visitor = await visitorBehind('none');
      await visitor.subscribeOffline();
      await overwrite(visitor.device, [['meta:sender', sign]]);
      await expectUnharmed(visitor, new Map());
    }
  });

  it('63: an entry of a later version is kept for the script that can read it, and holds up nobody', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    const newer = new Map<string, unknown>([['outbox:0', NEWER]]);
    await overwrite(visitor.device, newer);
    await expectUnharmed(visitor, newer);
    await visitor.confirmed(made);
    expect(await visitor.page().outbox.unreadable()).to.deep.equal([{ id: '0', why: 'newer' }]);
  });
});
