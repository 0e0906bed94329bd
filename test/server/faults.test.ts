/** Which errors mean "later", which mean "again at once", and which are nobody's fault but ours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { asProblem } from '../../src/server/http/problems.ts';
import { untilItStands } from '../../src/server/store/attempts.ts';
import { DatabaseMoved, gaveWay, isUnavailable, needsReopening } from '../../src/server/store/faults.ts';
import { makeDataFolder } from '../helpers/server-process.ts';

/** The error of a statement that fails. */
function failureOf(database: DatabaseSync, sql: string): Error {
  try {
    database.exec(sql);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`expected "${sql}" to fail`);
}

function postgresError(code: string): Error {
  return Object.assign(new pg.DatabaseError('failed', 6, 'error'), { code });
}

test('SQLite: a file that cannot be written is unavailable, a broken rule is not', () => {
  const folder = makeDataFolder();
  const database = new DatabaseSync(folder.file);
  database.exec('create table once (id integer primary key); insert into once values (1)');
  const twice = failureOf(database, 'insert into once values (1)');
  assert.deepEqual([isUnavailable(twice), gaveWay(twice), needsReopening(twice)], [false, false, false]);

  const reader = new DatabaseSync(folder.file, { readOnly: true });
  const readOnly = failureOf(reader, 'insert into once values (2)');
  assert.deepEqual(
    [isUnavailable(readOnly), gaveWay(readOnly), needsReopening(readOnly)],
    [true, false, true],
  );
  reader.close();

  database.exec('pragma max_page_count = 2');
  const full = failureOf(database, 'create table large (a); insert into large values (zeroblob(100000))');
  assert.deepEqual([isUnavailable(full), gaveWay(full), needsReopening(full)], [true, false, false]);

  const second = new DatabaseSync(folder.file);
  second.exec('begin immediate');
  const busy = failureOf(database, 'begin immediate');
  assert.deepEqual([isUnavailable(busy), gaveWay(busy), needsReopening(busy)], [true, true, false]);
  second.close();
  database.close();
  folder.remove();
});

test('PostgreSQL: connections, locks, disk and operators pass; what the statement did wrong does not', () => {
  for (const code of ['08006', '53100', '53300', '55P03', '57014', '57P01', '57P03', '58030', '25006']) {
    assert.equal(isUnavailable(postgresError(code)), true, code);
    assert.equal(gaveWay(postgresError(code)), false, code);
  }
  for (const code of ['40001', '40P01']) assert.equal(gaveWay(postgresError(code)), true, code);
  for (const code of ['23505', '42P01', '22001', 'P0001']) {
    assert.equal(isUnavailable(postgresError(code)), false, code);
  }
  // Without a code, as the driver reports a connection that is gone.
  for (const message of [
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
  ]) {
    assert.equal(isUnavailable(new Error(message)), true, message);
  }
  assert.equal(isUnavailable(new TypeError('x is not a function')), false);
});

test('becomes 503 for the sender, 500 only when the fault is ours', (context) => {
  const log = context.mock.method(console, 'error', () => undefined);
  assert.equal(asProblem(postgresError('57P01')).code, 'unavailable');
  assert.equal(asProblem(new DatabaseMoved('file')).code, 'unavailable');
  assert.equal(asProblem(postgresError('23505')).code, 'internal');
  assert.equal(log.mock.callCount(), 3);
});

test('a transaction that gives way is tried five times and no more; any other failure once', async () => {
  for (const [code, expected] of [
    ['40001', 5],
    ['57P01', 1],
  ] as const) {
    let attempts = 0;
    const failing = untilItStands(() => {
      attempts += 1;
      return Promise.reject(postgresError(code));
    });
    await assert.rejects(failing, { code });
    assert.equal(attempts, expected);
  }
});
