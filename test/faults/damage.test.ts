/** What the device says about itself, or has left to show, is damaged: nothing is lost, and nothing breaks. */
import { expect } from '@open-wc/testing';
import { contents, overwrite } from './broken-device.ts';
import { visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

const JUNK: readonly [what: string, value: unknown][] = [
  ['nothing', null],
  ['a text', 'not an entry'],
  ['an empty object', {}],
];

describe('a device with damaged notes', () => {
  afterEach(visitorsLeave);

  /** All that is made afterwards gets through, and what was there stays there. */
  async function expectUnharmed(visitor: Visitor, there: ReadonlyMap<string, unknown>): Promise<void> {
    const behind = await visitor.subscribeOffline('grace@visitor.example');
    await visitor.drain();
    await visitor.confirmed(behind);
    await visitor.expectOnce(behind, behind);
    const left = await contents(visitor.device);
    for (const [key, value] of there) expect(left.get(key)).to.deep.equal(value, key);
    const page = visitor.page();
    expect((await page.receipts.list()).map(({ id }) => id)).to.include(behind.id);
    expect(await page.outbox.expired()).to.be.an('array');
  }

  it('54: a receipt that is damaged stays where it is, and the others are shown', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    const junk = new Map(JUNK.map(([what, value]) => [`receipts:${what}`, value]));
    await overwrite(visitor.device, junk);
    await expectUnharmed(visitor, junk);
    const receipts = await visitor.page().receipts.list();
    expect(receipts.map(({ id }) => id)).to.include(made.id);
  });

  it('54: a notice of an expired form that is damaged breaks nothing', async () => {
    const visitor = await visitorBehind('none');
    await visitor.subscribeOffline();
    const junk = new Map(JUNK.map(([what, value]) => [`outbox-expired:${what}`, value]));
    await overwrite(visitor.device, junk);
    await expectUnharmed(visitor, junk);
    for (const notice of await visitor.page().outbox.expired()) expect(notice.id).to.be.a('string');
  });

  for (const [what, value] of [
    ['a text', 'many'],
    ['no number', Number.NaN],
    ['no end', Infinity],
    ['an object', {}],
  ] as const) {
    it(`54: a count of acts that is ${what} loses no form and is counted on from here`, async () => {
      const visitor = await visitorBehind('none');
      await visitor.subscribeOffline();
      await overwrite(visitor.device, [['meta:act', value]]);
      await expectUnharmed(visitor, new Map());
    });
  }

  it('54: a number of the device that is damaged keeps no form from being sent', async () => {
    const visitor = await visitorBehind('none');
    await visitor.subscribeOffline();
    await overwrite(visitor.device, [['meta:device', { not: 'a number' }]]);
    await expectUnharmed(visitor, new Map());
  });
});
