/** The whole product as `npm start` runs it: a process of its own that tests may kill and start again. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { freePort } from '../../tools/free-port.ts';
import { startFaultProxy } from './fault-proxy.ts';
import type { FaultProxy } from './fault-proxy.ts';

const root = join(import.meta.dirname, '../..');

export interface Product {
  demoUrl: string;
  /** Where browsers reach the backend: the proxy. */
  backendUrl: string;
  proxy: FaultProxy;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  start(): Promise<void>;
  /** What the process printed so far. */
  output(): string;
  /** Rows of the database file, read from outside. */
  query(sql: string): Record<string, unknown>[];
  /** Changes the database file from outside, as time would. */
  execute(sql: string): void;
  cli(...words: string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const [port, demoPort] = [await freePort(), await freePort()];
  const proxy = await startFaultProxy(port);
  const env = {
    ...process.env,
    PORT: String(port),
    DEMO_PORT: String(demoPort),
    PUBLIC_URL: proxy.url,
    DATA_DIR: dataDir,
    ...settings,
  };
  let running: ChildProcess | undefined;
  let output = '';

  const start = async (): Promise<void> => {
    const child = spawn(process.execPath, ['demo/start.ts', '--skip-build'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (data: Buffer): void => {
        said += data.toString();
        output += data.toString();
        if (said.includes('Ctrl+C stops both.')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => {
        reject(new Error(`the product ended with ${String(code)}:\n${said}`));
      });
    });
  };
  const kill = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    const child = running;
    running = undefined;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  };

  await start();
  return {
    demoUrl: `http://localhost:${String(demoPort)}`,
    backendUrl: proxy.url,
    proxy,
    start,
    kill,
    output: () => output,
    query: (sql) => {
      const database = new DatabaseSync(join(dataDir, 'smartxpo-consent.sqlite'), { readOnly: true });
      try {
        return database
          .prepare(sql)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        database.close();
      }
    },
    execute: (sql) => {
      const database = new DatabaseSync(join(dataDir, 'smartxpo-consent.sqlite'));
      database.exec('pragma busy_timeout=2000');
      database.exec(sql);
      database.close();
    },
    cli: async (...words) => {
      const { stdout } = await promisify(execFile)(process.execPath, ['src/server/cli.ts', ...words], {
        cwd: root,
        env,
      });
      return stdout.trim();
    },
    async stop() {
      await kill('SIGKILL');
      await proxy.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
