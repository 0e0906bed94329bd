import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expectLimits, verdictOn } from '../bench/limits.ts';
import { quantile, race, ratioOf, seededRandom } from '../bench/measure.ts';
import { sharesIn } from '../bench/server-profile.ts';

const spread = (low: number, median: number, high: number) => ({ low, median, high });

describe('bench', () => {
  test('takes quantiles between neighbours', () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    assert.equal(quantile([10], 0.9), 10);
    assert.throws(() => quantile([], 0.5), /at least one value/);
  });

  test('tells a ratio with an interval that holds it, wider for noisier rounds', () => {
    const peer = Array.from({ length: 40 }, () => 10);
    const noise = seededRandom(7);
    const calm = ratioOf(
      peer.map((value) => value * 2 + noise()),
      peer,
      seededRandom(1),
    );
    const noisy = ratioOf(
      peer.map((value) => value * 2 + 10 * noise()),
      peer,
      seededRandom(1),
    );
    for (const { low, median, high } of [calm, noisy]) assert.ok(low <= median && median <= high);
    assert.ok(noisy.low < noisy.median && noisy.median < noisy.high);
    assert.ok(calm.low > 1.9 && calm.high < 2.2);
    assert.ok(noisy.high - noisy.low > calm.high - calm.low);
    assert.throws(() => ratioOf([1, 2], [1], seededRandom(1)), /as many rounds/);
  });

  test('runs each contestant once a round, in changing order, and counts no warming up', async () => {
    const order: string[] = [];
    const run = (name: string) => () => Promise.resolve(order.push(name));
    const samples = await race(
      { a: run('a'), b: run('b') },
      { rounds: 8, warmUp: 2, random: seededRandom(1) },
    );
    assert.equal(samples.a.length, 8);
    assert.equal(samples.b.length, 8);
    assert.equal(order.length, 20);
    const pairs = Array.from({ length: 10 }, (_, round) => order.slice(2 * round, 2 * round + 2).join(''));
    assert.deepEqual(new Set(pairs), new Set(['ab', 'ba']));
  });

  test('breaks a limit only where the whole interval lies above it', () => {
    const limit = { most: 2, why: 'example' };
    assert.equal(verdictOn({ ratio: spread(1.5, 1.9, 2.4) }, limit), 'ok');
    assert.equal(verdictOn({ ratio: spread(1.9, 2.2, 2.6) }, limit), 'over, within the spread');
    assert.equal(verdictOn({ ratio: spread(2.1, 2.2, 2.6) }, limit), 'BROKEN');
  });

  test('wants a limit for each figure and a figure for each limit of its part', () => {
    const limit = { most: 2, why: 'example' };
    const measured = [{ id: 'part.a' }];
    expectLimits(measured, { 'part.a': limit, 'other.b': limit }, 'part');
    assert.throws(() => {
      expectLimits(measured, {}, 'part');
    }, /none for part\.a/);
    assert.throws(() => {
      expectLimits(measured, { 'part.a': limit, 'part.b': limit }, 'part');
    }, /none for part\.b/);
  });

  test('gives a moment to the innermost code with a purpose, and idle moments to none', () => {
    const node = (id: number, functionName: string, url: string, children: number[]) => ({
      id,
      callFrame: { functionName, url },
      children,
    });
    const shares = sharesIn({
      nodes: [
        node(1, '(root)', '', [2, 5]),
        node(2, 'takeOperation', 'file:///src/server/intake.ts', [3]),
        node(3, 'executeQuery', 'file:///node_modules/kysely/dist/kysely.js', [4]),
        node(4, 'writev', '', []),
        node(5, '(idle)', '', []),
      ],
      samples: [2, 4, 4, 5],
      timeDeltas: [10, 10, 20, 1000],
    });
    assert.deepEqual(
      [...shares],
      [
        ['database', 0.75],
        ['intake and effects', 0.25],
      ],
    );
  });
});
