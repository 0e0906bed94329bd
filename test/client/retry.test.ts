import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { decide, delayAfter } from '../../src/client/retry.ts';
import type { SendOutcome } from '../../src/client/retry.ts';
import { PROBLEM_STATUS } from '../../src/protocol/problem.ts';
import type { ProblemCode } from '../../src/protocol/problem.ts';
import { operation, receiptFor } from '../helpers/elements-operations.ts';

const half = (): number => 0.5;
const receipt = receiptFor(operation());

describe('retry', () => {
  it('confirms on a receipt only', () => {
    expect(decide({ type: 'receipt', receipt }, 1, half)).to.deep.equal({ type: 'confirm', receipt });
  });

  // About drafts and staff: whoever says so of an operation is not the backend.
  const kept: ProblemCode[] = [
    'rate-limited',
    'internal',
    'unavailable',
    'link-expired',
    'challenge-failed',
    'precondition-failed',
    'precondition-required',
    'passkey-needed',
    'last-privacy-admin',
  ];
  for (const code of Object.keys(PROBLEM_STATUS) as ProblemCode[]) {
    const expected = kept.includes(code) ? 'retry' : 'refuse';
    it(`answers the problem ${code} with ${expected}`, () => {
      expect(decide({ type: 'problem', code, findings: [] }, 1, half).type).to.equal(expected);
    });
  }

  it('tries again after anything that is no answer', () => {
    expect(decide({ type: 'no-answer' }, 1, half)).to.deep.equal({
      type: 'retry',
      delay: 1000,
      asked: 0,
      isAlone: false,
    });
  });

  it('is bound by what our backend asks for, not by what a stranger does', () => {
    const stranger = decide({ type: 'no-answer', retryAfter: 60_000 }, 1, half);
    expect(stranger).to.deep.equal({ type: 'retry', delay: 60_000, asked: 0, isAlone: false });
    const ours = decide({ type: 'problem', code: 'unavailable', findings: [], retryAfter: 60_000 }, 1, half);
    expect(ours).to.deep.equal({ type: 'retry', delay: 60_000, asked: 60_000, isAlone: false });
  });

  it('knows what lies with one operation alone, so that others need not wait for it', () => {
    const isAlone = (outcome: SendOutcome): boolean => {
      const decision = decide(outcome, 1, half);
      return decision.type === 'retry' && decision.isAlone;
    };
    expect(isAlone({ type: 'not-ready' })).to.equal(true);
    expect(isAlone({ type: 'problem', code: 'challenge-failed', findings: [] })).to.equal(true);
    expect(isAlone({ type: 'problem', code: 'unavailable', findings: [] })).to.equal(false);
    expect(isAlone({ type: 'no-answer' })).to.equal(false);
  });

  it('waits longer each time, up to five minutes, and spreads the tries', () => {
    expect([1, 2, 3, 30].map((attempts) => delayAfter(attempts, 0, half))).to.deep.equal([
      1000, 2000, 4000, 150_000,
    ]);
    expect(delayAfter(3, 0, () => 0)).to.equal(0);
  });

  it('waits at least as long as the server asks, but no more than an hour for it', () => {
    expect(delayAfter(1, 30_000, half)).to.equal(30_000);
    expect(delayAfter(1, 1e9, half)).to.equal(3_600_000);
  });

  it('never drops an operation for want of an answer', () => {
    const outcome: fc.Arbitrary<SendOutcome> = fc.record({
      type: fc.constant('no-answer' as const),
      retryAfter: fc.nat(),
    });
    fc.assert(
      fc.property(
        outcome,
        fc.nat(1000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (any, attempts, random) => {
          const decision = decide(any, attempts, () => random);
          return decision.type === 'retry' && decision.delay >= 0 && decision.delay <= 3_600_000;
        },
      ),
    );
  });
});
