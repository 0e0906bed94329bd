/** A team that keeps its forms in files: a folder, a database, and the command line in this process. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { runForms } from '../../src/server/commands/forms.ts';
import { publish } from '../../src/server/commands/publish.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';

export const SAMPLE = join(import.meta.dirname, '../../src/server/sample/smartxpo');
export const POLICY = join(SAMPLE, 'policies/privacy/2026-11-01.json');
export const SITE = join(SAMPLE, 'site.json');

/** What a command said, line by line, and how it ended. */
export interface Said {
  end: number;
  out: string[];
  error: string[];
}

export interface FormTeam {
  folder: string;
  env: { DATA_DIR: string };
  /** The database file, once something was published. */
  database: string;
  /** Writes a file of the team; its path. */
  write: (name: string, content: string | Uint8Array) => string;
  read: (name: string) => Buffer;
  forms: (...words: string[]) => Promise<Said>;
  /** The older command, for site, policies and forms at once. */
  publish: (...paths: string[]) => Promise<Said>;
  inStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  end: () => void;
}

export function formTeam(): FormTeam {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-forms-'));
  const env = { DATA_DIR: join(folder, 'data') };
  const database = join(env.DATA_DIR, 'smartxpo-consent.sqlite');
  return {
    folder,
    env,
    database,
    write: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    read: (name) => readFileSync(join(folder, name)),
    forms: (...words) => heard(() => runForms(env, words)),
    publish: (...paths) =>
      heard(() => publish(env, 'smartxpo', paths, { by: 'Ada', approvedBy: 'Bea', isPublicAlready: true })),
    inStore: async (work) => {
      mkdirSync(env.DATA_DIR, { recursive: true });
      const store = await openSqliteStore(database);
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    end: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A team whose site has its policy and these forms. */
export async function teamWith(...forms: string[]): Promise<FormTeam> {
  const team = formTeam();
  const paths = forms.map((text, index) => team.write(`start-${String(index)}.json`, text));
  const { end, error } = await team.publish(SITE, POLICY, ...paths);
  assert.equal(end, 0, error.join('\n'));
  return team;
}

async function heard(work: () => Promise<number>): Promise<Said> {
  const out = mock.method(console, 'log', () => undefined);
  const error = mock.method(console, 'error', () => undefined);
  const linesOf = (method: typeof out): string[] =>
    method.mock.calls.flatMap(({ arguments: words }) => words.join(' ').split('\n'));
  try {
    const end = await work();
    return { end, out: linesOf(out), error: linesOf(error) };
  } finally {
    out.mock.restore();
    error.mock.restore();
  }
}
