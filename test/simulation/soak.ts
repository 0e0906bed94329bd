/**
 * `npm run test:soak`: 200,000 schedules over the model of the backend, then 45 minutes (and 20,000
 * schedules at least) of the real client over a real IndexedDB and the real server app. A process for
 * each core; new seeds in each run. `-- model 5000` or `-- real 2` (minutes) runs less.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { ModelBackend } from './backend.ts';
import { subscriptionForm } from './forms.ts';
import { IndexedDevice } from './indexed-device.ts';
import { RealBackend } from './real-backend.ts';
import { simulate } from './simulate.ts';
import type { Outcome } from './simulate.ts';
import { START } from './world.ts';

const MODEL_SCHEDULES = 200_000;
const REAL_MINUTES = 45;
const REAL_SCHEDULES = 20_000;
/** A store that grew with every schedule would measure its own size. */
const SCHEDULES_PER_STORE = 200;

interface Order {
  layer: 'model' | 'real';
  first: number;
  /** Schedules, and minutes, of this process at least. */
  schedules: number;
  minutes: number;
}

interface Sums {
  schedules: number;
  acts: number;
  confirmed: number;
  requests: number;
  broken: string[];
}

const NOTHING: Sums = { schedules: 0, acts: 0, confirmed: 0, requests: 0, broken: [] };

function add(sums: Sums, { acts, confirmed, requests, violations }: Outcome, seed: number): Sums {
  const broken = violations.map(({ invariant, about }) => `seed ${seed}: ${invariant}: ${about}`);
  return {
    schedules: sums.schedules + 1,
    acts: sums.acts + acts,
    confirmed: sums.confirmed + confirmed,
    requests: sums.requests + requests,
    broken: [...sums.broken, ...broken],
  };
}

/** One process's share; `sums` and `seed` say how far it is. */
class Share {
  sums = NOTHING;
  seed: number;
  private readonly order: Order;
  private readonly end: number;
  private backend: RealBackend | undefined;

  constructor(order: Order) {
    this.order = order;
    this.seed = order.first;
    this.end = performance.now() + order.minutes * 60_000;
  }

  async work(): Promise<void> {
    const form = await subscriptionForm();
    while (this.sums.schedules < this.order.schedules || performance.now() < this.end) {
      const { seed } = this;
      this.sums = add(this.sums, await this.play(form), seed);
      this.seed += 1;
    }
    await this.backend?.close();
  }

  /** The schedule that is being played waits for something that nothing will bring. */
  skipEndless(): void {
    const { seed, sums } = this;
    const broken = [...sums.broken, `seed ${seed}: I0 no error: it never ends`];
    this.sums = { ...sums, schedules: sums.schedules + 1, broken };
    this.seed += 1;
  }

  private async play(form: PublishedForm): Promise<Outcome> {
    const { seed, sums, order } = this;
    if (order.layer === 'model') return simulate(seed, { backend: new ModelBackend(), form });
    if (this.backend === undefined || sums.schedules % SCHEDULES_PER_STORE === 0) {
      await this.backend?.close();
      this.backend = await RealBackend.start(await openSqliteStore(':memory:'));
    }
    this.backend.begin(START);
    return simulate(seed, {
      backend: this.backend,
      form,
      openDevice: (name, time, random) => new IndexedDevice(name, time, random, `${seed}-${name}`),
    });
  }
}

/** Shares the work among processes and adds up what they say. */
async function share(order: Omit<Order, 'first'>): Promise<boolean> {
  const processes = availableParallelism();
  const began = performance.now();
  const results = await Promise.all(
    Array.from({ length: processes }, async () => {
      const child = fork(fileURLToPath(import.meta.url), ['child']);
      const first = randomInt(2 ** 31);
      console.log(`  ${order.layer}: from seed ${first}`);
      child.send({ ...order, first, schedules: Math.ceil(order.schedules / processes) } satisfies Order);
      const [sums] = (await once(child, 'message')) as [Sums];
      console.log(
        `  ${order.layer}: ${sums.schedules} schedules from seed ${first}, ${sums.broken.length} broken`,
      );
      return sums;
    }),
  );
  const total = (pick: (sums: Sums) => number): number => results.reduce((sum, one) => sum + pick(one), 0);
  const broken = results.flatMap((one) => one.broken);
  for (const line of broken) console.log(line);
  console.log(
    `${order.layer}: ${total((one) => one.schedules)} schedules, ${total((one) => one.acts)} acts, ` +
      `${total((one) => one.confirmed)} confirmed, ${total((one) => one.requests)} requests, ` +
      `${broken.length} violations, ${Math.round((performance.now() - began) / 60_000)} minutes`,
  );
  return broken.length === 0;
}

const [what, amount] = process.argv.slice(2);
if (what === 'child') {
  const [order] = (await once(process, 'message')) as [Order];
  const share = new Share(order);
  const finish = (): void => {
    process.off('beforeExit', goOn);
    process.send?.(share.sums, () => process.disconnect());
  };
  const goOn = (): void => {
    share.skipEndless();
    void share.work().then(finish);
  };
  process.on('beforeExit', goOn);
  void share.work().then(finish);
} else {
  const isModel = what === undefined || what === 'model';
  const isReal = what === undefined || what === 'real';
  const asked = amount === undefined ? undefined : Number(amount);
  let isGood = true;
  if (isModel) isGood = await share({ layer: 'model', schedules: asked ?? MODEL_SCHEDULES, minutes: 0 });
  if (isReal) {
    const least = { schedules: asked === undefined ? REAL_SCHEDULES : 0, minutes: asked ?? REAL_MINUTES };
    isGood = (await share({ layer: 'real', ...least })) && isGood;
  }
  process.exitCode = isGood ? 0 : 1;
}
