/** Nothing stored of an anonymous answer leads to a person: every table is looked at, not only ours. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { AcknowledgementOperation } from '../../src/protocol/operation.schema.ts';
import { uuidv4 } from '../../src/protocol/uuid.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { startBackend } from '../helpers/backend.ts';
import { anonymousSubmission, delivery, DEVICE, submission } from '../helpers/operations.ts';

type Row = Record<string, unknown>;

test('an anonymous answer, and an acknowledgement, share no value with anything else their visitor did', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
  const file = join(folder, 'test.sqlite');
  const backend = await startBackend(await openSqliteStore(file));
  const published = async (form: string): Promise<PublishedForm> =>
    (await (await backend.fetch(`/v1/sites/smartxpo/forms/${form}`)).json()) as PublishedForm;
  const survey = anonymousSubmission(await published('survey'), { role: 'visited' });
  // The same visitor, the same device, the same second, signed in or not.
  const named = submission(await published('contact'), {
    answers: { email: 'ada@visitor.example', message: 'Hello' },
  });
  const read: AcknowledgementOperation = {
    ...{ id: uuidv4((count) => randomBytes(count)), kind: 'acknowledgement', site: 'smartxpo' },
    ...{ madeAt: survey.madeAt, device: null, widget: '0.1.0' },
    payload: { ...survey.payload.policy, language: 'en' },
  };
  for (const operation of [named, survey, read]) {
    const response = await backend.fetch('/v1/operations', delivery(operation, { age: 7_203_417 }));
    assert.equal(response.status, 201, await response.clone().text());
  }
  await backend.close();

  const database = new DatabaseSync(file);
  const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all() as Row[];
  const rows = tables.flatMap(({ name }) => {
    const found = database.prepare(`select rowid as place, * from ${String(name)}`).all() as Row[];
    return found.map((row) => ({ table: String(name), row }));
  });
  database.close();
  rmSync(folder, { recursive: true, force: true });

  const rowsWith = (id: string) => rows.filter(({ row }) => JSON.stringify(row).includes(id));
  const answered = rowsWith(survey.id);
  assert.deepEqual(answered.map(({ table }) => table).toSorted(), ['operation', 'subject', 'submission']);
  const acknowledged = rowsWith(read.id);
  assert.deepEqual(
    acknowledged.map(({ table }) => table),
    ['operation'],
  );
  assert.equal(
    answered.some(({ row }) => JSON.stringify(row).includes(read.id)),
    false,
  );
  const own = [...answered, ...acknowledged];
  const hers = rows.filter(({ row }) => JSON.stringify(row).includes(named.id));
  const subject = hers.find(({ table }) => table === 'submission')?.row['subject'];
  const secrets = [DEVICE, named.id, String(subject), 'ada@visitor.example'];
  // Nor does its place tell what was written before and after it.
  for (const { table, row } of own) assert.ok(Number(row['place']) < 0, table);
  for (const { table, row } of own) {
    assert.notEqual(row['age'], 7_203_417, 'how long it waited says which others waited with it');
    for (const secret of secrets) assert.equal(JSON.stringify(row).includes(secret), false, table);
    // No moment finer than a day: two rows of one second would name each other.
    for (const [column, value] of Object.entries(row)) {
      if (typeof value === 'number' && value > 1e12)
        assert.equal(value % 86_400_000, 0, `${table}.${column}`);
    }
    assert.doesNotMatch(JSON.stringify(row), /T(?!00:00:00\.000Z)\d\d:\d\d:\d\d/, table);
  }
});
