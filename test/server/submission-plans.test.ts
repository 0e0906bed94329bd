/** A search reads the rows it is about: the plans of SQLite, which has no statistics to find a better one. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kysely, SqliteDialect } from 'kysely';
import type { CompiledQuery } from 'kysely';
import { Migrator } from 'kysely/migration';
import { FORM_KINDS } from '../../src/protocol/terms.ts';
import { correspondenceQueries } from '../../src/server/store/correspondence.ts';
import { migrationsFor } from '../../src/server/store/migrations.ts';
import type { Tables } from '../../src/server/store/schema.ts';
import { sqliteFile } from '../../src/server/store/sqlite-file.ts';
import { submissionQueries } from '../../src/server/store/submissions.ts';
import type { Place, SubmissionFilter } from '../../src/server/store/submissions.ts';

describe('the plan of a search', () => {
  const asked: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: sqliteFile(':memory:') }),
    log: ({ query }) => {
      asked.push(query);
    },
  });
  before(async () => {
    const { error } = await new Migrator({ db, provider: migrationsFor('sqlite') }).migrateToLatest();
    assert.equal(error, undefined);
  });
  after(() => db.destroy());

  const planOf = async (filter: Partial<SubmissionFilter>, place?: Place): Promise<string> => {
    await submissionQueries(db).page(
      { site: 's', kinds: FORM_KINDS, isRestrictedSeen: false, ...filter },
      { after: place, limit: 51 },
    );
    return planOfLast();
  };
  const planOfLast = async (): Promise<string> => {
    const query = asked.at(-1);
    assert.ok(query);
    const explained = { ...query, sql: `explain query plan ${query.sql}` };
    const { rows } = await db.executeQuery<{ detail: string }>(explained);
    return rows.map(({ detail }) => detail).join('; ');
  };

  /** Of each row, whether its person's data is kept and not used: by the key. */
  const RESTRICTED = 'SEARCH restriction USING COVERING INDEX sqlite_autoindex_restriction_1 (subject=?)';
  const PERSON = 'submission_of_person (site=? AND subject=?';
  const FORM = 'submission_of_form (site=? AND form=?';
  const NEWEST = 'submission_newest (site=?';

  for (const [name, filter, index] of [
    ['of a person', { subject: 'p' }, PERSON],
    ['of a form', { form: 'f' }, FORM],
    ['of all', {}, NEWEST],
  ] satisfies [string, Partial<SubmissionFilter>, string][]) {
    test(`${name}: the first page and the next, in the order of the index`, async () => {
      for (const place of [undefined, { at: 5, id: 'x' }]) {
        const goesOn = place === undefined ? ')' : ' AND received_at<?)';
        assert.ok(
          (await planOf(filter, place)).startsWith(`SEARCH submission USING INDEX ${index}${goesOn}`),
        );
        assert.equal((await planOf(filter, place)).split('; ').at(-1), RESTRICTED);
      }
    });
  }

  test('of correspondence: the next page begins where the last one ended', async () => {
    const page = { site: 's', after: { at: 5, id: 'x' }, isRestrictedSeen: false, limit: 51 };
    await correspondenceQueries(db).page(page);
    const expected = 'SEARCH correspondence USING INDEX correspondence_newest (site=? AND received_at<?)';
    assert.ok((await planOfLast()).startsWith(expected));
  });

  test('of a person in some form and time: by the person', async () => {
    const plan = await planOf({ subject: 'p', form: 'f', from: 1, before: 9 });
    assert.ok(plan.startsWith(`SEARCH submission USING INDEX ${PERSON}`), plan);
  });
});
