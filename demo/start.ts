/**
 * `npm start`: builds, starts the backend and serves the demo site on an origin of its own, as a
 * customer's site would stand beside the backend.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, ENVIRONMENT, portFrom, readConfig, startServer } from '../src/server/index.ts';
import { startDemo } from './serve.ts';

const HELP = `Starts the backend and the demo site.

Usage
  npm start
  npm start -- --help
  npm start -- --skip-build    Serve what the last build made

Environment
${ENVIRONMENT}
  DEMO_PORT     Port of the demo site.                        Default: 8080
`;

const root = join(import.meta.dirname, '..');

function build(): void {
  console.log('Building the script, the elements and the demo site …');
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  for (const script of ['locales', 'build']) {
    const { status } = spawnSync(command, ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
    if (status !== 0) throw new Error(`npm run ${script} failed`);
  }
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const demoPort = portFrom(process.env, 'DEMO_PORT', 8080);
  if (!process.argv.includes('--skip-build') || !existsSync(join(root, 'dist/demo'))) build();
  const demoUrl = `http://localhost:${String(demoPort)}`;
  const backend = await startServer(config, { demoUrl });
  const demo = await startDemo({
    root: join(root, 'dist/demo'),
    backendUrl: config.publicUrl,
    port: demoPort,
    host: config.host,
  }).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new ConfigError('DEMO_PORT', 'a free port', String(demoPort)) : error;
  });
  console.log(`${backend.isFirstStart ? 'Made the SmartXPO sample site.' : 'Found the data of the last start.'}
Backend:    ${config.publicUrl}
Demo site:  ${demoUrl}
Ctrl+C stops both.`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop([() => demo.close(), () => backend.stop()]).catch(fail);
    });
  }
}

async function stop(steps: (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
  console.log('Stopped. Everything under way was finished.');
}

function fail(error: unknown): void {
  const isSetting = error instanceof ConfigError;
  console.error(isSetting ? `${error.message}\nSee npm start -- --help.` : error);
  process.exit(isSetting ? 2 : 1);
}

if (process.argv.includes('--help')) console.log(HELP);
else await start().catch(fail);
