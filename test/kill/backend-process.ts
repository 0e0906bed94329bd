/** The built backend as a process of its own, killed and started again on the same data. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import site from '../../src/server/sample/smartxpo/site.json' with { type: 'json' };

const cli = join(import.meta.dirname, '../../dist/server/cli.js');

export interface BackendProcess {
  start(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Publishes the sample site with this origin, as its owner would. */
  listOrigin(origin: string): Promise<void>;
}

export function backendProcess(settings: Record<string, string>): BackendProcess {
  const env = { ...process.env, ...settings };
  let running: ChildProcess | undefined;
  process.once('exit', () => running?.kill('SIGKILL'));
  return {
    async start() {
      const child = spawn(process.execPath, [cli, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      running = child;
      let said = '';
      await new Promise<void>((resolve, reject) => {
        const hear = (data: Buffer): void => {
          said = (said + data.toString()).slice(-4000);
          if (said.includes('Backend: ')) resolve();
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.once('exit', (code) => {
          reject(new Error(`the backend ended with ${String(code)}:\n${said}`));
        });
      });
    },
    async kill() {
      const child = running;
      running = undefined;
      if (child === undefined) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async listOrigin(origin) {
      const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
      const file = join(folder, 'site.json');
      writeFileSync(file, JSON.stringify({ ...site, origins: [origin] }));
      await promisify(execFile)(process.execPath, [cli, 'publish', 'smartxpo', file], { env });
      rmSync(folder, { recursive: true });
    },
  };
}
