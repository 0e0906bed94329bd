/**
 * `npm run test:mutants`: puts each known mistake into the product and runs what must find it; one that
 * is not found fails the run. `-- name …` runs some; `-- --table` prints the outcome as a table in Markdown.
 */
import { parseArgs } from 'node:util';
import { kill } from './kill.ts';
import type { Verdict } from './kill.ts';
import { isLiving } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import { livingMutant, MUTANTS } from './mutants.ts';

const SCHEDULES = 3000;

const { values, positionals } = parseArgs({
  options: { table: { type: 'boolean' }, schedules: { type: 'string' } },
  allowPositionals: true,
});
const chosen = positionals.length === 0 ? MUTANTS : positionals.map(livingMutant);
const verdicts = new Map<Mutant, Verdict>();

for (const mutant of chosen) {
  if (!isLiving(mutant)) continue;
  const verdict = await kill(mutant, Number(values.schedules ?? SCHEDULES));
  verdicts.set(mutant, verdict);
  const word = verdict.isKilled ? 'killed' : 'SURVIVED';
  const took = verdict.schedules === undefined ? '' : ` after ${verdict.schedules} schedules`;
  if (values.table !== true) console.log(`${word} ${mutant.name}${took}: ${verdict.by}`);
}

if (values.table === true) {
  console.log('| name | what it breaks | killed by | schedules |\n| --- | --- | --- | --- |');
  for (const mutant of chosen) console.log(`| ${rowOf(mutant).join(' | ')} |`);
}
const survivors = [...verdicts].filter(([, { isKilled }]) => !isKilled).map(([{ name }]) => name);
console.log(`\n${verdicts.size - survivors.length} killed, ${survivors.length} survived`);
if (survivors.length > 0) {
  console.log(`Survived: ${survivors.join(', ')}`);
  process.exitCode = 1;
}

function rowOf(mutant: Mutant): string[] {
  if (!isLiving(mutant)) return [mutant.name, `cannot be: ${mutant.impossible}`, '', ''];
  const { name, breaks, killedBy } = mutant;
  const verdict = verdicts.get(mutant);
  const killer = killedBy === 'simulation' ? `simulation, ${invariantIn(verdict?.by ?? '')}` : killedBy.title;
  return [
    name,
    breaks,
    verdict?.isKilled === true ? killer : '**survived**',
    String(verdict?.schedules ?? ''),
  ];
}

function invariantIn(by: string): string {
  return by.split(':')[0] ?? by;
}
