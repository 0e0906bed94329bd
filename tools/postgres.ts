/**
 * A PostgreSQL server for one test file: made from the machine's own binaries in a temporary folder, thrown
 * away afterwards. Tests of the PostgreSQL store run against the real thing or say why they cannot.
 */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { which } from './browsers.mjs';
import { freePort } from './free-port.ts';

/** The input ends when we say so or when this process dies, however it dies: no server is left behind. */
const RUN_UNTIL_INPUT_ENDS = 'folder=$1; shift; "$@" & read -r _; kill -INT $!; wait; rm -rf "$folder"';

export type Postgres = {
  url: string;
  /** Ends all its processes at once, as a power failure would; what only memory held is gone. */
  crash: () => Promise<void>;
  /** Starts it again on the same data and the same port. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

/** The folder with initdb and postgres: on PATH, or where Debian keeps them. */
export function postgresBinaries(): string | undefined {
  const onPath = which('initdb');
  if (onPath && which('postgres')) return dirname(onPath);
  const installed = globSync('/usr/lib/postgresql/*/bin').toSorted(
    (a, b) => Number(b.split('/')[4]) - Number(a.split('/')[4]),
  );
  return installed.find((folder) => existsSync(join(folder, 'initdb')));
}

/** `durable`: with every commit on the disk, as a server for real data runs. */
export async function startPostgres({ durable = false } = {}): Promise<Postgres | { missing: string }> {
  const binaries = postgresBinaries();
  if (!binaries) return { missing: 'PostgreSQL is not installed (no initdb found)' };
  const user = serverUser();
  if (!user) return { missing: 'PostgreSQL refuses to run as root, and there is no user "postgres"' };

  const folder = mkdtempSync(join(tmpdir(), 'consent-postgres-'));
  if ('uid' in user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const asUser = { ...user, cwd: folder };
  await promisify(execFile)(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    asUser,
  );

  const port = await freePort();
  // Crash safety costs time and buys nothing for data that is deleted at the end.
  const hasty = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  const settings = ['max_connections=50', ...(durable ? [] : hasty)];
  const command = [
    join(binaries, 'postgres'),
    '-D',
    data,
    '-k',
    folder,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
  ];
  const servers: ChildProcess[] = [];
  const run = async (): Promise<void> => {
    const server = spawn(
      'sh',
      [
        '-c',
        RUN_UNTIL_INPUT_ENDS,
        'sh',
        folder,
        ...command,
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      { ...asUser, stdio: ['pipe', 'ignore', 'pipe'] },
    );
    servers.push(server);
    await started(server);
  };
  await run();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      const file = join(data, 'postmaster.pid');
      await killAll(Number(readFileSync(file, 'utf8').split('\n')[0]));
      // Its parent has not looked yet that it has ended, and the next one would take it for alive.
      for (const lock of [file, join(folder, `.s.PGSQL.${port}.lock`)]) rmSync(lock);
    },
    restart: run,
    async stop() {
      // The last one first: the folder goes with each of them.
      for (const server of servers.toReversed()) {
        const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
        server.stdin?.end();
        await ended;
      }
    },
  };
}

/** The server and its children, which are all it consists of; resolves when none of them is left. */
async function killAll(postmaster: number): Promise<void> {
  const isChild = (pid: number): boolean => parentOf(pid) === postmaster;
  const children = readdirSync('/proc').map(Number).filter(isChild);
  const all = [postmaster, ...children];
  for (const pid of all) process.kill(pid, 'SIGKILL');
  while (all.some((pid) => isRunning(pid))) await new Promise((resolve) => setTimeout(resolve, 10));
}

function parentOf(pid: number): number | undefined {
  const fields = statOf(pid);
  return fields && Number(fields[1]);
}

/** A zombie has ended; it only waits for its parent to look. */
function isRunning(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z';
}

/** State and parent, and more; undefined when there is no such process. */
function statOf(pid: number): string[] | undefined {
  const file = `/proc/${pid}/stat`;
  if (Number.isNaN(pid) || !existsSync(file)) return undefined;
  try {
    return readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined; // it has ended between the two looks
  }
}

/** Who the server runs as: ourselves, or "postgres" where we are root, which it refuses. */
function serverUser(): { uid: number; gid: number } | Record<string, never> | undefined {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** A server that accepts connections may still refuse queries; its log says when it is ready. */
function started(server: ChildProcess): Promise<void> {
  let log = '';
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start:\n${log}`));
    const timer = setTimeout(fail, 30_000);
    server.once('error', reject);
    server.stderr?.on('data', (data: Buffer) => {
      log = (log + data.toString()).slice(-4000);
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}
