/** Runs what is to find a mutant, and says whether it did. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Catch } from './hunter.ts';
import type { LivingMutant, TestKiller } from './mutant.ts';

/** What came of a mutant. */
export interface Verdict {
  isKilled: boolean;
  /** What found it, or what was done in vain. */
  by: string;
  /** Played until then. */
  schedules?: number;
}

const root = join(import.meta.dirname, '../..');
const HOOK = ['--import', './test/mutants/hook.ts'];
const LONGEST = 15 * 60_000;

export async function kill(mutant: LivingMutant, schedules: number): Promise<Verdict> {
  return mutant.killedBy === 'simulation' ? hunt(mutant, schedules) : runTest(mutant, mutant.killedBy);
}

async function hunt({ name }: LivingMutant, most: number): Promise<Verdict> {
  for (let played = 0; played < most;) {
    const caught = await play([String(most - played)], name);
    if (caught === undefined) return { isKilled: false, by: 'the simulation did not end' };
    const { seed, violation } = caught;
    played += caught.schedules;
    if (violation === undefined) break;
    // What the product does as well is not the mutant's doing.
    const without = await play(['1', String(seed)]);
    if (without === undefined) return { isKilled: false, by: `seed ${seed} did not end without the mutant` };
    if (without.violation === undefined) {
      return { isKilled: true, by: `${violation} (seed ${seed})`, schedules: played };
    }
    console.log(`Seed ${seed} breaks a promise without any mutant: ${without.violation}`);
  }
  return { isKilled: false, by: 'nothing', schedules: most };
}

async function play(args: readonly string[], mutant?: string): Promise<Catch | undefined> {
  const child = fork(join(import.meta.dirname, 'hunter.ts'), args, {
    cwd: root,
    execArgv: mutant === undefined ? [] : HOOK,
    env: { ...process.env, ...(mutant === undefined ? {} : { MUTANT: mutant }) },
    timeout: LONGEST,
  });
  let caught: Catch | undefined;
  child.on('message', (message) => {
    caught = message as Catch;
  });
  await once(child, 'close');
  return caught;
}

/** Only the test that is named counts: another failure may be the mutant's, or the machine's. */
async function runTest({ name }: LivingMutant, { file, title }: TestKiller): Promise<Verdict> {
  const isBrowser = file.startsWith('test/client/');
  const node = [
    ...HOOK,
    '--test',
    '--test-reporter=./tools/node-reporter.ts',
    `--test-name-pattern=${escaped(title)}`,
    file,
  ];
  const [command, args] = isBrowser ? ['wtr', ['--files', file]] : [process.execPath, node];
  const child = spawn(command, args, {
    cwd: root,
    env: withoutTestRunner({ MUTANT: name, WTR_BROWSERS: 'chromium' }),
    timeout: LONGEST,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = output.split('\n').map((line) => stripVTControlCharacters(line));
  const isFailed = (line: string): boolean =>
    isBrowser ? line.includes('❌') && line.endsWith(` > ${title}`) : line.startsWith(`FAIL ${title} (`);
  const isKilled = code !== 0 && lines.some(isFailed);
  return { isKilled, by: isKilled ? `${file}: ${title}` : `nothing; the run said: ${output.slice(-2000)}` };
}

function escaped(text: string): string {
  return `^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`;
}

/** A test may run these tests; Node runs none inside of another run, unless it does not know. */
function withoutTestRunner(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _context, ...rest } = process.env;
  return { ...rest, ...more };
}
