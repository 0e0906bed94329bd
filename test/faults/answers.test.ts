/** Faults that strike one form: what comes back for it is no answer of the backend, or nothing comes back. */
import { expect } from '@open-wc/testing';
import { IMPATIENT, visitorBehind, visitorsLeave } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** Its number, what happens, its name at the fault server, and whether the backend has the form already. */
const FAULTS: [number: number, what: string, fault: string, had?: 'committed'][] = [
  [3, 'a connection reset before the backend has it', 'reset-before-send'],
  [4, 'a connection reset after the commit', 'reset-after-commit', 'committed'],
  [5, 'a connection that hangs before the headers', 'hang-before-headers'],
  [6, 'a connection that hangs after the headers', 'hang-after-headers', 'committed'],
  [7, 'a connection that hangs in the middle of the body', 'hang-mid-body', 'committed'],
  [8, 'a body that comes at one byte a second', 'drip', 'committed'],
  [9, 'a portal that answers 200 with a page', 'portal-200'],
  [10, 'a redirect to a portal', 'portal-302'],
  [11, 'a portal that answers 511', 'portal-511'],
  [13, 'a 500', 'stranger-500'],
  [13, 'a 502', 'stranger-502'],
  [13, 'a 503', 'stranger-503'],
  [13, 'a 504 after the commit', 'gateway-timeout', 'committed'],
  [17, 'a 400 of a firewall', 'stranger-400'],
  [17, 'a 413 of a firewall', 'stranger-413'],
  [17, 'a 422 of a firewall', 'stranger-422'],
  [17, 'a 422 of a firewall that speaks JSON', 'stranger-json-422'],
  [19, 'a 401 of a stranger', 'stranger-401'],
  [19, 'a 403 of a stranger', 'stranger-403'],
  [20, 'a 404 of a stranger', 'stranger-404'],
  [20, 'a 410 of a stranger', 'stranger-410'],
  [21, 'JSON cut off, with the length it has', 'truncated', 'committed'],
  [22, 'a receipt with another id', 'wrong-id', 'committed'],
  [22, 'a receipt whose statement is about another operation', 'wrong-statement', 'committed'],
  [22, 'JSON that repeats the id and is no receipt', 'echo', 'committed'],
  [23, 'the genuine receipt of another operation', 'other-receipt'],
  [24, 'a body that does not end', 'endless', 'committed'],
  [28, 'an old answer from a cache', 'stale-cache'],
  [30, 'an answer without CORS headers', 'no-cors', 'committed'],
];

/** Those that end when the client gives up. */
const HANGING = [5, 6, 7, 8, 24];

/** Those in which the other transport could go wrong by itself. */
const BY_HOOK = [
  'reset-after-commit',
  'hang-mid-body',
  'portal-200',
  'portal-302',
  'stranger-422',
  'truncated',
  'wrong-id',
  'other-receipt',
  'endless',
  'no-cors',
];

describe('a fault that strikes a form', () => {
  afterEach(visitorsLeave);

  /** The form survives the fault, a withdrawal made meanwhile gets past it, and all of it counts once. */
  async function expectSurvived(visitor: Visitor, isCommitted: boolean): Promise<void> {
    const earlier = await visitor.subscribe();
    await visitor.confirmed(earlier);
    await visitor.network('begin');

    const saved = await visitor.subscribe('grace@visitor.example');
    const made = (await visitor.waiting(saved))!.operation;
    await visitor.tried(saved);
    await visitor.expectKept(saved, made);
    expect((await visitor.committed(saved)) !== undefined).to.equal(isCommitted);

    const withdrawal = await visitor.withdraw(earlier.id);
    await visitor.confirmed(withdrawal);
    expect((await visitor.committed(withdrawal))?.operation.kind).to.equal('withdrawal');
    await visitor.expectKept(saved, made);

    const { deliveries, portalVisits } = await visitor.network('end');
    expect(deliveries).to.include(saved.id, 'the fault struck this form');
    expect(portalVisits).to.equal(0, 'nothing followed the portal');
    await visitor.client.sync.drain({ now: true });
    await visitor.confirmed(saved);
    await visitor.expectOnce(saved, made);
    expect(await visitor.client.outbox.list()).to.deep.equal([]);
  }

  for (const [number, what, fault, had] of FAULTS) {
    const patience = HANGING.includes(number) ? IMPATIENT : {};
    it(`${String(number)}: ${what} loses nothing, does nothing twice and holds up no withdrawal`, async () => {
      await expectSurvived(await visitorBehind(fault, patience), had === 'committed');
    });
    if (BY_HOOK.includes(fault)) {
      it(`${String(number)}: ${what}, by webhook, loses nothing and does nothing twice`, async () => {
        await expectSurvived(await visitorBehind(fault, { ...patience, hook: true }), had === 'committed');
      });
    }
  }
});
