/** Mutants stay worth running: each still applies, is named once and has somebody to find it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { kill } from '../mutants/kill.ts';
import { isLiving, mutated } from '../mutants/mutant.ts';
import { livingMutant, MUTANTS } from '../mutants/mutants.ts';

const root = join(import.meta.dirname, '../..');
const living = MUTANTS.filter(isLiving);

/** The mistakes that outboxes and intakes are known to have. */
const KNOWN = [
  ...['deleteBeforeSend', 'anyHttpIsAck', 'drop4xxByString', 'ackOnRequestSuccess', 'followerNotPersisted'],
  ...['noServerDedup', 'newKeyPerAttempt', 'wallClockOrder', 'listReadModifyWrite', 'keyBeforeEffect'],
  ...['effectBeforeKey', 'coalesceInflight', 'wallClockTtl', 'partialIsWhole', 'clientClockLww', 'dedup24h'],
  ...['dropNewest', 'dropOldest', 'relaxedPowerLoss', 'followerNeverPromoted', 'unknownVersionDropped'],
  ...['commitUnknownAsNewOp', 'noSteal', 'clearAllOnAck', 'inMemorySeq', 'lastWithdrawerRule'],
  ...['noTimeoutNoSteal', 'staleIsAck', 'noSeqGateNoFence', 'removeHeadByCount', 'noTimeout'],
];

describe('mutants', () => {
  test('apply exactly once each', () => {
    for (const mutant of living) {
      for (const file of new Set(mutant.patches.map((patch) => patch.file))) {
        const source = readFileSync(join(root, file), 'utf8');
        assert.notEqual(mutated(source, file, mutant), source, mutant.name);
      }
    }
    const [first] = living;
    assert.ok(first);
    const [patch] = first.patches;
    assert.throws(() => mutated('nothing', patch?.file ?? '', first), /exactly once/);
  });

  test('cover every known mistake, and have a name of their own', () => {
    const names = MUTANTS.map(({ name }) => name);
    assert.deepEqual(new Set(names).size, names.length);
    assert.deepEqual(
      KNOWN.filter((name) => !names.includes(name)),
      [],
    );
  });

  test('name tests that exist', () => {
    for (const { name, killedBy } of living) {
      if (killedBy === 'simulation') continue;
      const { file, title, contract = file } = killedBy;
      assert.match(readFileSync(join(root, file), 'utf8'), /\w/);
      const stands = readFileSync(join(root, contract), 'utf8').split(`'${title}'`).length - 1;
      assert.equal(stands, 1, `${name}: ${title} in ${contract}`);
    }
  });

  for (const name of ['deleteBeforeSend', 'drop4xxByString', 'keyBeforeEffect']) {
    test(`are found: ${name}`, async () => {
      const { isKilled, by } = await kill(livingMutant(name), 300);
      assert.ok(isKilled, by);
    });
  }
});
