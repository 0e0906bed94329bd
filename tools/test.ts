/**
 * `npm test`: every check and every test of the project, with one last line that counts them.
 * `npm test -- node`, `browser`, `journeys`, `kills` or `checks` runs only that part (several may be named).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { installMissing } from './machine.ts';

type Counts = { passed: number; failed: number; skipped: number };
type Step = { title: string; command: string[]; minutes: number; isTest: boolean };

const root = join(import.meta.dirname, '..');
const CLOSING_LINE = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;
const PARTS = ['checks', 'node', 'browser', 'journeys', 'kills'];

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(', ')}. Parts are ${PARTS.join(', ')}.`);
  process.exit(1);
}
const runs = (...parts: string[]) => asked.length === 0 || parts.some((part) => asked.includes(part));

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];

if (runs('node', 'browser', 'journeys', 'kills')) installMissing();
if (runs('checks', 'browser', 'journeys', 'kills')) await run(check('locales'));
await Promise.all([
  // Two chains, one for each core of a small machine; each prints when it has ended.
  inTurn(
    runs('checks', 'journeys', 'kills') && check('build'),
    runs('checks') && check('size'),
    runs('checks') && { ...check('publint'), command: ['publint', '--strict'] },
  ),
  inTurn(...(runs('checks') ? [check('lint'), check('format:check'), check('types')] : [])),
]);
// Browsers spend most of their time waiting: what is tested without them fits beside.
await Promise.all([
  inTurn(runs('browser') && tests('browser tests', 'test:browser', 30)),
  inTurn(
    runs('journeys') && tests('journeys', 'test:journeys', 30),
    runs('kills') && tests('kills', 'test:kill', 15),
    runs('node') && tests('node tests', 'test:node', 30),
  ),
]);

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

function check(script: string): Step {
  return { title: script, command: ['npm', 'run', '--silent', script], minutes: 10, isTest: false };
}

function tests(title: string, script: string, minutes: number): Step {
  return { title, command: ['npm', 'run', '--silent', script], minutes, isTest: true };
}

async function inTurn(...steps: (Step | false)[]): Promise<void> {
  for (const step of steps) if (step) await run(step);
}

/** Runs one step to its end, prints it as one section and adds what it counted. */
async function run(step: Step): Promise<void> {
  const started = performance.now();
  if (step.isTest) console.log(`\n== ${step.title}: begun`);
  const { ok, output, counts } = await execute(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const verdict = step.isTest
    ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
    : ok
      ? 'ok'
      : 'FAILED';
  console.log(`\n== ${step.title}: ${verdict} (${seconds} s)`);
  if (output.trim()) console.log(output.trimEnd());
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
  if (counts.failed > 0) failures.push(step.title);
}

function execute(step: Step): Promise<{ ok: boolean; output: string; counts: Counts }> {
  const [command = '', ...args] = step.command;
  return new Promise((resolve) => {
    // Its own process group, so that a step that hangs is ended with all it started.
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const timer = setTimeout(() => {
      take(`Stopped: not finished after ${step.minutes} minutes.\n`);
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    }, step.minutes * 60_000);

    let output = '';
    let rest = '';
    let reported: Counts | undefined;
    const take = (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.map(stripVTControlCharacters)) {
        const found = step.isTest && CLOSING_LINE.exec(line);
        if (found) {
          reported = { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
        } else output += `${line}\n`;
      }
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => {
      take(`${error.message}\n`);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (rest) take('\n');
      if (step.isTest && reported === undefined) output += 'No test was run to its end.\n';
      const ok = code === 0;
      const counts = step.isTest
        ? countsOf(reported, ok)
        : { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
      resolve({ ok, output, counts });
    });
  });
}

/** A test run that fails without a failed test, or runs no test at all, has failed once. */
function countsOf(reported: Counts | undefined, ok: boolean): Counts {
  const counts = reported ?? { passed: 0, failed: 0, skipped: 0 };
  const ranNone = counts.passed + counts.failed + counts.skipped === 0;
  return counts.failed === 0 && (!ok || ranNone) ? { ...counts, failed: 1 } : counts;
}
