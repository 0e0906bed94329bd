/** The record of what staff did: who, what, when, in a chain that shows what was done to it. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AuditEntry, Person } from '../../src/protocol/staff.schema.ts';
import { createApp } from '../../src/server/app.ts';
import { canonical, hashOf } from '../../src/server/proof/hash.ts';
import { record } from '../../src/server/staff/audit.ts';
import type { AuditRow } from '../../src/server/store/audit.ts';
import type { Store } from '../../src/server/store/store.ts';
import type { ReachableBackend } from '../helpers/databases.ts';
import { addSite } from '../helpers/staff.ts';
import { browserWith, newcomer } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';

interface Check {
  entries: number;
  brokenAt?: number;
}

/** What keeps the table as it is. */
const TRIGGERS = ['audit_entry_immutable', 'audit_entry_kept'];

/** As somebody would write it who knows how the hash is made. */
function rehashed({ hash: _hash, ...row }: AuditRow): AuditRow {
  return { ...row, hash: hashOf(canonical(row)) };
}

/** What somebody with the database in hand could do to entry 5 of 12, and where it shows. */
const FORGERIES: readonly (readonly [what: string, change: (row: AuditRow) => AuditRow[], brokenAt: number])[] = [
  ['another person', (row) => [{ ...row, person: 'somebody-else' }], 5],
  ['another moment', (row) => [{ ...row, at: row.at + 1 }], 5],
  ['another deed', (row) => [{ ...row, action: 'nothing' }], 5],
  ['another object', (row) => [{ ...row, object: 'people/nobody' }], 5],
  ['other details', (row) => [{ ...row, details: '{}' }], 5],
  ['another hash', (row) => [{ ...row, hash: hashOf('forged') }], 5],
  ['another one before it', (row) => [{ ...row, previous: hashOf('forged') }], 5],
  ['one left out', () => [], 5],
  ['one written anew, with the hash that it then has', (row) => [rehashed({ ...row, person: 'somebody-else' })], 6],
  ['one that follows another, with the hash that it then has', (row) => [rehashed({ ...row, previous: hashOf('forged') })], 5],
  ['one with another number, with the hash that it then has', (row) => [rehashed({ ...row, number: 50 })], 5],
  ['one put in twice', (row) => [row, { ...row, number: row.number + 1 }], 6],
]; // prettier-ignore

export function staffAuditContract(name: string, start: () => Promise<ReachableBackend>): void {
  describe(`record of what staff did: ${name}`, () => {
    let backend: ReachableBackend;
    let sites = 0;
    before(async () => {
      backend = await start();
    });
    after(() => backend.close());

    /** A site of its own, for which nothing is recorded yet, and who reads its record. */
    const newSite = async () => {
      const site = `site-${String((sites += 1))}`;
      await addSite(backend, site);
      return { site, ...(await newcomer(backend, ['privacy-admin'], { site })) };
    };
    const entriesOf = async (browser: StaffBrowser, query = ''): Promise<AuditEntry[]> =>
      (await bodyIn<{ entries: AuditEntry[] }>(await browser.call('GET', `audit${query}`))).entries;
    const check = async (browser: StaffBrowser): Promise<Check> =>
      bodyIn(await browser.call('GET', 'audit/check'));
    const addPerson = async (browser: StaffBrowser, email: string): Promise<Person> =>
      bodyIn(await browser.call('POST', 'people', { body: { email, name: 'Bo', roles: ['support'] } }), 201);
    /** So many deeds of nobody in particular. */
    const fill = (site: string, count: number): Promise<void> =>
      backend.store.transaction(async (queries) => {
        for (let number = 1; number <= count; number += 1) {
          const deed = { site, at: backend.parts.now(), person: 'somebody', action: 'tested' };
          await record(queries, { ...deed, object: `objects/${String(number)}`, details: { number } });
        }
      });

    test('says who did what to what, and when; each entry holds the hash of the one before', async () => {
      const admin = await newSite();
      const begun = backend.clock.now;
      const person = await addPerson(admin, 'bo@staff.example');
      const path = `people/${person.id}`;
      await bodyIn(await admin.call('PUT', path, { body: { name: 'Cy', roles: ['accounts'] }, revision: 1 }));
      await admin.call('DELETE', `${path}/passkeys`, { revision: 2 });
      await admin.call('DELETE', path, { revision: 3 });
      await bodyIn(await admin.call('PUT', 'forms/new/draft', { body: { source: '{}' } }));
      await admin.call('DELETE', 'forms/new/draft', { revision: 1 });
      const tag = (await admin.call('GET', 'theme')).headers.get('etag') ?? '';
      const theme = { radius: '2px' };
      await bodyIn(await admin.call('PUT', 'theme', { body: { theme }, headers: { 'if-match': tag } }));

      const entries = (await entriesOf(admin)).toReversed();
      assert.deepEqual(
        entries.map(({ number, action, object, details }) => [number, action, object, details]),
        [
          [1, 'person-added', path, { name: 'Bo', roles: ['support'] }],
          [2, 'person-changed', path, { name: 'Cy', roles: ['accounts'] }],
          [3, 'passkeys-reset', path, {}],
          [4, 'person-removed', path, {}],
          [5, 'form-draft-discarded', 'forms/new', {}],
          [6, 'theme-published', 'theme', { before: {}, theme }],
        ],
      );
      assert.deepEqual([...new Set(entries.map((entry) => entry.person))], [admin.email]);
      const times = entries.map(({ at }) => Date.parse(at));
      assert.deepEqual(times, times.toSorted((a, b) => a - b)); // prettier-ignore
      assert.ok(begun < (times[0] ?? 0) && (times.at(-1) ?? Infinity) < backend.clock.now);
      const hashes = entries.map(({ hash }) => hash);
      assert.deepEqual(entries.map(({ previous }) => previous), [hashOf(admin.site), ...hashes.slice(0, -1)]); // prettier-ignore
      assert.deepEqual(await check(admin), { entries: 6 });
    });

    test('holds nothing of what was refused', async () => {
      const admin = await newSite();
      const bo = await addPerson(admin, 'bo@staff.example');
      const refused = [
        await admin.call('POST', 'people', { body: { email: 'bo@staff.example', name: 'B', roles: ['support'] } }),
        await admin.call('DELETE', `people/${bo.id}`, { revision: 9 }),
        await admin.call('DELETE', `people/${admin.person}`, { revision: 1 }),
        await admin.call('PUT', 'theme', { body: { theme: {} }, headers: { 'if-match': '"old"' } }),
      ]; // prettier-ignore
      assert.deepEqual(refused.map(({ status }) => status), [422, 412, 409, 412]); // prettier-ignore
      assert.deepEqual(await check(admin), { entries: 1 });
    });

    test('is one chain for each site, and tells nothing of another', async () => {
      const [one, two] = [await newSite(), await newSite()];
      await addPerson(one, 'one@staff.example');
      await addPerson(two, 'two@staff.example');
      for (const browser of [one, two]) {
        const entries = await entriesOf(browser);
        assert.deepEqual(entries.map(({ number, person }) => [number, person]), [[1, browser.email]]); // prettier-ignore
        assert.deepEqual(await check(browser), { entries: 1 });
      }
    });

    test('is whole after many did something at once', async () => {
      const admin = await newSite();
      const emails = Array.from({ length: 8 }, (_none, index) => `bo-${String(index)}@staff.example`);
      await Promise.all(emails.map((email) => addPerson(admin, email)));
      await Promise.all(emails.map(() => fill(admin.site, 1)));
      const numbers = (await entriesOf(admin)).map(({ number }) => number);
      assert.deepEqual(
        numbers,
        Array.from({ length: 16 }, (_none, index) => 16 - index),
      );
      assert.deepEqual(await check(admin), { entries: 16 });
    });

    test('is read newest first, a hundred at once, from below a number', async () => {
      const admin = await newSite();
      await fill(admin.site, 130);
      const numbersAt = async (query: string): Promise<number[]> =>
        (await entriesOf(admin, query)).map(({ number }) => number);
      const first = await numbersAt('');
      assert.deepEqual([first.length, first[0], first.at(-1)], [100, 130, 31]);
      const second = await numbersAt('?below=31');
      assert.deepEqual([second.length, second[0], second.at(-1)], [30, 30, 1]);
      assert.deepEqual(await numbersAt('?below=3'), [2, 1]);
      for (const below of ['1', '0', '-5', 'x', '1.5', '1e400']) {
        assert.deepEqual(await numbersAt(`?below=${below}`), [], below);
      }
    });

    test('is checked to its end, however long', async () => {
      const admin = await newSite();
      await fill(admin.site, 1_005);
      assert.deepEqual(await check(admin), { entries: 1_005 });
    });

    describe('shows the number of the first entry that is not as it was written:', () => {
      for (const [what, forge, brokenAt] of FORGERIES) {
        test(what, async () => {
          const admin = await newSite();
          await fill(admin.site, 12);
          const { store, parts } = backend;
          const forged: Store = {
            ...store,
            audit: {
              ...store.audit,
              after: async (site, page) =>
                (await store.audit.after(site, page)).flatMap((row) => (row.number === 5 ? forge(row) : [row])),
            },
          }; // prettier-ignore
          const app = createApp({ ...parts, store: forged });
          const browser = browserWith(
            { fetch: async (path, init) => app.request(path, init) },
            admin.headers,
          );
          assert.deepEqual(await check(browser), { entries: brokenAt, brokenAt });
          assert.deepEqual(await check(admin), { entries: 12 });
        });
      }
    });

    test('is closed in the database itself; what is done behind that shows', async () => {
      const admin = await newSite();
      await fill(admin.site, 6);
      const { execute, store } = backend;
      // Without a database there is nothing behind the server.
      if (execute === undefined) {
        assert.equal(store.engine, 'memory');
        return;
      }
      const where = `where site = '${admin.site}' and number = 3`;
      const forge = `update audit_entry set person = 'nobody' ${where}`;
      const leaveOut = `delete from audit_entry ${where}`;
      for (const statement of [forge, leaveOut]) {
        await assert.rejects(async () => execute(statement), /audit_entry/);
      }
      assert.deepEqual(await check(admin), { entries: 6 });
      const on = store.engine === 'postgres' ? ' on audit_entry' : '';
      for (const trigger of TRIGGERS) await execute(`drop trigger ${trigger}${on}`);
      await execute(forge);
      assert.deepEqual(await check(admin), { entries: 3, brokenAt: 3 });
      await execute(`update audit_entry set person = 'somebody' ${where}`);
      assert.deepEqual(await check(admin), { entries: 6 });
      await execute(leaveOut);
      assert.deepEqual(await check(admin), { entries: 3, brokenAt: 3 });
    });
  });
}
