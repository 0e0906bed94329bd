import { expect } from '@open-wc/testing';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { databaseName, POLICY_SEEN } from '../../src/client/device-database.ts';
import { createPolicySeen } from '../../src/client/policy-seen.ts';
import type { PolicySeenStore } from '../../src/client/policy-seen.ts';
import { forbiddenStorage } from '../helpers/elements.ts';

const version = (day: string): { version: string; effectiveFrom: string } => ({
  version: day,
  effectiveFrom: day,
});

describe('what a device remembers of a policy', () => {
  let site: string;
  let storage: DeviceStorage;
  let now: number;
  /** Another page of the same visitor. */
  const open = (over: { storage?: DeviceStorage; isShared?: boolean } = {}): PolicySeenStore =>
    createPolicySeen({
      storage: over.storage ?? storage,
      now: () => now,
      isShared: () => over.isShared ?? false,
    });
  beforeEach(() => {
    site = `site-${crypto.randomUUID()}`;
    storage = createDeviceStorage(site);
    now = Date.parse('2026-11-22T23:30:00Z');
  });
  afterEach(() => {
    storage.close();
    indexedDB.deleteDatabase(databaseName(site));
  });

  it('is nothing before the visitor acts, and asking leaves nothing', async () => {
    expect(await open().read('privacy')).to.equal(undefined);
    expect(await open().dismiss('privacy', '2', false)).to.equal('page');
    expect(await storage.exists()).to.equal(false);
  });

  it('is the newest version that was seen, and its day', async () => {
    const store = open();
    await store.see('privacy', version('2026-01-01'));
    now += 86_400_000;
    await store.see('privacy', version('2018-01-01'));
    expect(await open().read('privacy')).to.deep.equal({ ...version('2026-01-01'), seenAt: '2026-11-22' });
    await store.see('privacy', version('2026-06-01'));
    expect(await open().read('privacy')).to.deep.equal({ ...version('2026-06-01'), seenAt: '2026-11-23' });
    expect(await open().read('cookies')).to.equal(undefined);
  });

  it('gives way where it is of a version that was withdrawn', async () => {
    await open().see('privacy', version('2026-12-01'));
    await open().see('privacy', version('2026-11-30'), ['2026-12-01']);
    expect((await open().read('privacy'))?.version).to.equal('2026-11-30');
    await open().acknowledge('privacy', '2026-11-01', version('2026-11-15'), ['2026-11-30']);
    expect(await open().read('privacy')).to.include({ version: '2026-11-15', acknowledged: '2026-11-01' });
  });

  it('is what was acknowledged, and by that seen, but never an older version than was seen', async () => {
    await open().acknowledge('privacy', '2026-06-01', version('2026-06-01'));
    expect(await open().read('privacy')).to.include({ version: '2026-06-01', acknowledged: '2026-06-01' });
    await open().see('privacy', version('2026-12-01'));
    await open().acknowledge('privacy', '2026-09-01', version('2026-09-01'));
    expect(await open().read('privacy')).to.include({ version: '2026-12-01', acknowledged: '2026-09-01' });
  });

  it('is which notice was put away, without the version becoming seen', async () => {
    await open().see('privacy', version('2026-01-01'));
    expect(await open().dismiss('privacy', '2026-12-01', true)).to.equal('device');
    const early = { dismissed: '2026-12-01', dismissedEarly: true };
    expect(await open().read('privacy')).to.deep.equal({
      ...version('2026-01-01'),
      ...early,
      seenAt: '2026-11-22',
    });
    await open().dismiss('privacy', '2026-12-01', false);
    expect(await open().read('privacy')).to.deep.equal({
      ...version('2026-01-01'),
      dismissed: '2026-12-01',
      seenAt: '2026-11-22',
    });
  });

  it('is known in this page alone where the device is shared or takes nothing', async () => {
    for (const store of [open({ isShared: true }), open({ storage: forbiddenStorage() })]) {
      expect(await store.acknowledge('privacy', '1', version('2026-01-01'))).to.equal('page');
      expect((await store.read('privacy'))?.acknowledged).to.equal('1');
    }
    expect(await storage.exists()).to.equal(false);
  });

  it('is nothing where it is damaged', async () => {
    await storage.write((transaction) => {
      transaction.put({ version: 7 }, `${POLICY_SEEN}privacy`);
      return Promise.resolve();
    });
    expect(await open().read('privacy')).to.equal(undefined);
  });
});
