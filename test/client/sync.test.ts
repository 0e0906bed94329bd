import { expect } from '@open-wc/testing';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import { createOutbox } from '../../src/client/outbox.ts';
import { openChannel } from '../../src/client/outbox-channel.ts';
import type { Outbox } from '../../src/client/outbox.ts';
import type { SendOutcome } from '../../src/client/retry.ts';
import { createSync } from '../../src/client/sync.ts';
import type { Sync } from '../../src/client/sync.ts';
import { browserLocks, createTabLock } from '../../src/client/tab-lock.ts';
import { after } from '../../src/client/timers.ts';
import type { Sending } from '../../src/client/transport.ts';
import { listenToPage } from '../../src/client/wakings.ts';
import { draft, freshSite, newId, receiptFor } from '../helpers/elements-operations.ts';

/** Longer than the shortest timer of the queue. */
function aFewTimersLater(done: (value: unknown) => void): void {
  setTimeout(done, 120);
}

describe('sync', () => {
  let site: string;
  let outbox: Outbox;
  let sync: Sync;
  let sent: Sending[];
  let clock: number;
  let session: { subject: string; token: string } | undefined;
  /** Where in the range of its delay an attempt falls. */
  let jitter: number;
  let solve: ((about: { operation: string }) => Promise<string>) | undefined;
  let answer: (sending: Sending) => SendOutcome | Promise<SendOutcome>;
  const reported: unknown[] = [];
  const ended: string[] = [];
  const confirm = ({ operation }: Sending): SendOutcome => ({
    type: 'receipt',
    receipt: receiptFor(operation),
  });

  beforeEach(() => {
    site = freshSite();
    clock = Date.parse('2026-11-22T10:00:00Z');
    const now = (): number => clock;
    const storage = createDeviceStorage(site);
    outbox = createOutbox({ storage, openChannel: openChannel(site), now, newId });
    sent = [];
    session = undefined;
    jitter = 0.5;
    solve = undefined;
    answer = confirm;
    reported.length = 0;
    ended.length = 0;
    const transport = {
      send: (sending: Sending) => {
        sent.push(sending);
        return Promise.resolve(answer(sending));
      },
    };
    const report = (error: unknown): void => void reported.push(error);
    const ageOf = ({ savedAt }: { savedAt: number }): number => clock - savedAt;
    sync = createSync({
      ageOf,
      outbox,
      transport,
      lock: createTabLock({ site, storage, locks: browserLocks(), now, after, newId }),
      after,
      listen: listenToPage,
      now,
      random: () => jitter,
      solveChallenge: (about) => solve?.(about) ?? Promise.reject(new Error('no solver')),
      session: () => session,
      report,
      afterFailure: 20,
      endSession: (token) => {
        ended.push(token);
        if (session?.token === token) session = undefined;
      },
    });
  });
  afterEach(() => {
    sync.stop();
    expect(reported).to.deep.equal([]);
  });

  const save = (...call: Parameters<typeof draft>) => outbox.save(draft(...call));

  it('solves a challenge for each attempt, when it is sent and not before', async () => {
    let asked = 0;
    solve = () => Promise.resolve(`solution ${String((asked += 1))}`);
    await save('submission', { challenge: true });
    expect(asked).to.equal(0);
    answer = () => ({ type: 'problem', code: 'challenge-failed', findings: [] });
    await sync.drain({ now: true });
    answer = confirm;
    await sync.drain({ now: true });
    expect(sent.map(({ challenge }) => challenge)).to.deep.equal(['solution 1', 'solution 2']);
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('waits when a challenge cannot be solved now, and sends nothing without it', async () => {
    solve = () => Promise.reject(new Error('offline'));
    await save('submission', { challenge: true });
    await sync.drain({ now: true });
    expect(sent).to.deep.equal([]);
    expect((await outbox.list())[0]?.attempts).to.equal(1);
    expect(reported.splice(0).map(String)).to.deep.equal(['Error: offline']);
  });

  it('sends the files of an operation along', async () => {
    await outbox.save(draft(), new Map([['cv', new Uint8Array([1, 2]).buffer]]));
    await sync.drain({ now: true });
    expect([...(sent[0]?.files ?? [])].map(([item, bytes]) => [item, bytes.byteLength])).to.deep.equal([
      ['cv', 2],
    ]);
  });

  it('holds back what the form wants to wait for, whoever is impatient', async () => {
    await save('submission', { savedAt: clock, notBefore: clock + 2000 });
    await sync.drain({ now: true });
    expect(sent).to.deep.equal([]);
    clock += 2001;
    await sync.drain();
    expect(sent).to.have.length(1);
  });

  it('sends choices before forms, each in the order of acts, and forgets what was acknowledged', async () => {
    for (const kind of ['submission', 'withdrawal', 'submission', 'withdrawal'] as const) await save(kind);
    await sync.drain();
    expect(sent.map(({ operation }) => operation.device?.act)).to.deep.equal([2, 4, 1, 3]);
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('keeps an operation until it is acknowledged, and sends it unchanged each time', async () => {
    answer = () => ({ type: 'no-answer' });
    await save('submission', { savedAt: clock });
    await sync.drain();
    clock += 5000;
    await sync.drain();
    expect(sent).to.have.lengthOf(2);
    expect(sent[1]?.operation).to.deep.equal(sent[0]?.operation);
    expect(sent.map(({ age }) => age)).to.deep.equal([0, 5000]);
    expect((await outbox.list())[0]?.attempts).to.equal(2);
  });

  it('waits until an operation is due, unless it is told to try now', async () => {
    answer = () => ({ type: 'no-answer' });
    await save();
    await sync.drain();
    await sync.drain();
    expect(sent).to.have.lengthOf(1);
    await sync.drain({ now: true });
    expect(sent).to.have.lengthOf(2);
  });

  it('lets no stuck form delay a withdrawal, and no later form overtake an earlier one', async () => {
    await save('submission');
    await save('submission');
    answer = (sending) =>
      sending.operation.kind === 'submission' ? { type: 'no-answer' } : confirm(sending);
    await save('withdrawal');
    await sync.drain();
    expect(sent.map(({ operation }) => operation.kind)).to.deep.equal(['withdrawal', 'submission']);
  });

  it('goes on after a refusal, and does not send what was refused again', async () => {
    const refused = await save('submission');
    await save('submission');
    answer = (sending) =>
      sending.operation.id === refused.entry.operation.id
        ? { type: 'problem', code: 'validation', findings: [] }
        : confirm(sending);
    await sync.drain();
    await sync.drain({ now: true });
    expect(sent).to.have.lengthOf(2);
    expect((await outbox.list()).map(({ refusal }) => refusal?.code)).to.deep.equal(['validation']);
  });

  it('sends once when it is asked many times at once', async () => {
    await save();
    await Promise.all([sync.drain(), sync.drain(), sync.drain()]);
    expect(sent).to.have.lengthOf(1);
  });

  it('sends what is saved while it is sending', async () => {
    await save();
    answer = async (sending) => {
      if (sent.length === 1) {
        await save();
        void sync.drain();
      }
      return confirm(sending);
    };
    await sync.drain();
    expect(sent).to.have.lengthOf(2);
  });

  it('shows a capability only with its own entry', async () => {
    await save('withdrawal', { capability: 'abc' });
    await save('submission');
    session = { subject: 'me', token: 'token' };
    await sync.drain();
    expect(sent.map(({ authorization }) => authorization)).to.deep.equal(['Capability abc', undefined]);
  });

  it('looks again by itself when the device failed for a moment', async () => {
    await save();
    const list = outbox.list.bind(outbox);
    let failures = 1;
    outbox.list = () => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('the device failed')) : list();
    };
    const confirmed = new Promise<void>((resolve) => {
      outbox.subscribe((change) => {
        if (change.type === 'confirmed') resolve();
      });
    });
    sync.start();
    await confirmed;
    expect(reported.splice(0)).to.have.lengthOf(1);
  });

  it('does not let a stranger’s Retry-After hold the queue against the visitor', async () => {
    answer = () => ({ type: 'no-answer', retryAfter: 3_600_000 });
    await save();
    await sync.drain();
    await sync.drain();
    expect(sent).to.have.lengthOf(1);
    answer = confirm;
    await sync.drain({ now: true });
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('looks at the device only when the head of a lane is due', async () => {
    answer = () => ({ type: 'problem', code: 'unavailable', findings: [], retryAfter: 3_600_000 });
    await save();
    sync.start();
    await sync.drain();
    await save();
    await sync.drain();
    let looks = 0;
    const list = outbox.list.bind(outbox);
    outbox.list = () => {
      looks += 1;
      return list();
    };
    await new Promise((resolve) => aFewTimersLater(resolve));
    expect(looks).to.equal(0);
    expect(sent).to.have.lengthOf(1);
  });

  it('lets an act wait for the next sign-in when its session has ended', async () => {
    session = { subject: 'me', token: 'ended' };
    answer = () => ({ type: 'problem', code: 'unauthenticated', findings: [] });
    await save('withdrawal', { subject: 'me' });
    sync.start();
    await sync.drain();
    await sync.drain({ now: true });
    expect(sent).to.have.lengthOf(1);
    expect(session).to.equal(undefined);
    expect((await outbox.list())[0]?.refusal).to.equal(undefined);
    session = { subject: 'me', token: 'fresh' };
    answer = confirm;
    await sync.drain({ now: true });
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('ends no session that was begun while the answer about another was under way', async () => {
    session = { subject: 'me', token: 'ended' };
    answer = () => {
      session = { subject: 'me', token: 'fresh' };
      answer = confirm;
      return { type: 'problem', code: 'unauthenticated', findings: [] };
    };
    await save('withdrawal', { subject: 'me' });
    await sync.drain();
    expect(ended).to.deep.equal(['ended']);
    expect(session).to.deep.equal({ subject: 'me', token: 'fresh' });
    await sync.drain({ now: true });
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('waits as long as the backend asked for, whatever happens on the page', async () => {
    answer = () => ({ type: 'problem', code: 'rate-limited', findings: [], retryAfter: 600_000 });
    await save();
    await sync.drain();
    for (let index = 0; index < 5; index += 1) await sync.drain({ now: true });
    expect(sent).to.have.lengthOf(1);
    clock += 600_000;
    await sync.drain();
    expect(sent).to.have.lengthOf(2);
  });

  it('does not wait for years when the clock was set back', async () => {
    answer = () => ({ type: 'no-answer' });
    await save();
    await sync.drain();
    clock -= 40 * 24 * 3_600_000;
    await sync.drain();
    expect(sent).to.have.lengthOf(2);
  });

  it('sends nobody’s act under somebody else’s session', async () => {
    await save('withdrawal', { subject: 'me' });
    session = { subject: 'somebody-else', token: 'theirs' };
    answer = (sending) =>
      sending.authorization === 'Bearer mine'
        ? confirm(sending)
        : { type: 'problem', code: 'unauthenticated', findings: [] };
    await sync.drain();
    session = undefined;
    await sync.drain({ now: true });
    expect(sent).to.deep.equal([]);
    expect(await outbox.list()).to.have.lengthOf(1);
    session = { subject: 'me', token: 'mine' };
    await sync.drain({ now: true });
    expect(await outbox.list()).to.deep.equal([]);
  });

  it('sends what another page saved and does not send itself', async () => {
    sync.start();
    await sync.drain();
    const confirmed = new Promise<void>((resolve) => {
      outbox.subscribe((change) => {
        if (change.type === 'confirmed') resolve();
      });
    });
    const elsewhere = { storage: createDeviceStorage(site), openChannel: openChannel(site) };
    await createOutbox({ ...elsewhere, now: () => clock, newId }).save(draft());
    await confirmed;
    expect(sent).to.have.lengthOf(1);
  });

  it('tries when the network comes back', async () => {
    answer = () => ({ type: 'no-answer' });
    await save();
    sync.start();
    await sync.drain();
    answer = confirm;
    const confirmed = new Promise<void>((resolve) => {
      outbox.subscribe((change) => {
        if (change.type === 'confirmed') resolve();
      });
    });
    window.dispatchEvent(new Event('online'));
    await confirmed;
  });

  it('tries again by itself after the delay', async () => {
    const confirmed = new Promise<void>((resolve) => {
      outbox.subscribe((change) => {
        if (change.type === 'confirmed') resolve();
      });
    });
    jitter = 0;
    answer = (sending) => (sent.length < 3 ? { type: 'no-answer' } : confirm(sending));
    await save();
    sync.start();
    await confirmed;
    expect(sent).to.have.lengthOf(3);
  });
});
