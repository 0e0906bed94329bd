import { after, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { sixDigitsOf } from '../../src/server/proof/hash.ts';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { signInCodeContract } from '../contract/sign-in-code-contract.ts';
import { startBackend } from '../helpers/backend.ts';
import { startOnPostgres, startOnSqliteFile } from '../helpers/databases.ts';

test('codes are six digits, spread over all of them', () => {
  const codes = Array.from({ length: 20_000 }, (_, index) => sixDigitsOf(`token ${String(index)}`));
  assert.ok(codes.every((code) => /^\d{6}$/.test(code)));
  const tenths = Array.from(
    { length: 10 },
    (_, digit) => codes.filter((code) => code.startsWith(String(digit))).length,
  );
  // Six standard deviations: it fails for a lopsided code, never by chance.
  for (const count of tenths)
    assert.ok(Math.abs(count - 2_000) < 6 * Math.sqrt(20_000 * 0.1 * 0.9), String(tenths));
});

signInCodeContract('memory', () => startBackend(openMemoryStore()));
signInCodeContract('SQLite', startOnSqliteFile);

const postgres = await startPostgres();

if ('missing' in postgres) {
  describe('signing in by code: PostgreSQL', () => {
    test('all of it', { skip: postgres.missing });
  });
} else {
  after(() => postgres.stop());
  signInCodeContract('PostgreSQL', () => startOnPostgres(postgres.url, 'codes'));
}
