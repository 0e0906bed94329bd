/** Faults that strike everything: no request reaches the backend, whatever is in it. */
import { expect } from '@open-wc/testing';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { places, until, visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** `.invalid` has no addresses, by RFC 2606. */
const NOWHERE = 'http://backend.invalid';

/** A form and a withdrawal made without network are kept, and get through once it is back. */
async function expectKeptUntil(visitor: Visitor, fail: () => unknown, mend: () => unknown): Promise<void> {
  const earlier = await visitor.subscribe();
  await visitor.confirmed(earlier);
  await fail();
  const saved = await visitor.subscribe('grace@visitor.example');
  const made = (await visitor.waiting(saved))!.operation;
  const withdrawal = await visitor.withdraw(earlier.id);
  const withdrawn = (await visitor.waiting(withdrawal))!.operation;
  // A lane that cannot be sent does not keep another from trying.
  await visitor.tried(saved);
  await visitor.tried(withdrawal);
  await visitor.expectKept(saved, made);
  await visitor.expectKept(withdrawal, withdrawn);
  const { deliveries } = await visitor.network('ledger');
  expect(deliveries).to.deep.equal([earlier.id], 'nothing has reached the server');

  await mend();
  await visitor.confirmed(saved);
  await visitor.confirmed(withdrawal);
  await visitor.expectOnce(saved, made);
  expect((await visitor.committed(withdrawal))?.events).to.deep.equal(['end direct-marketing email']);
  expect(await visitor.client.outbox.list()).to.deep.equal([]);
}

/** Tries so often that the next attempt by itself is further away than a test waits. */
async function growPatient({ client }: Visitor): Promise<void> {
  for (let attempts = 0; attempts < 6; attempts += 1) await client.sync.drain({ now: true });
}

describe('no network', () => {
  afterEach(visitorsLeave);

  const drained = (visitor: Visitor) => () => {
    visitor.detour = undefined;
    return visitor.client.sync.drain({ now: true });
  };

  it('is tried once by the page’s first save, and then waits', async () => {
    const visitor = await visitorBehind('none');
    const { id } = await visitor.subscribeOffline();
    expect((await visitor.waiting({ id }))?.attempts).to.equal(1);
  });

  it('1: a name that cannot be resolved loses nothing', async () => {
    const visitor = await visitorBehind('none');
    await expectKeptUntil(visitor, () => (visitor.detour = NOWHERE), drained(visitor));
  });

  it('2: a refused connection loses nothing', async () => {
    const visitor = await visitorBehind('none');
    const { refused } = await places();
    await expectKeptUntil(visitor, () => (visitor.detour = refused), drained(visitor));
  });

  it('12: a certificate that nobody vouches for gets nothing to read', async () => {
    const visitor = await visitorBehind('none');
    const { tls } = await places();
    const before = await visitor.network('ledger');
    await expectKeptUntil(visitor, () => (visitor.detour = tls), drained(visitor));
    const after = await visitor.network('ledger');
    expect(after.tlsConnections).to.be.above(before.tlsConnections, 'the browser asked for the certificate');
  });

  it('29: a preflight that fails loses nothing', async () => {
    const visitor = await visitorBehind('preflight-fails');
    const mend = async (): Promise<void> => {
      await visitor.network('end');
      await visitor.client.sync.drain({ now: true });
    };
    await expectKeptUntil(visitor, () => visitor.network('begin'), mend);
  });

  it('31: offline and online again sends what was kept, unasked', async () => {
    const visitor = await visitorBehind('none');
    const { refused } = await places();
    const fail = (): void => {
      visitor.detour = refused;
      window.dispatchEvent(new Event('offline'));
    };
    const mend = async (): Promise<void> => {
      await growPatient(visitor);
      visitor.detour = undefined;
      window.dispatchEvent(new Event('online'));
    };
    await expectKeptUntil(visitor, fail, mend);
  });

  it('31: online that comes too early is not the last chance', async () => {
    const visitor = await visitorBehind('none');
    const { refused } = await places();
    visitor.detour = refused;
    const saved = await visitor.subscribe();
    await growPatient(visitor);
    const tries = (): number => visitor.changes.filter(({ type }) => type === 'waiting').length;
    const before = tries();
    window.dispatchEvent(new Event('online'));
    await until(() => tries() > before, 'Expected an attempt once the browser says it is online');
    visitor.detour = undefined;
    window.dispatchEvent(new Event('online'));
    await visitor.confirmed(saved);
  });

  it('32: a network that comes and goes every 200 ms gets everything through once, in order', async () => {
    const visitor = await visitorBehind('flapping');
    const made: Operation[] = [];
    for (const name of ['ada', 'grace', 'edith', 'joan', 'mary', 'dorothy']) {
      made.push(await visitor.subscribeOffline(`${name}@visitor.example`));
    }
    await visitor.network('begin');
    const flapping = setInterval(() => window.dispatchEvent(new Event('online')), 200);
    await until(async () => (await visitor.client.outbox.list()).length === 0, 'Expected all to be sent');
    clearInterval(flapping);
    await visitor.network('end');
    for (const operation of made) await visitor.expectOnce(operation, operation);
    const { deliveries } = await visitor.network('ledger');
    expect([...new Set(deliveries)]).to.deep.equal(made.map(({ id }) => id));
  });

  it('33: a network that is said to be there and is not is tried again, unasked and unheard', async () => {
    expect(navigator.onLine).to.equal(true);
    const visitor = await visitorBehind('none', { random: () => 0 });
    const { refused } = await places();
    const several = (): Promise<void> =>
      until(() => visitor.changes.filter(({ type }) => type === 'waiting').length > 6, 'Expected attempts');
    const fail = (): void => void (visitor.detour = refused);
    const mend = async (): Promise<void> => {
      await several();
      visitor.detour = undefined;
    };
    await expectKeptUntil(visitor, fail, mend);
  });
});
