/** The backend as operators run it: a process of its own, on a database of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/free-port.ts';

const root = join(import.meta.dirname, '../..');

export interface ServerProcess {
  port: number;
  /** Finishes what is under way and ends. */
  stop(): Promise<void>;
}

/** `nodeOptions` go before the script, for a profiler. */
export async function startServerProcess(
  databaseUrl: string | undefined,
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartxpo-consent-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, [...nodeOptions, 'src/server/cli.ts', 'serve'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? '',
      SMTP_URL: '',
      PUBLIC_URL: '',
      HOST: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (data: Buffer): void => {
      said += data.toString();
      if (said.includes('Backend:')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => {
      reject(new Error(`Expected the backend to run, it ended with ${String(code)}:\n${said}`));
    });
  });
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
