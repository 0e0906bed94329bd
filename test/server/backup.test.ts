/** Backup → erase → restore: whoever was erased, or withdrew, stays so before the first request is answered (S-26). */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import { backUp, DATABASE_FILE } from '../../src/server/backup/backing-up.ts';
import { BackupError } from '../../src/server/backup/format.ts';
import { restore } from '../../src/server/backup/restoring.ts';
import { catchUp, ledgerCopier, readLedger } from '../../src/server/ledger/file.ts';
import { erase } from '../../src/server/personal/erasing.ts';
import { personalTables } from '../../src/server/personal/map.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';

const PASSPHRASE = 'a passphrase of the tests';

interface Place {
  dataDir: string;
  databaseUrl: string | undefined;
  ledgerFile: string;
}

function openStore({ databaseUrl, dataDir }: Place): Promise<Store> {
  return databaseUrl === undefined
    ? openSqliteStore(join(dataDir, DATABASE_FILE))
    : openPostgresStore(databaseUrl);
}

async function subjectOf({ parts, store }: TestBackend, email: string): Promise<string | undefined> {
  return (await store.contacts.find('smartxpo', 'email', contactKey(parts, 'smartxpo', email)))?.subject;
}

const copyLedger = (store: Store, file: string): Promise<void> => ledgerCopier(store, file)();

function backupSuite(name: string, place: (folder: string, purpose: string) => Promise<Place>): void {
  describe(`backup: ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    test('what was erased and withdrawn since is erased and withdrawn again, before anything is answered', async () => {
      const first = await place(folder, 'first');
      const backend = await startBackend(await openStore(first));
      const acts = new VisitorActs(backend);
      const [gone, stays, left] = ['gone@visitor.example', 'stays@visitor.example', 'left@visitor.example'];
      for (const email of [gone, stays, left])
        await acts.confirmed(email, { answers: { name: `Name of ${email}` } });
      const file = join(folder, `${name}.backup`);
      const made = await backUp(first, { file, passphrase: PASSPHRASE, now: backend.clock.now });
      assert.ok(made > 30);

      const subject = await subjectOf(backend, gone);
      assert.ok(subject);
      const erasing = {
        site: 'smartxpo',
        subject,
        id: backend.parts.newId(),
        at: backend.clock.now,
        request: null,
      };
      assert.ok(await backend.store.transaction((queries) => erase(queries, erasing)));
      const headers = await acts.signIn(left);
      const withdrawal = acts.made('withdrawal', { purpose: 'direct-marketing', channel: 'email' });
      assert.equal((await acts.send(withdrawal, headers)).status, 201);
      const switched = acts.made('objection', { scope: 'sharing', objects: true });
      assert.equal((await acts.send(switched, headers)).status, 201);
      await copyLedger(backend.store, first.ledgerFile);
      await backend.close();

      const second = { ...(await place(folder, 'second')), ledgerFile: first.ledgerFile };
      const restored = await restore(second, { file, passphrase: PASSPHRASE });
      assert.deepEqual([restored.rows, restored.reapplied], [made, 3]);
      const again = await startBackend(await openStore(second));
      assert.equal(await catchUp(again.store, second.ledgerFile), 0, 'a start has nothing more to do');
      const now = new VisitorActs(again);
      // The keys came with the backup: addresses and receipts are those of before.
      assert.equal(await subjectOf(again, gone), undefined);
      for (const [table, { link, column, erase: how }] of personalTables()) {
        if (link !== 'subject' || how !== 'remove') continue;
        assert.deepEqual(await again.store.personal.rows({ table, column, values: [subject] }), [], table);
      }
      again.clock.now = backend.clock.now + 1000;
      assert.equal((await now.check(gone)).permitted, false);
      assert.deepEqual(
        [(await now.check(left)).permitted, (await now.check(left)).objections],
        [false, ['sharing']],
      );
      assert.equal((await now.check(stays)).permitted, true);
      // What came after the backup is known by its id: it is not taken for another act.
      assert.equal((await again.store.operations.find(withdrawal.id))?.kind, 'withdrawal');
      await again.close();
    });

    test('a database that was copied back behind our back is told at the start', async () => {
      const live = await place(folder, 'live');
      const backend = await startBackend(await openStore(live));
      const acts = new VisitorActs(backend);
      await acts.confirmed('copied@visitor.example');
      const file = join(folder, `${name}-plain.backup`);
      await backUp(live, { file, passphrase: undefined, now: backend.clock.now });
      const subject = await subjectOf(backend, 'copied@visitor.example');
      assert.ok(subject);
      const erasing = {
        site: 'smartxpo',
        subject,
        id: backend.parts.newId(),
        at: backend.clock.now,
        request: null,
      };
      await backend.store.transaction((queries) => erase(queries, erasing));
      await copyLedger(backend.store, live.ledgerFile);
      await backend.close();

      const old = await place(folder, 'old');
      const { reapplied } = await restore({ ...old, ledgerFile: join(folder, 'none.jsonl') }, { file, passphrase: undefined }); // prettier-ignore
      assert.equal(reapplied, 0);
      const store = await openStore(old);
      assert.equal(
        (await store.personal.rows({ table: 'contact', column: 'subject', values: [subject] })).length,
        1,
      );
      assert.equal(await catchUp(store, live.ledgerFile), 1);
      assert.equal(
        (await store.personal.rows({ table: 'contact', column: 'subject', values: [subject] })).length,
        0,
      );
      await store.close();
    });

    test('a target that is not empty, a wrong passphrase, a file that is cut off or changed: said, and nothing done', async () => {
      const source = await place(folder, 'source');
      const backend = await startBackend(await openStore(source));
      const file = join(folder, `${name}-whole.backup`);
      await backUp(source, { file, passphrase: PASSPHRASE, now: 1 });
      const plain = join(folder, `${name}-open.backup`);
      await backUp(source, { file: plain, passphrase: undefined, now: 1 });
      await backend.close();
      const codeOf = async (
        target: Place,
        given: string,
        passphrase: string | undefined,
      ): Promise<string> => {
        try {
          await restore(target, { file: given, passphrase });
          return 'restored';
        } catch (error) {
          assert.ok(error instanceof BackupError, String(error));
          return error.code;
        }
      };
      assert.equal(await codeOf(source, file, PASSPHRASE), 'target-not-empty');
      const target = await place(folder, 'target');
      assert.equal(await codeOf(target, file, 'another'), 'wrong-passphrase');
      assert.equal(await codeOf(target, file, undefined), 'wrong-passphrase');
      const bytes = readFileSync(file);
      const broken = join(folder, `${name}-broken.backup`);
      for (const [content, code] of [
        [bytes.subarray(0, bytes.length - 40), 'wrong-passphrase'],
        [Buffer.from(bytes).fill(0xff, 200, 210), 'wrong-passphrase'],
        [Buffer.from('{"format":"something else"}'.padEnd(100)), 'not-a-backup'],
      ] as const) {
        writeFileSync(broken, content);
        assert.equal(await codeOf(target, broken, PASSPHRASE), code);
      }
      const open = readFileSync(plain);
      writeFileSync(broken, open.subarray(0, Math.floor(open.length / 2)));
      assert.equal(await codeOf(target, broken, undefined), 'cut-off');
      assert.equal(await codeOf(target, plain, undefined), 'restored');
    });
  });
}

backupSuite('SQLite', (folder, purpose) => {
  const dataDir = mkdtempSync(join(folder, `${purpose}-`));
  return Promise.resolve({ dataDir, databaseUrl: undefined, ledgerFile: join(dataDir, 'ledger.jsonl') });
});

test('a ledger whose last line was cut off goes on with a whole one; any other line is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(folder, 'ledger.jsonl');
  const backend = await startBackend();
  for (const number of [1, 2]) {
    const entry = JSON.stringify({ subject: `s${String(number)}`, keys: [], request: null });
    await backend.store.ledger.append({
      id: `e${String(number)}`,
      site: 'smartxpo',
      kind: 'erasure',
      at: 1,
      entry,
    });
  }
  await copyLedger(backend.store, file);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.slice(0, -20));
  await copyLedger(backend.store, file);
  assert.equal(readFileSync(file, 'utf8'), whole);
  assert.deepEqual((await readLedger(file)).map(({ id }) => id), ['e1', 'e2']); // prettier-ignore
  writeFileSync(file, whole.replace('"e1"', '"e1'));
  await assert.rejects(catchUp(backend.store, file), /LEDGER_FILE: expected an entry on line 1/);
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('backup: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  let databases = 0;
  const fresh = async (): Promise<string> => {
    const name = `backup_${String((databases += 1))}`;
    const admin = new pg.Client(postgres.url);
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.end();
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  backupSuite('PostgreSQL', async (folder, purpose) => {
    const dataDir = mkdtempSync(join(folder, `${purpose}-`));
    return { dataDir, databaseUrl: await fresh(), ledgerFile: join(dataDir, 'ledger.jsonl') };
  });

  test('from the embedded database to PostgreSQL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const place = { dataDir: folder, databaseUrl: undefined, ledgerFile: join(folder, 'ledger.jsonl') };
    const backend = await startBackend(await openStore(place));
    await new VisitorActs(backend).confirmed('moves@visitor.example');
    const file = join(folder, 'move.backup');
    const rows = await backUp(place, { file, passphrase: PASSPHRASE, now: 1 });
    await backend.close();
    const target = { ...place, databaseUrl: await fresh() };
    assert.equal((await restore(target, { file, passphrase: PASSPHRASE })).rows, rows);
    const moved = await startBackend(await openStore(target));
    moved.clock.now = backend.clock.now + 1000;
    assert.equal((await new VisitorActs(moved).check('moves@visitor.example')).permitted, true);
    await moved.close();
    rmSync(folder, { recursive: true, force: true });
  });
}
