/**
 * Thousands of random schedules of acts, tabs, devices, faults, crashes, rollbacks and clock changes,
 * in virtual time, over the real client and a model of the backend; after each, every promise must
 * hold. New seeds in every run; `SIMULATION_SEED` plays one again.
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { ModelBackend } from './backend.ts';
import { subscriptionForm } from './forms.ts';
import { IndexedDevice } from './indexed-device.ts';
import { RealBackend } from './real-backend.ts';
import { KEPT_SEEDS } from './seeds.ts';
import { simulate } from './simulate.ts';
import { START } from './world.ts';
import type { WorldParts } from './world.ts';

const SCHEDULES = 5000;
const REAL_SCHEDULES = 150;
const { SIMULATION_SEED } = process.env;

describe('simulation', () => {
  let form: PublishedForm;
  before(async () => {
    form = await subscriptionForm();
  });
  const violationsIn = async (seed: number): Promise<string> => {
    const { violations } = await simulate(seed, { backend: new ModelBackend(), form });
    return violations.map(({ invariant, about }) => `seed ${seed}: ${invariant}: ${about}`).join('\n');
  };

  test('seeds that once broke a promise', async () => {
    for (const seed of KEPT_SEEDS) assert.equal(await violationsIn(seed), '');
  });

  test('the real client over IndexedDB and the real server app break none either', async (context) => {
    const first = randomInt(2 ** 31);
    const backend = await RealBackend.start(await openSqliteStore(':memory:'));
    const broken: string[] = [];
    for (let seed = first; seed < first + REAL_SCHEDULES; seed += 1) {
      backend.begin(START);
      const openDevice: WorldParts['openDevice'] = (name, time, random) =>
        new IndexedDevice(name, time, random, `${seed}-${name}`);
      const { violations } = await simulate(seed, { backend, form, openDevice });
      for (const { invariant, about } of violations) broken.push(`seed ${seed}: ${invariant}: ${about}`);
    }
    await backend.close();
    context.diagnostic(`${REAL_SCHEDULES} schedules from seed ${first}`);
    assert.deepEqual(broken, []);
  });

  test(`${SCHEDULES} schedules with new seeds break no promise`, async (context) => {
    const first = SIMULATION_SEED === undefined ? randomInt(2 ** 31) : Number(SIMULATION_SEED);
    const schedules = SIMULATION_SEED === undefined ? SCHEDULES : 1;
    const broken: string[] = [];
    const sums = { acts: 0, confirmed: 0, requests: 0 };
    for (let seed = first; seed < first + schedules; seed += 1) {
      const { violations, acts, confirmed, requests } = await simulate(seed, {
        backend: new ModelBackend(),
        form,
      });
      for (const { invariant, about } of violations) broken.push(`seed ${seed}: ${invariant}: ${about}`);
      sums.acts += acts;
      sums.confirmed += confirmed;
      sums.requests += requests;
    }
    context.diagnostic(
      `${schedules} schedules from seed ${first}: ${sums.acts} acts, ${sums.confirmed} confirmed, ` +
        `${sums.requests} requests`,
    );
    assert.deepEqual(broken, []);
    // A simulation in which nothing happens proves nothing.
    assert.ok(SIMULATION_SEED !== undefined || sums.confirmed > 3 * schedules);
  });
});
