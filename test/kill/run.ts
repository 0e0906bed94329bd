/**
 * `npm run test:kill -- --rounds 20 --seed 7 --engine sqlite`: real browsers and a real backend, killed at
 * random moments in bad weather. A round fails when anything is lost, doubled, wrong or never sent.
 */
import { parseArgs } from 'node:util';
import { randomFrom } from './random.ts';
import { newTally, reportOf } from './report.ts';
import { round } from './round.ts';
import { exitOnSignals } from './signals.ts';
import { ENGINES, startWorld } from './world.ts';

/** A device that has done a lot is replaced by a new one. */
const ROUNDS_PER_DEVICE = 20;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    engine: { type: 'string', default: 'sqlite' },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
const engine = ENGINES.find((name) => name === values.engine);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || engine === undefined) {
  console.error(`Expected --rounds N --seed S --engine ${ENGINES.join('|')}, whole numbers from 1`);
  process.exit(2);
}
console.log(`Seed ${seed}, on ${engine}`);

exitOnSignals();
const world = await startWorld(engine);
const tally = newTally();
let failed = 0;
try {
  await world.openBrowser();
  for (let number = 1; number <= rounds; number++) {
    const problems = await round(world, randomFrom(seed * 10_000 + number), tally);
    if (problems.length > 0) {
      failed++;
      console.log(`FAIL round ${number}\n${problems.map((problem) => `     ${problem}`).join('\n')}`);
    }
    if (number % ROUNDS_PER_DEVICE === 0 && number < rounds) {
      console.log(`${number} rounds, ${tally.kills.length} kills, ${tally.confirmed} confirmed`);
      await world.browser().kill();
      world.replaceDevice();
      tally.profiles++;
      await world.openBrowser();
    }
  }
} finally {
  await world.stop();
}
console.log(
  reportOf(tally, { rounds, injected: world.proxy.injected, acts: [...world.ledger.saved.values()] }),
);
console.log(`seed           ${seed}\n\n${rounds - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
