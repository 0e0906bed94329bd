/**
 * One operation, and a disk that fails once while it is written: each chosen write and every sync of the
 * embedded database fails, finds the disk full, or is the last thing the process does.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { which } from '../../tools/browsers.mjs';
import { startBackend } from '../helpers/backend.ts';
import { application, pdfOf } from '../helpers/application.ts';
import { delivery, fileDelivery, submission } from '../helpers/operations.ts';
import { answerTo, assertHolds, makeDataFolder, startServerProcess } from '../helpers/server-process.ts';
import type { DataFolder, ServerProcess } from '../helpers/server-process.ts';

const CALLS = ['pwrite64', 'fsync', 'fdatasync'] as const;
type Call = (typeof CALLS)[number];
const FAULTS = ['error=EIO', 'error=ENOSPC', 'signal=KILL'] as const;

/** The n-th call since the process began; `count`: how many of them one operation makes. */
interface Instances {
  first: number;
  count: number;
}

const missing = straceMissing();

describe('a disk that fails once', { skip: missing }, () => {
  const template = makeDataFolder();
  const instances = new Map<Call, Instances>();
  let form: PublishedForm;
  let applicationForm: PublishedForm;
  before(async () => {
    const plain = await startServerProcess({ env: template.env });
    form = await plain.form('subscription');
    applicationForm = await plain.form('employment-application');
    await plain.end('SIGTERM');
    const folder = copyOf(template);
    const counted = await startTraced(folder);
    await counted.send(submission(form));
    const start = callsIn(folder);
    await counted.send(submission(form));
    const end = callsIn(folder);
    for (const call of CALLS) instances.set(call, { first: start[call] + 1, count: end[call] - start[call] });
    await counted.end('SIGKILL');
    folder.remove();
  });
  after(template.remove);

  for (const fault of FAULTS) {
    test(`loses nothing that was acknowledged: ${fault}`, async () => {
      let cases = 0;
      for (const [call, { first, count }] of instances) {
        for (const offset of chosen(count)) {
          const injection = `${call}:${fault}:when=${String(first + offset)}`;
          const operation = submission(form);
          await failOnce({ template, earlier: submission(form), operation, files: {}, injection });
          cases += 1;
        }
      }
      console.log(`${fault}: ${String(cases)} cases`);
      assert.ok(cases >= 6, 'an operation writes and syncs');
    });
  }

  test('keeps a file with its submission, or neither', async () => {
    const cv = pdfOf(MB);
    for (const fault of FAULTS) {
      for (const [call, offset] of [
        ['pwrite64', 0],
        ['pwrite64', 200],
        ['fsync', 0],
      ] as const) {
        const injection = `${call}:${fault}:when=${String((instances.get(call)?.first ?? 0) + offset)}`;
        const operation = application(applicationForm, cv);
        await failOnce({ template, earlier: submission(form), operation, files: { cv }, injection });
      }
    }
  });
});

const MB = 1024 * 1024;

/** Ends and middle of many like calls; all of a few. */
function chosen(count: number): Set<number> {
  return count < 4 ? new Set(Array.from({ length: count }, (_, index) => index)) : spread(count);
}

function spread(count: number): Set<number> {
  const third = Math.floor(count / 3);
  return new Set([0, 1, third, 2 * third, count - 2, count - 1]);
}

interface Failing {
  template: DataFolder;
  /** Acknowledged before anything fails. */
  earlier: Operation;
  /** On its way when the disk fails. */
  operation: Operation;
  files: Record<string, Buffer<ArrayBuffer>>;
  injection: string;
}

async function failOnce({ template, earlier, operation, files, injection }: Failing): Promise<void> {
  const init = (): RequestInit =>
    Object.keys(files).length === 0 ? delivery(operation) : fileDelivery(operation, files);
  const folder = copyOf(template);
  const server = await startTraced(folder, ['-e', `inject=${injection}`]);
  assert.equal((await server.send(earlier)).status, 201, injection);
  const status = await server.post(init()).then(
    (answer) => answer.status,
    () => undefined,
  );
  const acknowledged = [earlier.id, ...(status === 201 ? [operation.id] : [])];
  if (injection.includes('KILL')) {
    assert.equal(status, undefined, injection);
  } else {
    assert.match(readFileSync(logOf(folder), 'utf8'), /INJECTED/, injection);
    assert.ok(status === 503 || status === 201, `${injection}: ${String(status)}\n${server.output()}`);
    // The disk works again: so does the same process.
    assert.equal((await server.post(init())).status, 201, `${injection}\n${server.output()}`);
    acknowledged.push(operation.id);
  }
  await server.end('SIGKILL');
  assertHolds(folder, acknowledged);
  assertWholeOrNothing(folder, operation, files);
  assert.equal(await sentToRestarted(folder, init()), 201, injection);
  assertHolds(folder, [earlier.id, operation.id]);
  assertWholeOrNothing(folder, operation, files);
  assert.equal(folder.query('select operation from submission').length, 2, injection);
  folder.remove();
}

function assertWholeOrNothing(folder: DataFolder, { id }: Operation, files: Failing['files']): void {
  const isThere = folder.query(`select 1 from operation where id = '${id}'`).length === 1;
  const expected = isThere ? Object.entries(files).map(([item, { length: size }]) => ({ item, size })) : [];
  const kept = folder.query(`select item, length(content) as size from file where operation = '${id}'`);
  assert.deepEqual(kept, expected);
}

async function sentToRestarted({ file }: DataFolder, init: RequestInit): Promise<number> {
  const backend = await startBackend(await openSqliteStore(file));
  const { status } = await answerTo(await backend.fetch('/v1/operations', init));
  await backend.close();
  return status;
}

function copyOf(template: DataFolder): DataFolder {
  const folder = makeDataFolder();
  cpSync(template.path, folder.path, { recursive: true });
  return folder;
}

/** `-D`: the server is our child, strace watches from aside, so that signals reach the server. */
function startTraced(folder: DataFolder, injection: string[] = []): Promise<ServerProcess> {
  const watch = [
    '-D',
    '-f',
    '-qq',
    '-o',
    logOf(folder),
    '-e',
    `trace=${CALLS.join(',')}`,
    '-e',
    'signal=none',
  ];
  return startServerProcess({ env: folder.env, under: ['strace', ...watch, ...injection] });
}

function logOf({ path }: DataFolder): string {
  return join(path, 'strace.log');
}

function callsIn(folder: DataFolder): Record<Call, number> {
  const log = readFileSync(logOf(folder), 'utf8');
  const count = (call: Call): number => log.split('\n').filter((line) => line.includes(` ${call}(`)).length;
  return { pwrite64: count('pwrite64'), fsync: count('fsync'), fdatasync: count('fdatasync') };
}

/** False when it works here; the reason when it does not. */
function straceMissing(): string | false {
  if (!which('strace')) return 'strace is not installed';
  try {
    execFileSync('strace', ['-qq', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO:when=1', 'true']);
    return false;
  } catch {
    return 'strace may not watch processes here';
  }
}
