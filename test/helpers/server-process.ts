/** The backend as a process of its own, which tests may overload, kill and start again. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { freePort } from '../../tools/free-port.ts';
import { delivery } from './operations.ts';

const cli = join(import.meta.dirname, '../../src/server/cli.ts');

export interface ServerProcess {
  base: string;
  child: ChildProcess;
  /** What it has written so far. */
  output: () => string;
  form: (name: string) => Promise<PublishedForm>;
  /** The status of the answer, and its text. */
  send: (operation: Operation, extra?: Parameters<typeof delivery>[1]) => Promise<Answer>;
  /** The same with a request that is made already. */
  post: (init: RequestInit) => Promise<Answer>;
  /** Resolves with the exit code once it has ended; null when a signal ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

export interface ProcessOptions {
  env: NodeJS.ProcessEnv;
  /** A program that runs the server, with its own words before the server's. */
  under?: string[];
}

/** Starts `serve` on a free port and waits until it says where it is. */
export async function startServerProcess({ env, under = [] }: ProcessOptions): Promise<ServerProcess> {
  const port = await freePort();
  const [program, ...words] = [...under, process.execPath, cli, 'serve'];
  const child = spawn(program, words, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (data: Buffer): void => {
      said += data.toString();
      if (said.includes('Backend: http')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code, signal) => {
      reject(new Error(`the server ended with ${String(code ?? signal)}:\n${said}`));
    });
  });
  const base = `http://127.0.0.1:${String(port)}`;
  const post = async (init: RequestInit): Promise<Answer> =>
    answerTo(await fetch(`${base}/v1/operations`, init));
  return {
    base,
    child,
    output: () => said,
    form: async (name) =>
      (await (await fetch(`${base}/v1/sites/smartxpo/forms/${name}`)).json()) as PublishedForm,
    post,
    send: (operation, extra) => post(delivery(operation, extra)),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

export async function answerTo(response: Response): Promise<Answer> {
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** A folder for an embedded database, gone with `remove`. */
export interface DataFolder {
  path: string;
  /** The database file. */
  file: string;
  env: { DATA_DIR: string };
  /** Rows as another process sees them. */
  query: (sql: string) => Record<string, unknown>[];
  remove: () => void;
}

export function makeDataFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(path, 'smartxpo-consent.sqlite');
  return {
    path,
    file,
    env: { DATA_DIR: path },
    query: (sql) => {
      const database = new DatabaseSync(file);
      try {
        return database
          .prepare(sql)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        database.close();
      }
    },
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The database is sound, and holds each of these operations once, with its answer. */
export function assertHolds(folder: DataFolder, ids: Iterable<string>): void {
  assert.deepEqual(folder.query('pragma integrity_check'), [{ integrity_check: 'ok' }]);
  const rows = folder.query('select id from operation where receipt is not null');
  const kept = new Set(rows.map(({ id }) => id));
  assert.equal(kept.size, rows.length);
  for (const id of ids) assert.ok(kept.has(id), `${id} was acknowledged and is not there`);
}
