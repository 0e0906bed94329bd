/**
 * `npm run bench`: what reliability costs. `npm run bench -- outbox`, `start`, `intake`, `policy`, `designer` or
 * `whose` runs only that part. Ends with 1 when a limit of limits.json is broken.
 */
import { designerBench } from './designer.ts';
import { intakeBench } from './intake.ts';
import limits from './limits.json' with { type: 'json' };
import { expectLimits, verdictOn } from './limits.ts';
import type { Limit } from './limits.ts';
import type { Report, Spread } from './measure.ts';
import { outboxBench } from './outbox.ts';
import { policyBench } from './policy.ts';
import { startBench } from './start.ts';
import { whoseBench } from './whose.ts';
import { short, table } from './table.ts';

const PARTS: Record<string, () => Promise<Report>> = {
  outbox: outboxBench,
  start: startBench,
  intake: intakeBench,
  policy: policyBench,
  designer: designerBench,
  whose: whoseBench,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`Expected ${Object.keys(PARTS).join(', ')}, got ${unknown.join(', ')}`);
  process.exit(2);
}

for (const [part, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue;
  console.log(`\n== ${part}`);
  report(part, await measure());
}

function report(part: string, { figures, notes }: Report): void {
  const known: Record<string, Limit | undefined> = limits;
  const range = ({ low, high }: Spread): string => `[${short(low)}–${short(high)}]`;
  const rows = figures.map((figure) => {
    const { id, unit, ours, peer, ratio } = figure;
    const limit = known[id];
    const verdict = limit === undefined ? 'NO LIMIT' : verdictOn(figure, limit);
    if (verdict === 'BROKEN') process.exitCode = 1;
    return [
      id,
      unit,
      `${short(ours.median)} ${range(ours)}`,
      `${short(peer.median)} ${range(peer)}`,
      `${short(ratio.median)} ${range(ratio)}`,
      limit === undefined ? 'none' : String(limit.most),
      verdict,
    ];
  });
  console.log(table(['figure', 'unit', 'ours', 'peer', 'ratio', 'limit', 'verdict'], rows));
  if (notes !== undefined) console.log(`\n${notes}`);
  // After the table: who measures something new has to see it before it can get a limit.
  expectLimits(figures, limits, part);
}
