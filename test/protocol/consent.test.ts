import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { grantMoment, isTimely, permission } from '../../src/protocol/consent.ts';
import type { ConsentEvent, End, Grant } from '../../src/protocol/consent.ts';
import { HOUR } from '../../src/protocol/terms.ts';
import { uuidTime, uuidv7 } from '../../src/protocol/uuid.ts';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const GRANT_MAX_AGE = 72 * HOUR;
const YEAR = 365 * 24 * HOUR;
const options = { at: T0 + HOUR };

function grant(over: Partial<Grant> = {}): Grant {
  return {
    type: 'grant',
    operation: 'grant-1',
    device: { number: 'a', act: 1 },
    receivedAt: T0,
    age: 0,
    timely: true,
    proved: false,
    needsProof: false,
    validUntil: T0 + YEAR,
    ...over,
  };
}
function end(over: Partial<End> = {}): End {
  return {
    type: 'end',
    operation: 'end-1',
    device: { number: 'b', act: 1 },
    receivedAt: T0,
    age: 0,
    only: null,
    ...over,
  };
}
const state = (...events: ConsentEvent[]): string => permission(events, options).state;

describe('permission', () => {
  test('nothing was ever asked', () => {
    assert.deepEqual(permission([], options), {
      state: 'ConsentUnknown',
      permitted: false,
      since: undefined,
      operation: undefined,
    });
  });

  test('a ticked box permits where no proof is needed', () => {
    assert.equal(state(grant()), 'ConsentGiven');
  });

  test('a ticked box that needs proof is only requested until it is confirmed', () => {
    const asked = grant({ needsProof: true });
    assert.equal(state(asked), 'ConsentRequested');
    const confirmed: ConsentEvent = {
      type: 'confirm',
      of: 'grant-1',
      operation: 'c',
      device: null,
      receivedAt: T0 + 5,
    };
    assert.equal(state(asked, confirmed), 'ConsentGiven');
    assert.equal(permission([asked, confirmed], options).since, T0 + 5);
  });

  test('a confirmation of another operation proves nothing', () => {
    const other: ConsentEvent = {
      type: 'confirm',
      of: 'grant-2',
      operation: 'c',
      device: null,
      receivedAt: T0,
    };
    assert.equal(state(grant({ needsProof: true }), other), 'ConsentRequested');
  });

  test('an unticked box is a refusal, and ends nothing that was given before', () => {
    const left: ConsentEvent = {
      type: 'refuse',
      operation: 'r',
      device: { number: 'a', act: 2 },
      receivedAt: T0 + 9,
    };
    assert.equal(state(left), 'ConsentRefused');
    assert.equal(state(grant(), left), 'ConsentGiven');
  });

  test('between acts of one device the higher act number wins, whatever the clocks say', () => {
    const device = (act: number) => ({ number: 'a', act });
    assert.equal(
      state(
        grant({ device: device(2) }),
        end({ device: device(1), receivedAt: T0 + 50, age: 60 }),
        confirmation('grant-1'),
      ),
      'ConsentGiven',
    );
    assert.equal(
      state(
        grant({ device: device(1) }),
        end({ device: device(2), receivedAt: T0 - 50 }),
        confirmation('grant-1'),
      ),
      'ConsentWithdrawn',
    );
    assert.equal(
      state(grant({ device: device(1) }), end({ device: device(1) }), confirmation('grant-1')),
      'ConsentWithdrawn',
    );
  });

  test('between devices a withdrawal beats every grant made no later than its receipt', () => {
    assert.equal(state(grant({ receivedAt: T0 + 60_000, age: 60_000 }), end()), 'ConsentWithdrawn');
    assert.equal(state(grant({ receivedAt: T0 + 60_000, age: 59_999, proved: true }), end()), 'ConsentGiven');
  });

  test('after a withdrawal only a proved address grants again', () => {
    const later = grant({ operation: 'grant-2', receivedAt: T0 + 1000 });
    assert.equal(state(end(), later), 'ConsentRequested');
    assert.equal(state(end(), later, confirmation('grant-2')), 'ConsentGiven');
  });

  test('an age that cannot be believed has no effect and asks again', () => {
    for (const age of [-1, GRANT_MAX_AGE + 1]) assert.equal(isTimely(age, GRANT_MAX_AGE), false);
    for (const age of [0, GRANT_MAX_AGE]) assert.equal(isTimely(age, GRANT_MAX_AGE), true);
    assert.equal(state(grant({ timely: false })), 'ConsentRequestDeferred');
    assert.equal(state(grant({ timely: false }), confirmation('grant-1')), 'ConsentRequestDeferred');
  });

  test('a device whose count of acts was rolled back still takes back what had arrived before', () => {
    const device = (act: number) => ({ number: 'a', act });
    const old = grant({ device: device(5), proved: true });
    assert.equal(state(old, end({ device: device(3), receivedAt: T0 + HOUR })), 'ConsentWithdrawn');
    // A withdrawal that was made before the grant arrived, and only travelled longer, leaves it.
    assert.equal(
      state(old, end({ device: device(3), receivedAt: T0 + HOUR, age: 2 * HOUR })),
      'ConsentGiven',
    );
  });

  describe('where the ids of operations tell when they were made', () => {
    const MINUTE = 60_000;
    const at = (moment: number): string => uuidv7(moment, (count) => new Uint8Array(count));
    const withdrawn = end({ operation: at(T0), device: { number: 'a', act: 3 }, receivedAt: T0 });

    test('a grant made before the withdrawal is ended, although its count is ahead', () => {
      const device = { number: 'a', act: 4 };
      const made = { operation: at(T0 - 3000), device, proved: true };
      const arrived = { receivedAt: T0 + 20 * MINUTE, age: 20 * MINUTE + 2900 };
      assert.equal(state(withdrawn, grant({ ...made, ...arrived })), 'ConsentWithdrawn');
    });

    test('a grant whose request was under way for minutes does not seem to be new', () => {
      const made = { operation: at(T0 - 3000), proved: true, receivedAt: T0 + 4 * MINUTE, age: 10 };
      for (const number of ['a', 'elsewhere']) {
        assert.equal(state(withdrawn, grant({ ...made, device: { number, act: 4 } })), 'ConsentWithdrawn');
      }
    });

    test('a grant made a moment after the withdrawal counts', () => {
      const made = { operation: at(T0 + 1000), proved: true, receivedAt: T0 + 1000 };
      for (const number of ['a', 'elsewhere']) {
        assert.equal(state(withdrawn, grant({ ...made, device: { number, act: 4 } })), 'ConsentGiven');
      }
    });

    test('a clock that is a day behind costs no more than the minutes of doubt', () => {
      const device = { number: 'elsewhere', act: 1 };
      const made = (moment: number) =>
        grant({ operation: at(moment - 24 * HOUR), device, proved: true, receivedAt: moment });
      assert.equal(state(withdrawn, made(T0 + 4 * MINUTE)), 'ConsentWithdrawn');
      assert.equal(state(withdrawn, made(T0 + 6 * MINUTE)), 'ConsentGiven');
    });
  });

  test('a scoped withdrawal undoes its own grant and no other', () => {
    const second = grant({ operation: 'grant-2', receivedAt: T0 - 5, proved: true });
    assert.equal(state(grant({ proved: true }), second, end({ only: 'grant-1' })), 'ConsentGiven');
    assert.equal(state(grant({ proved: true }), end({ only: 'grant-1' })), 'ConsentWithdrawn');
  });

  test('what has to be given again permits no longer, and gives way to a new grant', () => {
    const renewals = [T0 + 5, T0 + 20];
    const old = grant();
    const at = (moment: number, ...events: ConsentEvent[]) => permission(events, { at: moment, renewals });
    assert.equal(at(T0 + 4, old).state, 'ConsentGiven');
    const { state: ended, permitted, since } = at(T0 + 5, old);
    assert.deepEqual([ended, permitted, since], ['ConsentInvalidated', false, T0 + 5]);
    const again = grant({ operation: 'grant-2', receivedAt: T0 + 6 });
    assert.equal(at(T0 + 6, old, again).state, 'ConsentGiven');
    assert.equal(at(T0 + 20, old, again).state, 'ConsentInvalidated');
    assert.equal(at(T0 + 20, grant({ validUntil: T0 + 10 })).state, 'ConsentExpired');
    assert.equal(at(T0 + 20, old, end({ receivedAt: T0 + 9 })).state, 'ConsentWithdrawn');
  });

  test('a grant expires', () => {
    const {
      state: after,
      permitted,
      since,
    } = permission([grant({ validUntil: T0 + 10 })], { ...options, at: T0 + 10 });
    assert.deepEqual([after, permitted, since], ['ConsentExpired', false, T0 + 10]);
  });
});

function confirmation(of: string): ConsentEvent {
  return { type: 'confirm', of, operation: `confirm-${of}`, device: null, receivedAt: T0 + 2000 };
}

/** Any set of events that devices, mails and panels can cause. */
const device = fc.option(
  fc.record({ number: fc.constantFrom('a', 'b', 'c'), act: fc.integer({ min: 1, max: 4 }) }),
);
const receivedAt = fc.integer({ min: T0 - 10, max: T0 + 10 });
const timed = [-3, 0, 3].map((ms) => uuidv7(T0 + ms, (count) => new Uint8Array(count)));
const operation = fc.constantFrom('o1', 'o2', 'o3', ...timed);
const anyEvent: fc.Arbitrary<ConsentEvent> = fc.oneof(
  fc.record({
    type: fc.constant('grant' as const),
    operation,
    device,
    receivedAt,
    age: fc.constantFrom(-5, 0, 1, 5, 10, GRANT_MAX_AGE, GRANT_MAX_AGE + 1),
    timely: fc.boolean(),
    proved: fc.boolean(),
    needsProof: fc.boolean(),
    validUntil: fc.constantFrom(T0 + 5, T0 + YEAR),
  }),
  fc.record({ type: fc.constant('refuse' as const), operation, device, receivedAt }),
  fc.record({ type: fc.constant('confirm' as const), of: operation, operation, device, receivedAt }),
  fc.record({
    type: fc.constant('end' as const),
    age: fc.constantFrom(-5, 0, 3),
    only: fc.option(operation),
    operation,
    device,
    receivedAt,
  }),
);
const anySet = fc.uniqueArray(anyEvent, {
  selector: (event) => `${event.type} ${event.operation}`,
  maxLength: 12,
});

describe('permission, for any set of events', () => {
  test('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(
        anySet.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          assert.deepEqual(permission(shuffled, options), permission(events, options));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('rests on a timely, unexpired grant that no event ends', () => {
    fc.assert(
      fc.property(anySet, (events) => {
        const result = permission(events, options);
        if (!result.permitted) return;
        const rests = events.filter(
          (event) => event.type === 'grant' && event.operation === result.operation,
        ) as Grant[];
        assert.ok(
          rests.some((one) => {
            const isOpen = one.timely && one.validUntil > options.at;
            return isOpen && !events.some((event) => event.type === 'end' && beats(event, one));
          }),
        );
      }),
      { numRuns: 3000 },
    );
  });

  test('never becomes permitted by adding a withdrawal of everything', () => {
    fc.assert(
      fc.property(anySet, receivedAt, (events, when) => {
        const before = permission(events, options);
        const after = permission([...events, end({ operation: 'zz', receivedAt: when })], options);
        assert.ok(before.permitted || !after.permitted);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The rule of DESIGN 7.3, said a second time and differently. */
function beats(event: End, one: Grant): boolean {
  if (event.only !== null) return event.only === one.operation;
  const isSameDevice = event.device?.number !== undefined && event.device.number === one.device?.number;
  const [endMade, grantMade] = [uuidTime(event.operation), uuidTime(one.operation)];
  const ended = isSameDevice ? event.receivedAt - Math.max(0, event.age) : event.receivedAt;
  // All moments of these sets lie within the minutes that a request may take.
  const clocks = isSameDevice ? [endMade] : [endMade, event.receivedAt];
  const isOlder = clocks.some(
    (clock) => clock !== undefined && grantMade !== undefined && grantMade <= clock,
  );
  if (isOlder && grantMoment(one) <= ended + 300_000) return true;
  const isLater = (event.device?.act ?? 0) >= (one.device?.act ?? 0);
  const hadArrived = one.receivedAt <= event.receivedAt - Math.max(0, event.age);
  return isSameDevice ? isLater || hadArrived : grantMoment(one) <= event.receivedAt;
}
