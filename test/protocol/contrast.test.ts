import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { colourOf, contrast, luminance, mixed } from '../../src/protocol/contrast.ts';

const hex = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const [BLACK, WHITE] = [colourOf('#000'), colourOf('#fff')];

function near(actual: number, expected: number, tolerance = 0.005): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `expected ${String(expected)}, got ${String(actual)}`);
}

describe('contrast', () => {
  test('is what others measure', () => {
    for (const [a, b, ratio] of [
      ['#000', '#fff', 21],
      ['#767676', '#fff', 4.54],
      ['#777', '#ffffff', 4.48],
      ['#ff0000', '#FFFFFF', 4.0],
      ['#00f', '#fff', 8.59],
      ['#00ff00', '#000000', 15.3],
    ] as const) {
      near(contrast(colourOf(a), colourOf(b)), ratio);
    }
  });

  test('is the same either way round, 1 for equal colours, 21 at most', () => {
    fc.assert(
      fc.property(hex, hex, (first, second) => {
        const [a, b] = [colourOf(first), colourOf(second)];
        assert.equal(contrast(a, b), contrast(b, a));
        assert.ok(contrast(a, b) >= 1 && contrast(a, b) <= 21);
        assert.equal(contrast(a, a), 1);
      }),
    );
  });

  test('knows three digits and six, and nothing else', () => {
    assert.deepEqual(colourOf('#0Af'), colourOf('#00aaff'));
    for (const other of ['red', '#12345', '#1234567', '0b57a4', '#ggg', '#0b57a4 '])
      assert.throws(() => colourOf(other), /Expected a colour/);
  });
});

describe('colours mixed in oklab', () => {
  test('are the first one whole, and the second one whole', () => {
    fc.assert(
      fc.property(hex, hex, (first, second) => {
        const [a, b] = [colourOf(first), colourOf(second)];
        for (const index of [0, 1, 2] as const) {
          near(mixed(a, 1, b)[index], a[index], 1e-5);
          near(mixed(a, 0, b)[index], b[index], 1e-5);
        }
      }),
    );
  });

  test('have half the lightness between black and white, not half the light', () => {
    for (const part of mixed(WHITE, 0.5, BLACK)) near(part, 0.5 ** 3, 1e-4);
  });

  test('stay what a screen can show', () => {
    fc.assert(
      fc.property(hex, hex, fc.double({ min: 0, max: 1, noNaN: true }), (first, second, share) => {
        const colour = mixed(colourOf(first), share, colourOf(second));
        assert.ok(colour.every((part) => part >= 0 && part <= 1));
        assert.ok(luminance(colour) <= 1);
      }),
    );
  });
});
