/** What the embedded database meets: other writers, deleted and replaced files, yesterday's backup. */
import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { DAY } from '../../src/protocol/terms.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';
import { answerTo, assertHolds, makeDataFolder } from '../helpers/server-process.ts';
import type { Answer, DataFolder } from '../helpers/server-process.ts';

const YEAR = 365.25 * DAY;

interface Opened extends TestBackend {
  form: PublishedForm;
  send: (operation: Operation) => Promise<Answer>;
}

async function open({ file }: DataFolder): Promise<Opened> {
  const backend = await startBackend(await openSqliteStore(file));
  const form = (await (await backend.fetch('/v1/sites/smartxpo/forms/subscription')).json()) as PublishedForm;
  const send = async (operation: Operation): Promise<Answer> =>
    answerTo(await backend.fetch('/v1/operations', delivery(operation)));
  return { ...backend, form, send };
}

describe('embedded database', () => {
  test('answers 503 while another process holds the write lock, and takes the retry', async () => {
    const folder = makeDataFolder();
    const backend = await open(folder);
    const other = new DatabaseSync(folder.file);
    other.exec('begin immediate');
    const operation = submission(backend.form);
    const busy = await backend.send(operation);
    assert.equal(busy.status, 503, busy.text);
    assert.equal(busy.headers.get('retry-after'), '30');
    assert.equal((JSON.parse(busy.text) as { operation: string }).operation, operation.id);
    assert.equal((await backend.fetch('/readyz')).status, 200, 'reading goes on');
    other.exec('rollback');
    other.close();
    assert.equal((await backend.send(operation)).status, 201);
    await backend.close();
    assertHolds(folder, [operation.id]);
    folder.remove();
  });

  test('waits for a lock that is held for a moment only', async () => {
    const folder = makeDataFolder();
    const backend = await open(folder);
    const other = new DatabaseSync(folder.file);
    other.exec('begin immediate');
    const sent = backend.send(submission(backend.form));
    // The first attempt has failed when this runs: SQLite lets nothing else run while it waits.
    setTimeout(() => {
      other.exec('rollback');
    }, 1);
    assert.equal((await sent).status, 201);
    other.close();
    await backend.close();
    folder.remove();
  });

  test('keeps what it acknowledged when its log is deleted under it', async () => {
    const folder = makeDataFolder();
    const backend = await open(folder);
    const operations = Array.from({ length: 3 }, () => submission(backend.form));
    const [before, during, after] = operations as [Operation, Operation, Operation];
    assert.equal((await backend.send(before)).status, 201);
    rmSync(`${folder.file}-wal`);
    assert.equal((await backend.send(during)).status, 201);
    assert.equal((await backend.send(after)).status, 201);
    // As if the process were killed now: what others find in the files is all there is.
    const copy = makeDataFolder();
    for (const end of ['', '-wal']) copyFileSync(`${folder.file}${end}`, `${copy.file}${end}`);
    assertHolds(
      copy,
      operations.map(({ id }) => id),
    );
    await backend.close();
    folder.remove();
    copy.remove();
  });

  test('acknowledges nothing into a database file that was replaced under it', async () => {
    const folder = makeDataFolder();
    const backend = await open(folder);
    const backup = makeDataFolder();
    new DatabaseSync(folder.file).exec(`vacuum into '${backup.file}'`);
    for (const end of ['', '-wal', '-shm']) rmSync(`${folder.file}${end}`);
    copyFileSync(backup.file, folder.file);
    const operation = submission(backend.form);
    assert.equal((await backend.send(operation)).status, 503);
    assert.equal((await backend.send(operation)).status, 201);
    await backend.close();
    assertHolds(folder, [operation.id]);
    folder.remove();
    backup.remove();
  });

  test('opens soundly when the log was deleted between two runs, and takes again what was lost with it', async () => {
    const folder = makeDataFolder();
    const first = await open(folder);
    const operation = submission(first.form);
    const { text } = await first.send(operation);
    // As a killed process leaves it: the database file without its log.
    const left = makeDataFolder();
    copyFileSync(folder.file, left.file);
    await first.close();
    const second = await open(left);
    const again = await second.send(operation);
    assert.equal(again.status, 201);
    assert.notEqual(again.text, text, 'it is a new receipt: the database never heard of the first');
    await second.close();
    assertHolds(left, [operation.id]);
    folder.remove();
    left.remove();
  });

  test('takes again what yesterday’s backup does not know, and nothing else twice', async () => {
    const folder = makeDataFolder();
    const first = await open(folder);
    const yesterday = submission(first.form, { ticked: ['news-email'] });
    const today = submission(first.form, { ticked: ['news-email'] });
    const kept = await first.send(yesterday);
    const backup = makeDataFolder();
    new DatabaseSync(folder.file).exec(`vacuum into '${backup.file}'`);
    await first.send(today);
    await first.close();
    // The product promises: what the backup has is answered as ever; what it does not have is unknown
    // and taken as new when its sender still has it. The visitor's receipt stays valid proof of the rest.
    const restored = await open(backup);
    assert.deepEqual(await textOf(restored.send(yesterday)), kept.text);
    assert.equal((await restored.send(today)).status, 201);
    assert.equal((await restored.send(today)).status, 201);
    await restored.close();
    assertHolds(backup, [yesterday.id, today.id]);
    assert.equal(backup.query('select * from submission').length, 2);
    folder.remove();
    backup.remove();
  });

  test('gives the same answer for the same key after a restart and after 80 years', async () => {
    const folder = makeDataFolder();
    const first = await open(folder);
    const operation = submission(first.form, { ticked: ['news-email'] });
    const { text } = await first.send(operation);
    first.clock.now += 80 * YEAR;
    assert.equal(await textOf(first.send(operation)), text);
    await first.close();
    const second = await open(folder);
    second.clock.now += 80 * YEAR;
    assert.equal(await textOf(second.send(operation)), text);
    assert.equal(folder.query('select * from submission').length, 1);
    await second.close();
    folder.remove();
  });
});

async function textOf(answer: Promise<Answer>): Promise<string> {
  return (await answer).text;
}
