/** When a policy version may take effect, and after which one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkSchedule } from '../../src/protocol/policy-schedule.ts';

const standing = [
  { version: 'first', effectiveFrom: '2020-01-01' },
  { version: 'coming', effectiveFrom: '2027-06-01' },
  { version: 'current', effectiveFrom: '2026-01-01' },
];
const schedule = { publishedOn: '2026-11-23', standing, material: false };
const version = { version: 'new', effectiveFrom: '2026-11-23' };

type Scheduled = Parameters<typeof checkSchedule>[0];

function codes(over: Partial<Scheduled>, at: Partial<typeof schedule> = {}): string[] {
  return checkSchedule({ ...version, ...over }, { ...schedule, ...at }).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}

describe('a version', () => {
  test('takes effect on the day it is published, when nothing material changed', () => {
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ effectiveFrom: '2026-11-22' }), ['too-early /effectiveFrom']);
  });

  test('leaves thirty days to read a material change', () => {
    const material = { material: true };
    assert.deepEqual(codes({ effectiveFrom: '2026-12-22' }, material), ['too-early /effectiveFrom']);
    assert.deepEqual(codes({ effectiveFrom: '2026-12-23' }, material), []);
    const [finding] = checkSchedule({ ...version }, { ...schedule, ...material });
    assert.match(finding?.expected ?? '', /^2026-12-23 or later: 30 days/);
  });

  test('leaves as many days as its author says; fewer than usual, a person judges', () => {
    const material = { material: true };
    assert.deepEqual(codes({ effectiveFrom: '2027-01-21', noticeLeadDays: 60 }, material), [
      'too-early /effectiveFrom',
    ]);
    assert.deepEqual(codes({ effectiveFrom: '2027-01-22', noticeLeadDays: 60 }, material), []);
    const short = checkSchedule(
      { ...version, effectiveFrom: '2026-12-01', noticeLeadDays: 7 },
      { ...schedule, ...material },
    );
    assert.deepEqual(
      short.map(({ code, severity }) => [code, severity]),
      [['short-notice', 'question']],
    );
    assert.deepEqual(codes({ noticeLeadDays: 7 }), []);
  });

  test('that is the first needs no notice: nobody knew another', () => {
    assert.deepEqual(codes({}, { standing: [], material: true }), []);
    assert.deepEqual(codes({ effectiveFrom: '2026-11-22' }, { standing: [] }), ['too-early /effectiveFrom']);
  });

  test('counts days over the ends of months and years', () => {
    const at = { publishedOn: '2028-01-30', material: true };
    assert.deepEqual(codes({ effectiveFrom: '2028-02-28' }, at), ['too-early /effectiveFrom']);
    assert.deepEqual(codes({ effectiveFrom: '2028-02-29' }, at), []);
  });

  test('has a name and a day of its own', () => {
    assert.deepEqual(codes({ version: 'current', effectiveFrom: '2026-12-01' }), [
      'duplicate-version /version',
    ]);
    assert.deepEqual(codes({ effectiveFrom: '2027-06-01' }), ['duplicate-day /effectiveFrom']);
  });

  test('takes the place of the one in force, or of one that is coming', () => {
    assert.deepEqual(codes({ supersedes: 'current' }), []);
    assert.deepEqual(codes({ supersedes: 'coming' }), []);
    assert.deepEqual(codes({ supersedes: 'first' }), ['not-in-force /supersedes']);
    assert.deepEqual(codes({ supersedes: 'unknown' }), ['not-in-force /supersedes']);
    assert.deepEqual(codes({ supersedes: 'current' }, { standing: [] }), ['not-in-force /supersedes']);
  });
});
